#include "export/workbook.h"

#include <ctime>

#include "export/tables.h"
#include "export/xlsx_tables.h"

namespace theta::exports {
namespace {

using formats::Json;

constexpr size_t kOtherColumns = 12;  // of a document, beside its topics

// Seconds since 1970 of "2026-03-03T10:15:00Z"; the model's time, so that the same model gives the same file.
int64_t created_at(const Json& manifest) {
  const std::string text = manifest.value("created_at", "");
  std::tm parts{};
  if (::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts) == nullptr) return 1;
  return ::timegm(&parts);
}

}  // namespace

Status write_workbook(const ExportSource& source, const WorkbookChoice& choice, const Walk& walk,
                      const std::string& path) {
  XlsxTables::Look look;
  look.raw = choice.raw;
  look.title = source.view.manifest.value("corpus", Json::object()).value("source", "");
  look.created = created_at(source.view.manifest);
  look.cells = source.documents() * (source.topics() + kOtherColumns);
  THETA_ASSIGN(XlsxTables out, XlsxTables::create(path, look));
  THETA_RETURN_IF_ERROR(write_summary(source, out));
  THETA_RETURN_IF_ERROR(write_topics(source, choice.top_words, out));
  THETA_RETURN_IF_ERROR(write_words(source, choice.top_words, out));
  THETA_RETURN_IF_ERROR(write_time_tables(source, choice.threads, out));
  THETA_RETURN_IF_ERROR(write_documents(source, choice.texts, walk, out));
  THETA_RETURN_IF_ERROR(write_metrics(source, choice.threads, out));
  THETA_RETURN_IF_ERROR(write_settings(source, out));
  if (source.view.revision > 0) THETA_RETURN_IF_ERROR(write_edits(source, out));
  return out.close();
}

}  // namespace theta::exports

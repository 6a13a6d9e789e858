#include "export/export.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>

#include "base/files.h"
#include "export/array_export.h"
#include "export/csv_tables.h"
#include "export/dfr_export.h"
#include "export/figures/figures.h"
#include "export/jsonl_export.h"
#include "export/ldavis_export.h"
#include "export/mallet_export.h"
#include "export/report_input.h"
#include "export/tables.h"
#include "export/workbook.h"
#include "export/xlsx_tables.h"
#include "report/report.h"

namespace theta::exports {
namespace {

using formats::Json;

constexpr std::string_view kNote = "export.json";  // in folders: what the export is
constexpr std::string_view kNoteFormat = "theta-export";

size_t words_or(const ExportOptions& options, size_t usual) {
  return options.top_words == 0 ? usual : options.top_words;
}

Status write_csv(const ExportSource& source, const ExportOptions& options, const Walk& walk,
                 const std::string& path) {
  constexpr size_t kWords = 25;
  CsvTables out(path, {options.bom, options.raw});
  THETA_RETURN_IF_ERROR(write_topics(source, words_or(options, kWords), out));
  THETA_RETURN_IF_ERROR(write_words(source, words_or(options, kWords), out));
  THETA_RETURN_IF_ERROR(write_metrics(source, options.threads, out));
  THETA_RETURN_IF_ERROR(write_time_tables(source, options.threads, out));
  THETA_RETURN_IF_ERROR(write_documents(source, options.texts, walk, out));
  return write_document_topics(source, options.least_weight, walk, out);
}

Status write_xlsx(const ExportSource& source, const ExportOptions& options, const Walk& walk,
                  const std::string& path) {
  constexpr size_t kWords = 25;
  return write_workbook(source, {words_or(options, kWords), options.threads, options.texts, options.raw},
                        walk, path);
}

Status write_json_lines(const ExportSource& source, const ExportOptions& options, const Walk& walk,
                        const std::string& path) {
  constexpr size_t kWords = 25;
  return write_jsonl(source, {words_or(options, kWords), options.least_weight, options.texts}, walk, path);
}

Status write_npz_file(const ExportSource& source, const ExportOptions&, const Walk& walk,
                      const std::string& path) {
  return write_npz(source, walk, path);
}

Status write_safetensors_file(const ExportSource& source, const ExportOptions&, const Walk& walk,
                              const std::string& path) {
  return write_array_safetensors(source, walk, path);
}

Status write_mallet_folder(const ExportSource& source, const ExportOptions& options, const Walk& walk,
                           const std::string& path) {
  constexpr size_t kWords = 20;  // as MALLET
  return write_mallet(source, words_or(options, kWords), walk, path);
}

Status write_ldavis_file(const ExportSource& source, const ExportOptions& options, const Walk&,
                         const std::string& path) {
  constexpr size_t kTerms = 30;  // R of LDAvis
  return write_ldavis(source, words_or(options, kTerms), path);
}

Status write_dfr_folder(const ExportSource& source, const ExportOptions& options, const Walk& walk,
                        const std::string& path) {
  constexpr size_t kWords = 50;  // the topic page of dfr-browser shows as many
  return write_dfr(source, words_or(options, kWords), walk, path);
}

Status write_html(const ExportSource& source, const ExportOptions& options, const Walk&,
                  const std::string& path) {
  THETA_ASSIGN(const report::ReportInput input, report_input(source, options.threads));
  return write_file_atomic(path, report::render(input));
}

Status write_svg(const ExportSource& source, const ExportOptions& options, const Walk& walk,
                 const std::string& path) {
  constexpr size_t kWords = 10;
  return write_figures(source, {words_or(options, kWords), options.language, {options.bom, options.raw}},
                       walk, path);
}

bool is_our_page(const std::string& path) {
  constexpr size_t kHead = 1024;
  const auto file = MappedFile::open(path);
  return file.ok() &&
         file.value().bytes().substr(0, kHead).find("content=\"THETA\"") != std::string_view::npos;
}

using Write = Status (*)(const ExportSource&, const ExportOptions&, const Walk&, const std::string& path);
using IsOurs = bool (*)(const std::string& path);

constexpr auto kFolder = TargetKind::kFolder;
constexpr auto kFile = TargetKind::kFile;

constexpr std::array<ExportFormat, 10> kFormats = {
    {{"csv", kFolder, false, "tables for any spreadsheet"},
     {"xlsx", kFile, false, "one workbook for Excel"},
     {"jsonl", kFolder, false, "one JSON object per document and per topic"},
     {"npz", kFile, false, "arrays for NumPy"},
     {"safetensors", kFile, false, "arrays for PyTorch and others"},
     {"mallet", kFolder, true, "state, doc-topics and topic keys as MALLET writes them"},
     {"ldavis", kFile, false, "JSON that LDAvis and pyLDAvis draw"},
     {"dfr", kFolder, false, "data folder of dfr-browser"},
     {"html", kFile, false, "the report"},
     {"svg", kFolder, false, "figures with their data as CSV"}}};

struct Writer {
  Write write;
  IsOurs is_ours;  // for files; folders hold a note
};
// In the order of kFormats.
constexpr std::array<Writer, kFormats.size()> kWriters = {{{write_csv, nullptr},
                                                           {write_xlsx, is_our_workbook},
                                                           {write_json_lines, nullptr},
                                                           {write_npz_file, is_our_npz},
                                                           {write_safetensors_file, is_our_safetensors},
                                                           {write_mallet_folder, nullptr},
                                                           {write_ldavis_file, is_our_ldavis},
                                                           {write_dfr_folder, nullptr},
                                                           {write_html, is_our_page},
                                                           {write_svg, nullptr}}};

Result<size_t> find_format(std::string_view name) {
  std::string known;
  for (size_t i = 0; i < kFormats.size(); ++i) {
    if (kFormats[i].name == name) return i;
    known += (known.empty() ? "" : ", ") + std::string(kFormats[i].name);
  }
  return usage_error("--format {}: is not one of {}", name, known);
}

// An export folder of the same format: only then may a new one take its place.
bool is_our_folder(const std::string& path, std::string_view format) {
  const auto note = formats::read_json(join_path(path, kNote));
  if (!note.ok() || !note.value().is_object()) return false;
  return note.value().value("format", Json()) == Json(kNoteFormat) &&
         note.value().value("kind", Json()) == Json(format);
}

Status write_note(const ExportSource& source, std::string_view format, const std::string& folder) {
  const Json& manifest = source.view.manifest;
  const Json corpus = manifest.value("corpus", Json::object());
  return formats::write_json(join_path(folder, kNote), {{"format", kNoteFormat},
                                                        {"version", 1},
                                                        {"kind", format},
                                                        {"program", "THETA " THETA_VERSION},
                                                        {"source", corpus.value("source", Json())},
                                                        {"corpus_hash", corpus.value("hash", Json())},
                                                        {"documents", source.documents()},
                                                        {"topics", source.topics()},
                                                        {"revision", source.view.revision},
                                                        {"hidden_topics_left_out", source.left_out}});
}

Status check(const ExportOptions& options, const ExportFormat& format) {
  if (format.needs_corpus && options.corpus.empty()) {
    return usage_error("--format {}: needs the words of the documents; name the corpus folder with --corpus",
                       format.name);
  }
  const bool has_texts = format.name == "csv" || format.name == "xlsx" || format.name == "jsonl";
  if (options.texts && !has_texts)
    return usage_error("--texts: --format {} has no place for texts", format.name);
  if (options.texts && options.corpus.empty()) {
    return usage_error("--texts: the texts lie in the corpus folder; name it with --corpus");
  }
  const bool has_csv = format.name == "csv" || format.name == "svg";
  if (options.bom && !has_csv) return usage_error("--bom: --format {} writes no CSV", format.name);
  const std::string& language = options.language;
  if (!language.empty() && language != "en" && language != "zh") {
    return usage_error("--language {}: figures speak en or zh", language);
  }
  return {};
}

Result<std::vector<ExportedFile>> list_files(const std::string& path, TargetKind kind) {
  std::vector<ExportedFile> files;
  std::error_code error;
  if (kind == TargetKind::kFile) {
    files.push_back({path, std::filesystem::file_size(path, error)});
  } else {
    for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
      files.push_back({entry.path().filename().string(), entry.file_size(error)});
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  }
  if (error) return errno_error(error.value(), "read", path);
  return files;
}

}  // namespace

std::span<const ExportFormat> export_formats() {
  return kFormats;
}

Result<ExportSummary> write_export(const ExportOptions& options, const Walk& walk) {
  THETA_ASSIGN(const size_t index, find_format(options.format));
  const ExportFormat& format = kFormats[index];
  THETA_RETURN_IF_ERROR(check(options, format));
  THETA_ASSIGN(const ExportSource source, open_source(options.model, options.corpus, options.include_hidden));
  const bool ours = format.kind == TargetKind::kFile ? kWriters[index].is_ours(options.out)
                                                     : is_our_folder(options.out, format.name);
  THETA_ASSIGN(ExportTarget target, ExportTarget::create(options.out, format.kind, ours || options.force));
  THETA_RETURN_IF_ERROR(kWriters[index].write(source, options, walk, target.path()));
  if (format.kind == TargetKind::kFolder)
    THETA_RETURN_IF_ERROR(write_note(source, format.name, target.path()));
  ExportSummary summary{source.documents(), source.topics(), source.left_out, {}};
  THETA_RETURN_IF_ERROR(target.publish());
  THETA_ASSIGN(summary.files, list_files(options.out, format.kind));
  return summary;
}

}  // namespace theta::exports

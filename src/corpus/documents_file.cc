#include <iterator>

#include "base/files.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"

namespace theta::corpus {
namespace {

Document parse_document(const formats::Json& line) {
  Document document;
  document.row = line.at("row").get<uint64_t>();
  document.piece = line.value("piece", 0u);
  document.file = line.value("file", "");
  document.id = line.value("id", "");
  document.time = line.value("time", "");
  document.label = line.value("label", "");
  document.groups = line.value("groups", std::vector<std::string>());
  document.language = line.value("language", "");
  document.text = line.value("text", "");
  return document;
}

}  // namespace

std::string document_line(const Document& document) {
  std::string line;
  append_document_line(document, document.piece, document.text, document.language, line);
  return line;
}

void append_document_line(const Document& row, uint32_t piece, std::string_view text,
                          std::string_view language, std::string& out) {
  const auto add = [&out](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out.append(name);
    formats::append_json_string(value, out);
  };
  fmt::format_to(std::back_inserter(out), "{{\"row\":{}", row.row);
  if (piece > 0) fmt::format_to(std::back_inserter(out), ",\"piece\":{}", piece);
  // A file's name may be in any encoding; the rest was decoded.
  if (!row.file.empty()) out.append(",\"file\":").append(formats::json_line(row.file));
  add(",\"id\":", row.id);
  add(",\"time\":", row.time);
  add(",\"label\":", row.label);
  const char* separator = ",\"groups\":[";
  for (const std::string& group : row.groups) {
    out += separator;
    formats::append_json_string(group, out);
    separator = ",";
  }
  if (!row.groups.empty()) out += ']';
  add(",\"language\":", language);
  add(",\"text\":", text);
  out += "}\n";
}

Status for_each_document(const std::string& folder, const std::function<void(size_t, Document)>& take) {
  const std::string path = join_path(folder, kDocumentsFile);
  THETA_ASSIGN(const MappedFile file, MappedFile::open(path));
  std::string_view rest = file.bytes();
  for (size_t index = 0; !rest.empty(); ++index) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string name = fmt::format("{}, line {}", path, index + 1);
    THETA_ASSIGN(const formats::Json line, formats::parse_json(rest.substr(0, end), name));
    try {
      take(index, parse_document(line));
    } catch (const nlohmann::json::exception&) {
      return bad_input("{}: not the description of a document", name);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

}  // namespace theta::corpus

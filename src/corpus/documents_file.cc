#include <cstring>

#include "base/files.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"

namespace theta::corpus {
namespace {

Document parse_document(const formats::Json& line) {
  Document document;
  document.row = line.at("row").get<uint64_t>();
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
  formats::Json line = {{"row", document.row}};
  const auto add = [&line](const char* key, const std::string& value) {
    if (!value.empty()) line[key] = value;
  };
  add("file", document.file);
  add("id", document.id);
  add("time", document.time);
  add("label", document.label);
  if (!document.groups.empty()) line["groups"] = document.groups;
  add("language", document.language);
  add("text", document.text);
  return formats::json_line(line) + "\n";
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

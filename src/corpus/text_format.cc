#include "corpus/text_format.h"

namespace theta::corpus {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return result;
}

}  // namespace

std::string_view text_format_name(TextFormat format) {
  switch (format) {
    case TextFormat::kCsv:
      return "csv";
    case TextFormat::kTsv:
      return "tsv";
    case TextFormat::kJsonl:
      return "jsonl";
    case TextFormat::kTxt:
      return "txt";
  }
  return "";
}

std::optional<TextFormat> text_format_of_extension(std::string_view extension) {
  if (extension == "csv") return TextFormat::kCsv;
  if (extension == "tsv" || extension == "tab") return TextFormat::kTsv;
  if (extension == "jsonl" || extension == "ndjson") return TextFormat::kJsonl;
  if (extension == "txt") return TextFormat::kTxt;
  return {};
}

std::string extension_of(std::string_view name) {
  std::string file = lower(name.substr(name.rfind('/') + 1));  // npos + 1 is 0
  if (file.ends_with(".gz")) file.resize(file.size() - 3);
  const size_t point = file.rfind('.');
  return point == std::string::npos ? std::string() : file.substr(point + 1);
}

std::optional<TextFormat> text_format_of_name(std::string_view name) {
  return text_format_of_extension(extension_of(name));
}

Result<TextFormat> text_format_of_content(std::string_view first) {
  if (first.starts_with("\xEF\xBB\xBF")) first.remove_prefix(3);
  const size_t begin = first.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return TextFormat::kCsv;
  const std::string start = lower(first.substr(begin, 100));
  if (start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table"))
    return bad_input("is a web page; open it and save it as .xlsx, .docx, CSV or TXT");
  if (start.starts_with("<?xml")) return bad_input("is an XML file; save its texts as CSV, JSONL or TXT");
  if (start.starts_with("[{") || start.starts_with("[\n") || start.starts_with("[\r"))
    return bad_input("is a JSON list; save it as JSONL, one object per line");
  if (start.starts_with("{")) return TextFormat::kJsonl;
  return TextFormat::kCsv;
}

}  // namespace theta::corpus

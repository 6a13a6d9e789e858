#include "documents/workbook.h"

#include <charconv>
#include <unordered_map>

#include "documents/xml_reader.h"
#include "isolation/limits.h"

namespace theta::documents {
namespace {

unsigned number_of(std::string_view text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class WorkbookHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view flag = attributes.get("date1904");
      from_1904 = flag == "1" || flag == "true";
    }
    if (name != "sheet" || sheets.size() > isolation::kMostSheets) return;
    const std::string_view state = attributes.get("state");
    sheets.push_back({std::string(attributes.get("name")), state == "hidden" || state == "veryHidden", 0});
    relations.emplace_back(attributes.get("id"));
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<isolation::SheetInfo> sheets;
  std::vector<std::string> relations;  // of the sheets, their ids
  bool from_1904 = false;
};

// The formats of cells: cellXfs names number formats, numFmts defines those that have no number of their own.
class StylesHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt" && codes_.size() < isolation::kMostStyles)
      codes_[number_of(attributes.get("numFmtId"))] = parse_format(attributes.get("formatCode"));
    if (name == "cellXfs") in_cell_formats_ = true;
    if (name == "xf" && in_cell_formats_ && ids_.size() < isolation::kMostStyles)
      ids_.push_back(number_of(attributes.get("numFmtId")));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }
  void text(std::string_view) override {}

  std::vector<NumberFormat> formats() const {
    std::vector<NumberFormat> formats;
    for (const unsigned id : ids_) {
      const auto code = codes_.find(id);
      formats.push_back(code == codes_.end() ? builtin_format(id) : code->second);
    }
    return formats;
  }

 private:
  std::unordered_map<unsigned, NumberFormat> codes_;
  std::vector<unsigned> ids_;
  bool in_cell_formats_ = false;
};

}  // namespace

Result<std::unique_ptr<Workbook>> Workbook::open(ZipArchive& archive, const Package& package) {
  auto workbook = std::make_unique<Workbook>(archive);
  const std::optional<size_t> main = archive.find(package.main_part);
  if (!main.has_value()) return bad_input("is damaged: its part {} is missing", package.main_part);
  WorkbookHandler handler;
  THETA_RETURN_IF_ERROR(read_xml(archive, *main, handler));
  if (handler.sheets.size() > isolation::kMostSheets)
    return bad_input("has more than {} sheets", isolation::kMostSheets);
  THETA_ASSIGN(const auto relations, relations_of(archive, package.main_part));
  for (size_t i = 0; i < handler.sheets.size(); ++i) {
    const auto relation = relations.find(handler.relations[i]);
    if (relation == relations.end())
      return bad_input("is damaged: sheet \"{}\" leads nowhere", handler.sheets[i].name);
    if (relation->second.type != "worksheet") continue;
    const std::optional<size_t> entry = archive.find(relation->second.target);
    if (!entry.has_value()) return bad_input("is damaged: its part {} is missing", relation->second.target);
    handler.sheets[i].bytes = archive.entries()[*entry].unpacked;
    workbook->sheets_.push_back(std::move(handler.sheets[i]));
    workbook->entries_.push_back(*entry);
  }
  workbook->from_1904_ = handler.from_1904;
  workbook->strings_entry_ = related_entry(archive, relations, "sharedStrings");
  if (const std::optional<size_t> entry = related_entry(archive, relations, "styles")) {
    StylesHandler styles;
    THETA_RETURN_IF_ERROR(read_xml(archive, *entry, styles));
    workbook->styles_ = styles.formats();
  }
  return workbook;
}

Result<size_t> Workbook::open_sheet(size_t sheet) {
  if (sheet >= sheets_.size()) return bad_input("has no sheet {}", sheet + 1);
  if (!strings_.has_value() && strings_entry_.has_value()) {
    THETA_ASSIGN(strings_, SharedStrings::read(archive_, *strings_entry_));
  }
  if (!strings_.has_value()) strings_.emplace();
  return entries_[sheet];
}

std::string Workbook::shown(const std::string& stored, size_t style) const {
  return shown_number(stored, style < styles_.size() ? styles_[style] : NumberFormat{}, from_1904_);
}

}  // namespace theta::documents

#include "documents/sheet_reader.h"

#include <charconv>

#include "documents/spreadsheet_text.h"
#include "isolation/limits.h"

namespace theta::documents {
namespace {

template <typename T>
T number_or(std::string_view text, T otherwise) {
  T value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

// Builds one row at a time (ISO/IEC 29500-1, 18.3.1) and pauses the parser behind each.
class SheetReader::Handler : public XmlHandler {
 public:
  explicit Handler(const Workbook& workbook) : workbook_(workbook) {}

  void read_from(XmlReader& xml) { xml_ = &xml; }

  void start(std::string_view name, const XmlAttributes& attributes) override {
    in_value_ = false;
    if (name == "row") {
      start_row(attributes);
    } else if (name == "c") {
      start_cell(attributes);
    } else if (name == "v" || name == "t") {
      in_value_ = in_cell_ && phonetic_ == 0;
    } else if (name == "rPh") {
      ++phonetic_;
    }
  }

  void end(std::string_view name) override {
    in_value_ = false;
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    if (name == "c" && in_cell_) end_cell();
    if (name == "row" && in_row_) {
      in_row_ = false;
      if (!row_.cells.empty() || row_.too_long) {
        full_ = true;
        xml_->pause();
      }
    }
  }

  void text(std::string_view text) override {
    if (in_value_ && value_.size() <= isolation::kLargestRecord) value_ += text;
  }

  bool take(isolation::SheetRow& row) {
    if (!full_) return false;
    full_ = false;
    std::swap(row, row_);
    return true;
  }
  const std::string& problem() const { return problem_; }

 private:
  void start_row(const XmlAttributes& attributes) {
    // Both numbers may be left out; then they count on.
    row_.number = number_or<uint32_t>(attributes.get("r"), last_row_ + 1);
    if (row_.number <= last_row_ || row_.number > isolation::kMostSheetRows)
      problem_ = fmt::format("is damaged: row {} follows row {}", row_.number, last_row_);
    last_row_ = row_.number;
    row_.cells.clear();
    row_.too_long = false;
    row_bytes_ = 0;
    next_column_ = 0;
    in_row_ = true;
  }

  void start_cell(const XmlAttributes& attributes) {
    column_ = column_of(attributes.get("r")).value_or(next_column_);
    next_column_ = column_ + 1;
    type_ = attributes.get("t");
    style_ = number_or<size_t>(attributes.get("s"), 0);
    value_.clear();
    in_cell_ = in_row_;
  }

  void end_cell() {
    in_cell_ = false;
    const std::string text = cell_text();
    if (text.empty() || row_.too_long) return;
    if (column_ >= isolation::kMostColumns) {
      problem_ = fmt::format("has more than {} columns", isolation::kMostColumns);
      return;
    }
    row_bytes_ += text.size();
    if (row_bytes_ > isolation::kLargestRecord) {
      row_.too_long = true;
      row_.cells.clear();
      return;
    }
    if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
    row_.cells[column_] = text;
  }

  std::string cell_text() {
    if (value_.empty() || type_ == "e") return {};
    if (type_ == "s") {
      const auto index = number_or<size_t>(value_, workbook_.strings().size());
      if (index < workbook_.strings().size()) return std::string(workbook_.strings().text(index));
      problem_ = "is damaged: a cell refers to a text that is not there";
      return {};
    }
    if (type_ == "b") return value_ == "0" || value_ == "false" ? "FALSE" : "TRUE";
    if (type_ == "str" || type_ == "inlineStr") {
      unescape(value_);
      return value_;
    }
    if (type_ == "d") return value_;
    return workbook_.shown(value_, style_);
  }

  const Workbook& workbook_;
  XmlReader* xml_ = nullptr;
  isolation::SheetRow row_;
  bool full_ = false;  // row_ is whole and not yet taken
  std::string problem_;

  uint32_t last_row_ = 0;
  uint64_t row_bytes_ = 0;
  size_t next_column_ = 0;
  size_t column_ = 0;
  std::string type_;
  size_t style_ = 0;
  std::string value_;
  unsigned phonetic_ = 0;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
};

SheetReader::SheetReader() = default;
SheetReader::~SheetReader() = default;

Result<std::unique_ptr<SheetReader>> SheetReader::open(Workbook& workbook, size_t sheet) {
  THETA_ASSIGN(const size_t entry, workbook.open_sheet(sheet));
  std::unique_ptr<SheetReader> reader(new SheetReader());
  reader->handler_ = std::make_unique<Handler>(workbook);
  THETA_ASSIGN(reader->xml_, XmlReader::open(workbook.archive(), entry, *reader->handler_));
  reader->handler_->read_from(*reader->xml_);
  return reader;
}

Result<bool> SheetReader::next(isolation::SheetRow& row) {
  for (;;) {
    THETA_ASSIGN(const bool more, xml_->advance());
    if (!handler_->problem().empty()) return bad_input("{}", handler_->problem());
    if (handler_->take(row)) return true;
    if (!more) return false;
  }
}

uint64_t SheetReader::position() const {
  return xml_->position();
}

}  // namespace theta::documents

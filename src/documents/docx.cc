#include "documents/docx.h"

#include <vector>

#include "documents/xml_reader.h"
#include "isolation/limits.h"

namespace theta::documents {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Collects the text of w:document (ISO/IEC 29500-1, 17). Paragraphs may hold text boxes with paragraphs of
// their own, and cells of tables hold paragraphs and tables, so what is being collected is a stack.
class BodyHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (skipped_ > 0 || name == "Fallback") {
      ++skipped_;  // the same text box once more, for older programs
      return;
    }
    if (name == "p") open_.push_back({Kind::kParagraph, {}, 0});
    if (name == "tr") open_.push_back({Kind::kRow, {}, 0});
    if (name == "tc") open_.push_back({Kind::kCell, {}, 0});
    if (name == "r") ++runs_;
    if (name == "t") ++texts_;
    if (runs_ == 0 || open_.empty()) return;  // elsewhere "tab" is a setting
    if (name == "tab") open_.back().text += '\t';
    if (name == "br" || name == "cr") open_.back().text += '\n';
    if (name == "noBreakHyphen") open_.back().text += '-';
  }

  void end(std::string_view name) override {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    if (name == "r" && runs_ > 0) --runs_;
    if (name == "t" && texts_ > 0) --texts_;
    if (name == "p" || name == "tr" || name == "tc") close_part();
  }

  void text(std::string_view text) override {
    if (skipped_ > 0 || texts_ == 0 || open_.empty()) return;
    const uint64_t room = isolation::kLargestRecord + 1 - std::min(size_, isolation::kLargestRecord + 1);
    size_ += text.size();
    open_.back().text += text.substr(0, room);
  }

  bool too_long() const { return size_ > isolation::kLargestRecord; }
  std::string take() { return std::move(body_); }

 private:
  enum class Kind { kParagraph, kRow, kCell };
  struct Part {
    Kind kind;
    std::string text;
    size_t cells = 0;  // of a row, so far
  };

  void close_part() {
    if (open_.empty()) return;
    const Part part = std::move(open_.back());
    open_.pop_back();
    if (part.kind == Kind::kCell) {
      add_cell(part.text);
    } else if (!is_blank(part.text)) {
      add_paragraph(part.text);
    }
  }

  void add_cell(const std::string& text) {
    if (open_.empty() || open_.back().kind != Kind::kRow) return add_paragraph(text);
    Part& row = open_.back();
    if (row.cells++ > 0) row.text += '\t';
    row.text += text;
  }

  // Adds a paragraph, or a row of a table, to the cell that it lies in or to the body. The paragraph around a
  // text box is no such place: the box goes in front of it.
  void add_paragraph(const std::string& text) {
    std::string* target = &body_;
    for (Part& part : open_) {
      if (part.kind == Kind::kCell) target = &part.text;
    }
    if (!target->empty()) *target += target == &body_ ? "\n\n" : "\n";
    *target += text;
  }

  std::string body_;
  std::vector<Part> open_;
  uint64_t size_ = 0;  // of the text so far
  unsigned skipped_ = 0;
  unsigned runs_ = 0;
  unsigned texts_ = 0;
};

}  // namespace

Result<std::string> docx_text(ZipArchive& archive, const Package& package) {
  const std::optional<size_t> entry = archive.find(package.main_part);
  if (!entry.has_value()) return bad_input("is damaged: its part {} is missing", package.main_part);
  BodyHandler handler;
  THETA_RETURN_IF_ERROR(read_xml(archive, *entry, handler));
  if (handler.too_long()) return bad_input("has more than {} MiB of text", isolation::kLargestRecord >> 20);
  return handler.take();
}

}  // namespace theta::documents

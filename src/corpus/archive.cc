#include "corpus/archive.h"

#include <utility>

#include "text/encoding.h"
#include "text/utf8.h"

namespace theta::corpus {
namespace {

constexpr int kMostStarts = 4;

std::string decode(std::string_view bytes, text::Encoding encoding) {
  Result<text::Decoder> decoder = text::Decoder::create(encoding);
  std::string text;
  if (decoder.ok()) decoder.value().decode(bytes, true, text);
  return text;
}

bool is_valid(std::string_view text) {
  return text::valid_utf8_prefix(text) == text.size();
}

}  // namespace

Result<std::shared_ptr<Archive>> Archive::open(Descriptor file) {
  auto archive = std::make_shared<Archive>(std::move(file));
  THETA_RETURN_IF_ERROR(archive->start());
  archive->listing_ = archive->extractor_->listing();
  archive->names_ = decode_names(archive->listing_.entries);
  return archive;
}

Status Archive::start() {
  if (starts_ == kMostStarts)
    return bad_input("lies in an archive whose parser has failed {} times; the rest of it is not read",
                     kMostStarts);
  ++starts_;
  THETA_ASSIGN(extractor_, isolation::Extractor::start(file_.get()));
  return {};
}

Result<isolation::OpenedEntry> Archive::open_entry(uint32_t entry) {
  if (extractor_ == nullptr || !extractor_->alive()) THETA_RETURN_IF_ERROR(start());
  return extractor_->open(entry);
}

Status Archive::open_sheet(uint32_t entry, uint32_t sheet) {
  THETA_RETURN_IF_ERROR(open_entry(entry).status());
  return extractor_->open_sheet(sheet);
}

Result<isolation::Reply> Archive::next() {
  return extractor_->next();
}

Result<std::unique_ptr<EntryBytes>> EntryBytes::open(std::shared_ptr<Archive> archive, uint32_t entry) {
  THETA_ASSIGN(const isolation::OpenedEntry opened, archive->open_entry(entry));
  if (opened.kind != isolation::EntryKind::kBytes) return bad_input("is no text file");
  return std::make_unique<EntryBytes>(std::move(archive));
}

Result<std::string_view> EntryBytes::read() {
  piece_.clear();
  // As much as a file gives at once: encoding and delimiter are found from the first piece.
  while (piece_.size() < formats::ByteInput::kPiece) {
    THETA_ASSIGN(const isolation::Reply reply, archive_->next());
    if (reply.type != isolation::ReplyType::kBytes) break;
    piece_ += reply.body;
  }
  return std::string_view(piece_);
}

void make_valid_utf8(std::string& text) {
  if (!is_valid(text)) text = decode(text, text::Encoding::kUtf8);
}

std::vector<std::string> decode_names(const std::vector<isolation::EntryInfo>& entries) {
  std::string others;
  for (const isolation::EntryInfo& entry : entries) {
    if (!is_valid(entry.name)) others += entry.name + "\n";
  }
  const text::Encoding guess = text::guess_encoding(others, true).encoding;
  const bool is_chinese = guess == text::Encoding::kGb18030 || guess == text::Encoding::kBig5;
  std::vector<std::string> names;
  for (const isolation::EntryInfo& entry : entries) {
    std::string name = entry.name;
    if (!is_valid(name)) name = is_chinese ? decode(name, guess) : entry.cp437_name;
    make_valid_utf8(name);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace theta::corpus

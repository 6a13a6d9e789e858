#include "survey/line_pages.h"

#include <array>
#include <cstring>
#include <span>
#include <utility>

namespace theta::survey {
namespace {

constexpr size_t kEntryBytes = 16;

uint64_t number_at(std::string_view bytes, uint64_t offset) {
  uint64_t number = 0;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

}  // namespace

Result<LinePagesWriter> LinePagesWriter::create(const std::string& path) {
  THETA_ASSIGN(FileWriter lines, FileWriter::create(path + ".jsonl"));
  THETA_ASSIGN(FileWriter index, FileWriter::create(path + ".index"));
  return LinePagesWriter(std::move(lines), std::move(index));
}

Status LinePagesWriter::add(uint64_t row, std::string_view line) {
  const std::array<uint64_t, 2> entry = {file_.size(), row};
  THETA_RETURN_IF_ERROR(index_.write(as_bytes(std::span<const uint64_t>(entry))));
  ++lines_;
  return file_.write(line);
}

Status LinePagesWriter::close() {
  THETA_RETURN_IF_ERROR(index_.close());
  return file_.close();
}

LinePages::LinePages(MappedFile lines, MappedFile index)
    : lines_(std::move(lines)), index_(std::move(index)), entries_(index_.bytes().size() / kEntryBytes) {}

Result<LinePages> LinePages::open(const std::string& path) {
  THETA_ASSIGN(MappedFile lines, MappedFile::open(path + ".jsonl"));
  THETA_ASSIGN(MappedFile index, MappedFile::open(path + ".index"));
  return LinePages(std::move(lines), std::move(index));
}

uint64_t LinePages::start(uint64_t i) const {
  return i < entries_ ? number_at(index_.bytes(), i * kEntryBytes) : lines_.bytes().size();
}

std::string_view LinePages::line(uint64_t i) const {
  std::string_view line = lines_.bytes().substr(start(i), start(i + 1) - start(i));
  if (line.ends_with('\n')) line.remove_suffix(1);
  return line;
}

std::vector<uint64_t> LinePages::about(uint64_t row) const {
  std::vector<uint64_t> lines;
  for (uint64_t i = 0; i < entries_; ++i) {
    if (number_at(index_.bytes(), i * kEntryBytes + sizeof(uint64_t)) == row) lines.push_back(i);
  }
  return lines;
}

}  // namespace theta::survey

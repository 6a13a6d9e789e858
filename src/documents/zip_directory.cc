#include "documents/zip_directory.h"

#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace theta::documents {
namespace {

// Sizes and places of fields: APPNOTE.TXT 6.3.9, sections 4.3.12 (entry), 4.3.14 (ZIP64 end) and 4.3.16
// (end).
constexpr size_t kEndBytes = 22;
constexpr size_t kZip64EndBytes = 56;
constexpr size_t kEntryBytes = 46;
constexpr size_t kLongestComment = 65535;
constexpr uint64_t kLargestDirectory = uint64_t{64} << 20;

uint64_t number_at(std::string_view bytes, size_t at, int size) {
  uint64_t value = 0;
  for (int i = size; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<size_t>(i)]);
  return value;
}

std::string read_at(zip_source* source, zip_int64_t offset, int whence, uint64_t size) {
  std::string bytes(size, '\0');
  size_t done = 0;
  if (zip_source_seek(source, offset, whence) != 0) return {};
  while (done < bytes.size()) {
    const zip_int64_t got = zip_source_read(source, bytes.data() + done, bytes.size() - done);
    if (got <= 0) break;
    done += static_cast<size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

std::string read_directory(zip_source* source) {
  if (zip_source_seek(source, 0, SEEK_END) != 0) return {};
  const zip_int64_t file_size = zip_source_tell(source);
  if (file_size < static_cast<zip_int64_t>(kEndBytes)) return {};
  constexpr zip_int64_t kTail = kEndBytes + kLongestComment + kZip64EndBytes;
  const zip_int64_t tail_size = std::min(file_size, kTail);
  const std::string tail = read_at(source, file_size - tail_size, SEEK_SET, static_cast<uint64_t>(tail_size));
  const size_t end = tail.rfind("PK\x05\x06");
  if (end == std::string::npos || end + kEndBytes > tail.size()) return {};
  uint64_t size = number_at(tail, end + 12, 4);
  uint64_t offset = number_at(tail, end + 16, 4);
  const size_t zip64 = tail.rfind("PK\x06\x06", end);
  if (zip64 != std::string::npos && zip64 + kZip64EndBytes <= end) {
    size = number_at(tail, zip64 + 40, 8);
    offset = number_at(tail, zip64 + 48, 8);
  }
  if (size > kLargestDirectory || offset > static_cast<uint64_t>(file_size)) return {};
  return read_at(source, static_cast<zip_int64_t>(offset), SEEK_SET, size);
}

}  // namespace

bool has_nul_in_a_name(zip_source* source) {
  if (zip_source_open(source) != 0) return false;
  const std::string directory = read_directory(source);
  zip_source_close(source);
  size_t at = 0;
  while (at + kEntryBytes <= directory.size() && directory.compare(at, 4, "PK\x01\x02") == 0) {
    const uint64_t name_size = number_at(directory, at + 28, 2);
    const uint64_t rest = number_at(directory, at + 30, 2) + number_at(directory, at + 32, 2);
    const std::string_view name = std::string_view(directory).substr(at + kEntryBytes, name_size);
    if (name.find('\0') != std::string_view::npos) return true;
    at += kEntryBytes + name_size + rest;
  }
  return false;
}

}  // namespace theta::documents

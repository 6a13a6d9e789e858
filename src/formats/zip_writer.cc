#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <memory>

#include "formats/zip.h"

namespace theta::formats {
namespace {

constexpr uint16_t kVersion64 = 45;
constexpr uint16_t kUtf8Name = 1 << 11;
constexpr uint16_t kFirstDay = (1 << 5) | 1;  // 1 January 1980
constexpr uint32_t kIn64 = 0xFFFFFFFF;        // "see the 64-bit field"

template <typename T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

// The fields that local and central headers share, from "version needed" to the length of the name.
void put_common(std::string& out, uint32_t crc, size_t name_length, uint16_t extra_length) {
  put(out, kVersion64);
  put(out, kUtf8Name);
  put(out, uint16_t{0});  // stored
  put(out, uint16_t{0});  // midnight
  put(out, kFirstDay);
  put(out, crc);
  put(out, kIn64);
  put(out, kIn64);
  put(out, static_cast<uint16_t>(name_length));
  put(out, extra_length);
}

uint32_t crc_of(std::span<const std::string_view> pieces) {
  uLong crc = crc32(0, nullptr, 0);
  for (std::string_view piece : pieces) {
    crc = crc32_z(crc, reinterpret_cast<const Bytef*>(piece.data()), piece.size());
  }
  return static_cast<uint32_t>(crc);
}

Status for_each_piece(const std::string& path, const std::function<Status(std::string_view)>& take) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (file == nullptr) return errno_error(errno, "open", path);
  std::vector<char> piece(size_t{1} << 18);
  for (;;) {
    const size_t got = std::fread(piece.data(), 1, piece.size(), file.get());
    if (got > 0) THETA_RETURN_IF_ERROR(take({piece.data(), got}));
    if (got < piece.size()) break;
  }
  if (std::ferror(file.get()) != 0) return errno_error(errno, "read", path);
  return {};
}

}  // namespace

Result<ZipWriter> ZipWriter::create(const std::string& path) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  return ZipWriter(std::move(file));
}

Status ZipWriter::begin(Member& member) {
  member.offset = file_.size();
  std::string header = "PK\x03\x04";
  put_common(header, member.crc, member.name.size(), 20);
  header += member.name;
  put(header, uint16_t{1});
  put(header, uint16_t{16});
  put(header, member.size);
  put(header, member.size);
  return file_.write(header);
}

Status ZipWriter::add(const std::string& name, std::span<const std::string_view> pieces) {
  Member member{name, crc_of(pieces)};
  for (const std::string_view piece : pieces) member.size += piece.size();
  THETA_RETURN_IF_ERROR(begin(member));
  for (const std::string_view piece : pieces) THETA_RETURN_IF_ERROR(file_.write(piece));
  members_.push_back(std::move(member));
  return {};
}

// Its checksum stands before it, so the file is read twice.
Status ZipWriter::add_file(const std::string& name, const std::string& path) {
  Member member{name};
  uLong crc = crc32(0, nullptr, 0);
  THETA_RETURN_IF_ERROR(for_each_piece(path, [&](std::string_view piece) {
    crc = crc32_z(crc, reinterpret_cast<const Bytef*>(piece.data()), piece.size());
    member.size += piece.size();
    return Status();
  }));
  member.crc = static_cast<uint32_t>(crc);
  THETA_RETURN_IF_ERROR(begin(member));
  uint64_t written = 0;
  THETA_RETURN_IF_ERROR(for_each_piece(path, [&](std::string_view piece) {
    written += piece.size();
    return file_.write(piece);
  }));
  if (written != member.size) return make_error(ErrorKind::kConflict, "{}: changed while it was read", path);
  members_.push_back(std::move(member));
  return {};
}

Status ZipWriter::close() {
  const uint64_t begin = file_.size();
  std::string out;
  for (const Member& member : members_) {
    out += "PK\x01\x02";
    put(out, kVersion64);
    put_common(out, member.crc, member.name.size(), 28);
    put(out, uint16_t{0});  // comment
    put(out, uint16_t{0});  // disk
    put(out, uint16_t{0});  // internal attributes
    put(out, uint32_t{0});  // external attributes
    put(out, kIn64);        // offset
    out += member.name;
    put(out, uint16_t{1});
    put(out, uint16_t{24});
    put(out, member.size);
    put(out, member.size);
    put(out, member.offset);
  }
  const uint64_t size = out.size();
  const uint64_t count = members_.size();
  out += "PK\x06\x06";
  put(out, uint64_t{44});  // bytes of the rest of this record
  put(out, kVersion64);
  put(out, kVersion64);
  put(out, uint64_t{0});  // this disk, and the one of the directory
  put(out, count);
  put(out, count);
  put(out, size);
  put(out, begin);
  out += "PK\x06\x07";
  put(out, uint32_t{0});
  put(out, begin + size);
  put(out, uint32_t{1});
  out += "PK\x05\x06";
  put(out, uint32_t{0});
  put(out, static_cast<uint16_t>(std::min<uint64_t>(count, 0xFFFF)));
  put(out, static_cast<uint16_t>(std::min<uint64_t>(count, 0xFFFF)));
  put(out, static_cast<uint32_t>(std::min<uint64_t>(size, kIn64)));
  put(out, kIn64);
  put(out, uint16_t{0});
  THETA_RETURN_IF_ERROR(file_.write(out));
  return file_.close();
}

}  // namespace theta::formats

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>

#include "formats/zip.h"

namespace theta::formats {
namespace {

constexpr size_t kCentralHeader = 46;
constexpr size_t kLocalHeader = 30;

template <typename T>
T get(std::string_view bytes, size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof(value));
  return value;
}

struct Place {
  uint64_t offset = 0;  // of the local header
  uint64_t packed = 0;  // bytes of its data
};

// Reads the directory entry at `at`; the 64-bit field that may stand first behind the name holds what did not
// fit: size, packed size, offset, in this order.
std::optional<Place> read_entry(std::string_view archive, size_t at, size_t name_length) {
  constexpr uint32_t kIn64 = 0xFFFFFFFF;
  Place place{get<uint32_t>(archive, at + 42), get<uint32_t>(archive, at + 20)};
  const bool large_size = get<uint32_t>(archive, at + 24) == kIn64;
  if (place.offset != kIn64 && place.packed != kIn64) return place;
  size_t field = at + kCentralHeader + name_length + 4;
  const size_t values =
      (large_size ? 1 : 0) + (place.packed == kIn64 ? 1 : 0) + (place.offset == kIn64 ? 1 : 0);
  if (archive.size() < field + 8 * values || get<uint16_t>(archive, field - 4) != 1) return std::nullopt;
  if (large_size) field += 8;
  if (place.packed == kIn64) {
    place.packed = get<uint64_t>(archive, field);
    field += 8;
  }
  if (place.offset == kIn64) place.offset = get<uint64_t>(archive, field);
  return place;
}

// The member by the directory at the archive's end.
std::optional<Place> find_member(std::string_view archive, std::string_view name) {
  constexpr std::string_view kSignature("PK\x01\x02", 4);
  for (size_t at = archive.rfind(kSignature); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : archive.rfind(kSignature, at - 1)) {
    if (archive.size() - at < kCentralHeader + name.size()) continue;
    if (get<uint16_t>(archive, at + 28) != name.size()) continue;
    if (archive.substr(at + kCentralHeader, name.size()) == name) return read_entry(archive, at, name.size());
  }
  return std::nullopt;
}

// The data of a member as they lie in the archive.
struct MemberData {
  std::string_view bytes;
  bool stored = false;
};

std::optional<MemberData> find_data(std::string_view archive, std::string_view name) {
  const std::optional<Place> place = find_member(archive, name);
  if (!place.has_value() || archive.size() < kLocalHeader || place->offset > archive.size() - kLocalHeader) {
    return std::nullopt;
  }
  const std::string_view member = archive.substr(place->offset);
  if (!member.starts_with("PK\x03\x04")) return std::nullopt;
  const size_t skip = kLocalHeader + get<uint16_t>(member, 26) + get<uint16_t>(member, 28);
  if (member.size() < skip || member.size() - skip < place->packed) return std::nullopt;
  return MemberData{member.substr(skip, place->packed), get<uint16_t>(member, 8) == 0};
}

// Calls `take` with piece after piece until it returns false; false when the data are damaged or it did.
bool unpack(std::string_view packed, const std::function<bool(std::string_view)>& take) {
  constexpr size_t kLargest = size_t{1} << 30;  // zlib counts in unsigned int
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  std::vector<Bytef> piece(size_t{1} << 18);
  int code = Z_OK;
  while (code == Z_OK) {
    if (stream.avail_in == 0) {
      const size_t size = std::min(packed.size(), kLargest);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
      stream.avail_in = static_cast<uInt>(size);
      packed.remove_prefix(size);
    }
    stream.next_out = piece.data();
    stream.avail_out = static_cast<uInt>(piece.size());
    code = inflate(&stream, Z_NO_FLUSH);
    const size_t got = piece.size() - stream.avail_out;
    if (got > 0 && !take({reinterpret_cast<const char*>(piece.data()), got})) code = Z_DATA_ERROR;
  }
  inflateEnd(&stream);
  return code == Z_STREAM_END;
}

Result<std::string> read(const std::string& path, std::string_view name, size_t most, bool only_end) {
  THETA_ASSIGN(const MappedFile file, MappedFile::open(path));
  const std::optional<MemberData> data = find_data(file.bytes(), name);
  std::string text;
  const auto keep = [&text, most, only_end](std::string_view piece) {
    text += piece;
    if (only_end && text.size() > most) text.erase(0, text.size() - most);
    return text.size() <= most;
  };
  if (data.has_value() && (data->stored ? keep(data->bytes) : unpack(data->bytes, keep))) return text;
  return not_found("{}: has no member {} that can be read", path, name);
}

}  // namespace

Result<std::string> read_zip_member(const std::string& path, std::string_view name, size_t most) {
  return read(path, name, most, false);
}

Result<std::string> read_zip_member_end(const std::string& path, std::string_view name, size_t most) {
  return read(path, name, most, true);
}

}  // namespace theta::formats

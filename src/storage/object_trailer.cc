#include "storage/object_trailer.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>

#include "base/crc64.h"

namespace theta::storage {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are stored as they lie in memory");
constexpr std::string_view kMagic = "THETAOBJ";
constexpr uint32_t kVersion = 1;
constexpr size_t kDigest = 32;
constexpr size_t kFooter = 8 + 4 + 4 + 8 + kDigest + 8;

uint64_t block_count(uint64_t size) {
  return (size + ObjectTrailer::kBlock - 1) / ObjectTrailer::kBlock;
}

template <typename Number>
void append_number(Number value, std::string& out) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

template <typename Number>
Number take_number(std::string_view& bytes) {
  Number value;
  std::memcpy(&value, bytes.data(), sizeof(value));
  bytes.remove_prefix(sizeof(value));
  return value;
}

uint8_t hex_digit(char c) {
  return static_cast<uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10);
}

}  // namespace

std::string ObjectTrailer::encode() const {
  std::string out;
  for (const uint64_t end : block_ends) append_number(end, out);
  out += kMagic;
  append_number(kVersion, out);
  append_number(static_cast<uint32_t>(kBlock), out);
  append_number(size, out);
  for (size_t i = 0; i < kDigest; ++i)
    out += static_cast<char>(hex_digit(sha256[2 * i]) << 4 | hex_digit(sha256[2 * i + 1]));
  append_number(theta::crc64(out), out);
  return out;
}

std::optional<uint64_t> object_size(uint64_t file_size) {
  if (file_size < kFooter) return std::nullopt;
  const uint64_t with_ends = file_size - kFooter;
  constexpr uint64_t kBoth = ObjectTrailer::kBlock + sizeof(uint64_t);
  const uint64_t blocks = (with_ends + kBoth - 1) / kBoth;
  if (with_ends < blocks * sizeof(uint64_t)) return std::nullopt;
  const uint64_t size = with_ends - blocks * sizeof(uint64_t);
  if (block_count(size) != blocks) return std::nullopt;
  return size;
}

std::optional<ObjectTrailer> decode_trailer(uint64_t size, std::string_view bytes, std::string& problem) {
  const uint64_t blocks = block_count(size);
  if (bytes.size() != blocks * sizeof(uint64_t) + kFooter) {
    problem = "its file is too short";
    return std::nullopt;
  }
  std::string_view sum = bytes.substr(bytes.size() - sizeof(uint64_t));
  if (take_number<uint64_t>(sum) != crc64(bytes.substr(0, bytes.size() - sizeof(uint64_t)))) {
    problem = "the checksums at the end of its file are";
    return std::nullopt;
  }
  ObjectTrailer trailer;
  trailer.size = size;
  for (uint64_t i = 0; i < blocks; ++i) trailer.block_ends.push_back(take_number<uint64_t>(bytes));
  const bool magic = bytes.substr(0, kMagic.size()) == kMagic;
  bytes.remove_prefix(kMagic.size());
  const auto version = take_number<uint32_t>(bytes);
  const auto block = take_number<uint32_t>(bytes);
  if (!magic || version != kVersion || block != ObjectTrailer::kBlock) {
    problem = "its file has another format";
    return std::nullopt;
  }
  if (take_number<uint64_t>(bytes) != size) {
    problem = "its file has another length";
    return std::nullopt;
  }
  for (const char c : bytes.substr(0, kDigest))
    trailer.sha256 += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return trailer;
}

}  // namespace theta::storage

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace theta::storage {

/// What follows the bytes of an object in its file, so that both appear with one rename. Little-endian:
///
///   uint64 [B]   for each block of 64 KiB (the last may be shorter) the CRC-64/XZ of all bytes up to its end
///   char   [8]   "THETAOBJ"
///   uint32       version, 1
///   uint32       65536
///   uint64       size of the object
///   byte   [32]  SHA-256 of the object
///   uint64       CRC-64/XZ of all of this trailer in front of it
///
/// A block is checked by going on from the CRC before it to its own, so a part can be read and checked
/// without the rest; the last one is the CRC that OSS has of the whole object.
struct ObjectTrailer {
  static constexpr size_t kBlock = size_t{1} << 16;

  uint64_t size = 0;
  std::string sha256;                ///< lower-case hexadecimal
  std::vector<uint64_t> block_ends;  ///< [B]

  uint64_t crc64() const { return block_ends.empty() ? 0 : block_ends.back(); }
  std::string encode() const;
};

/// Length of the object in a file of this size, or nothing when no object makes such a file.
std::optional<uint64_t> object_size(uint64_t file_size);

/// Reads the end of a file behind the object's bytes. `problem` says why that failed.
std::optional<ObjectTrailer> decode_trailer(uint64_t size, std::string_view bytes, std::string& problem);

}  // namespace theta::storage

#pragma once

#include <cstdint>
#include <string_view>

namespace theta {

/// CRC-64/XZ: polynomial 42F0E1EBA9EA3693 of ECMA-182 in its reflected form, all ones before and after.
/// Object stores name it crc64ecma. `before` is the value of the bytes in front: crc64(b, crc64(a)) is that
/// of a followed by b. Finds every change of up to 64 neighbouring bits.
uint64_t crc64(std::string_view bytes, uint64_t before = 0);

}  // namespace theta

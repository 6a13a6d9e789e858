#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace theta::exports {

/// Whole numbers that add up to `total` and lie as near to total * shares as whole numbers can: the whole
/// parts, and one more for the largest remainders (Hamilton's method), ties by lower place. `shares` sum
/// to 1.
std::vector<uint64_t> largest_remainders(std::span<const double> shares, uint64_t total);

}  // namespace theta::exports

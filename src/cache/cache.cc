#include "cache/cache.h"

namespace theta::cache {

Status Cache::check_size(std::string_view key, std::string_view value) {
  if (key.size() > kLargestKey)
    return usage_error("a cache key has {} bytes; {} are the most", key.size(), kLargestKey);
  if (value.size() > kLargestValue)
    return usage_error("a cached value has {} bytes; {} are the most", value.size(), kLargestValue);
  return {};
}

}  // namespace theta::cache

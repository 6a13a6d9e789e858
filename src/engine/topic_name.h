#pragma once

#include <string>
#include <vector>

namespace theta::engine {

/// The name of a topic that nobody has named yet: its three most probable words.
inline std::string topic_name(const std::vector<std::string>& vocabulary,
                              const std::vector<uint32_t>& top_words) {
  std::string name;
  for (size_t i = 0; i < top_words.size() && i < 3; ++i)
    name += (i == 0 ? "" : ", ") + vocabulary[top_words[i]];
  return name;
}

}  // namespace theta::engine

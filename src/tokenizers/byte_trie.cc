#include "tokenizers/byte_trie.h"

#include <algorithm>

namespace theta::tokenizers {

ByteTrie::ByteTrie(std::vector<std::pair<std::string, uint32_t>> entries) {
  std::sort(entries.begin(), entries.end());
  // Breadth first: a node stands for the run of sorted entries that share its beginning.
  struct Run {
    uint32_t node;
    size_t begin;
    size_t end;
    size_t depth;
  };
  nodes_.emplace_back();
  std::vector<Run> runs = {{kRoot, 0, entries.size(), 0}};
  for (size_t next = 0; next < runs.size(); ++next) {
    const Run run = runs[next];
    size_t at = run.begin;
    if (at < run.end && entries[at].first.size() == run.depth) nodes_[run.node].value = entries[at++].second;
    nodes_[run.node].children = static_cast<uint32_t>(nodes_.size());
    while (at < run.end) {
      const char byte = entries[at].first[run.depth];
      size_t end = at + 1;
      while (end < run.end && entries[end].first[run.depth] == byte) ++end;
      runs.push_back({static_cast<uint32_t>(nodes_.size()), at, end, run.depth + 1});
      nodes_.emplace_back().byte = static_cast<uint8_t>(byte);
      ++nodes_[run.node].count;
      at = end;
    }
  }
  for (unsigned byte = 0; byte < first_.size(); ++byte) {
    first_[byte] = child(kRoot, static_cast<unsigned char>(byte));
  }
}

uint32_t ByteTrie::child(uint32_t node, unsigned char byte) const {
  const Node& parent = nodes_[node];
  const auto begin = nodes_.begin() + parent.children;
  const auto end = begin + parent.count;
  // Sorted as unsigned bytes, as std::string compares.
  const auto found =
      std::lower_bound(begin, end, byte, [](const Node& n, unsigned char b) { return n.byte < b; });
  return found != end && found->byte == byte ? static_cast<uint32_t>(found - nodes_.begin()) : kNone;
}

}  // namespace theta::tokenizers

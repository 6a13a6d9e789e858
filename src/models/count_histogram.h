#pragma once

#include <cstdint>
#include <vector>

namespace theta::models {

/// How often each count was seen. Small counts lie in a table that grows with the largest of them, the few
/// large ones in a list, so that one long document costs no memory. Zeros are not kept.
class CountHistogram {
 public:
  void add(uint64_t count);
  void add(const CountHistogram& other);

  struct Entry {
    uint64_t count = 0;
    uint64_t times = 0;
  };
  /// By rising count; the same whatever the order of the additions was.
  std::vector<Entry> entries() const;

 private:
  std::vector<uint64_t> times_;  // of counts below kTable
  std::vector<uint64_t> large_;
};

}  // namespace theta::models

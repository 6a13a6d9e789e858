#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"

namespace theta::views {

/// A file of plain values, read in pieces: a mapping of it would count as memory of the server. Threads may
/// read at once.
class ColumnFile {
 public:
  static Result<ColumnFile> open(const std::string& path);

  uint64_t bytes() const { return bytes_; }

  /// Fills `values` from value number `first` on; what the file does not hold is a bad-input error.
  template <typename Value>
  Status read(uint64_t first, std::span<Value> values) const {
    return read_bytes(first * sizeof(Value), {reinterpret_cast<char*>(values.data()), values.size_bytes()});
  }
  Status read_bytes(uint64_t offset, std::span<char> bytes) const;

 private:
  ColumnFile(std::string path, Descriptor file, uint64_t bytes)
      : path_(std::move(path)), file_(std::move(file)), bytes_(bytes) {}

  std::string path_;
  Descriptor file_;
  uint64_t bytes_;
};

/// All values of such a file.
template <typename Value>
Result<std::vector<Value>> read_column(const ColumnFile& file) {
  std::vector<Value> values(file.bytes() / sizeof(Value));
  THETA_RETURN_IF_ERROR(file.read(0, std::span<Value>(values)));
  return values;
}

}  // namespace theta::views

#pragma once

#include <sys/stat.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/descriptor.h"
#include "storage/object_store.h"

namespace theta::storage {

/// An object of a LocalStore. Reads whole blocks and checks each before any of it is handed out.
class LocalReader : public ObjectReader {
 public:
  /// `objects` is the open folder of objects.
  static Result<std::unique_ptr<ObjectReader>> open(int objects, const std::string& key);

  const ObjectInfo& info() const override { return info_; }
  Result<size_t> read(uint64_t offset, std::span<char> out) override;

 private:
  explicit LocalReader(Descriptor file) : file_(std::move(file)) {}
  Status load(const std::string& key);
  size_t block_length(uint64_t block) const;
  Status read_block(uint64_t block, char* out);

  Descriptor file_;
  ObjectInfo info_;
  std::vector<uint64_t> block_ends_;
  std::vector<char> buffer_;          // of a block that is asked for in parts
  uint64_t buffered_ = ~uint64_t{0};  // its number
};

/// When a file was last written.
std::chrono::system_clock::time_point modification_time(const struct stat& info);

}  // namespace theta::storage

#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace theta {

/// Bytes that are written once, read back, and gone with the object. The file has no name, so that a program
/// that is killed leaves nothing behind, and it is never forced onto the disk.
class ScratchFile {
 public:
  /// Makes the file in `folder`, where room for it is expected.
  static Result<ScratchFile> create(const std::string& folder);
  ~ScratchFile();
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&& other) noexcept = delete;
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// Appends. Not after map().
  Status write(std::string_view bytes);
  uint64_t size() const { return size_; }

  /// Maps what was written; bytes() is valid from then on, while the object lives.
  Status map();
  std::string_view bytes() const { return {data_, data_ == nullptr ? 0 : static_cast<size_t>(size_)}; }
  /// Gives back the memory of the first `count` mapped bytes, which stay readable: for those who go through a
  /// large file once.
  void release(uint64_t count);

 private:
  ScratchFile(std::string folder, std::FILE* file);

  std::string folder_;              // for messages
  std::unique_ptr<char[]> buffer_;  // of file_
  std::FILE* file_ = nullptr;
  uint64_t size_ = 0;
  const char* data_ = nullptr;
  uint64_t released_ = 0;
};

}  // namespace theta

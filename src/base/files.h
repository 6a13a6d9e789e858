#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta {

/// Whole contents of a regular file. Errors name the path.
Result<std::string> read_file(const std::string& path);

/// Writes a whole file so that `path` holds either its old or its new contents, never half, also after a
/// power cut: temporary file beside it, fsync, rename, fsync of the folder.
Status write_file_atomic(const std::string& path, std::string_view bytes);

/// Creates a folder and its missing parents. Succeeds when it exists already.
Status make_folders(const std::string& path);

/// Flushes a folder's entries to disk, so that a rename inside it survives a power cut.
Status sync_folder(const std::string& path);

bool file_exists(const std::string& path);
bool is_folder(const std::string& path);

/// Joins with exactly one slash.
std::string join_path(std::string_view folder, std::string_view name);

/// A regular file mapped for reading. The bytes stay valid while the object lives. Movable.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  size_t size_ = 0;
};

/// Appends to a file through a buffer and replaces `path` only at close(). An object that is destroyed
/// without close() removes its temporary file. The first error is kept and returned by every later call.
class FileWriter {
 public:
  static Result<FileWriter> create(const std::string& path);
  ~FileWriter();
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&& other) noexcept = delete;
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  Status write(std::string_view bytes);
  /// Overwrites `bytes` at `offset`, which must lie inside what was written (headers filled in last).
  Status write_at(uint64_t offset, std::string_view bytes);
  uint64_t size() const { return size_; }
  /// fsync, rename onto the final path, fsync of the folder.
  Status close();

 private:
  FileWriter(std::string path, std::string temporary, std::FILE* file, std::unique_ptr<char[]> buffer);
  std::string path_;
  std::string temporary_;
  std::unique_ptr<char[]> buffer_;  // of file_
  std::FILE* file_ = nullptr;
  uint64_t size_ = 0;
  Status status_;
};

/// Gives a stream just opened a large buffer, which must live until the stream is closed: large arrays come
/// in small pieces, and each call into the kernel costs. (The C library does not take a size without a
/// buffer.)
std::unique_ptr<char[]> buffer_stream(std::FILE* file);

/// The bytes of a contiguous range of plain values.
template <typename T>
std::string_view as_bytes(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}
template <typename T>
std::string_view as_bytes(const std::vector<T>& values) {
  return as_bytes(std::span<const T>(values));
}

}  // namespace theta

#include "base/scratch_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "base/files.h"

namespace theta {

Result<ScratchFile> ScratchFile::create(const std::string& folder) {
  std::string path = join_path(folder, "scratch.XXXXXX");
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) return errno_error(errno, "create a file in", folder);
  ::unlink(path.c_str());
  std::FILE* const file = ::fdopen(descriptor, "w+b");
  if (file == nullptr) {
    ::close(descriptor);
    return errno_error(errno, "create a file in", folder);
  }
  return ScratchFile(folder, file);
}

ScratchFile::ScratchFile(std::string folder, std::FILE* file)
    : folder_(std::move(folder)), buffer_(buffer_stream(file)), file_(file) {}

ScratchFile::~ScratchFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
  if (file_ != nullptr) static_cast<void>(std::fclose(file_));
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      buffer_(std::move(other.buffer_)),
      file_(std::exchange(other.file_, nullptr)),
      size_(other.size_),
      data_(std::exchange(other.data_, nullptr)),
      released_(other.released_) {}

Status ScratchFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    return errno_error(errno, "write a file in", folder_);
  }
  size_ += bytes.size();
  return {};
}

Status ScratchFile::map() {
  if (std::fflush(file_) != 0) return errno_error(errno, "write a file in", folder_);
  if (size_ == 0) return {};
  void* const data = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, ::fileno(file_), 0);
  if (data == MAP_FAILED) return errno_error(errno, "map a file in", folder_);
  data_ = static_cast<const char*>(data);
  return {};
}

void ScratchFile::release(uint64_t count) {
  constexpr uint64_t kStep = uint64_t{8} << 20;  // a multiple of every page size
  const uint64_t until = std::min(count, size_) / kStep * kStep;
  if (data_ == nullptr || until <= released_) return;
  // Pages of a file come back from the file. A hint only: without it, more memory is in use.
  static_cast<void>(::madvise(const_cast<char*>(data_) + released_, until - released_, MADV_DONTNEED));
  released_ = until;
}

}  // namespace theta

#include "storage/local_reader.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/crc64.h"
#include "storage/beneath.h"
#include "storage/local_place.h"
#include "storage/object_trailer.h"

namespace theta::storage {
namespace {

// False with errno 0 when the file ends too early.
bool read_exactly(int fd, uint64_t offset, char* out, size_t count) {
  while (count > 0) {
    const ssize_t got = ::pread(fd, out, count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) errno = 0;
    if (got <= 0) return false;
    out += got;
    offset += static_cast<uint64_t>(got);
    count -= static_cast<size_t>(got);
  }
  return true;
}

// A sector that the disk cannot read is damage of the object, too, and not a failure of the program.
Error read_failure(const std::string& key) {
  if (errno == 0) return damaged_object(key, "its file is too short");
  if (errno == EIO) return damaged_object(key, "the disk cannot read it");
  return errno_error(errno, "read", "object " + key);
}

}  // namespace

std::chrono::system_clock::time_point modification_time(const struct stat& info) {
  const auto since =
      std::chrono::seconds(info.st_mtim.tv_sec) + std::chrono::nanoseconds(info.st_mtim.tv_nsec);
  return std::chrono::system_clock::time_point(
      std::chrono::duration_cast<std::chrono::system_clock::duration>(since));
}

Result<std::unique_ptr<ObjectReader>> LocalReader::open(int objects, const std::string& key) {
  const LocalPlace place(key);
  THETA_ASSIGN(Descriptor file, open_beneath(objects, place.path(), O_RDONLY | O_NONBLOCK, place.shown));
  std::unique_ptr<LocalReader> reader(new LocalReader(std::move(file)));
  THETA_RETURN_IF_ERROR(reader->load(key));
  return std::unique_ptr<ObjectReader>(std::move(reader));
}

Status LocalReader::load(const std::string& key) {
  info_.key = key;
  struct stat info {};
  if (::fstat(file_.get(), &info) != 0) return errno_error(errno, "read", "object " + key);
  if (!S_ISREG(info.st_mode)) return damaged_object(key, "it is no file");
  const std::optional<uint64_t> size = object_size(static_cast<uint64_t>(info.st_size));
  if (!size.has_value()) return damaged_object(key, "its file is too short");
  std::string bytes(static_cast<size_t>(static_cast<uint64_t>(info.st_size) - *size), '\0');
  if (!read_exactly(file_.get(), *size, bytes.data(), bytes.size())) return read_failure(key);
  std::string problem;
  std::optional<ObjectTrailer> trailer = decode_trailer(*size, bytes, problem);
  if (!trailer.has_value()) return damaged_object(key, problem);
  info_.size = *size;
  info_.modified = modification_time(info);
  info_.sha256 = std::move(trailer->sha256);
  info_.crc64 = trailer->crc64();
  block_ends_ = std::move(trailer->block_ends);
  return {};
}

size_t LocalReader::block_length(uint64_t block) const {
  return static_cast<size_t>(
      std::min<uint64_t>(ObjectTrailer::kBlock, info_.size - block * ObjectTrailer::kBlock));
}

Status LocalReader::read_block(uint64_t block, char* out) {
  const size_t length = block_length(block);
  const uint64_t offset = block * ObjectTrailer::kBlock;
  if (!read_exactly(file_.get(), offset, out, length)) return read_failure(info_.key);
  const uint64_t before = block == 0 ? 0 : block_ends_[block - 1];
  if (crc64({out, length}, before) != block_ends_[block]) {
    return damaged_object(
        info_.key, fmt::format("bytes {} to {} are not those that were stored", offset, offset + length - 1));
  }
  return {};
}

Result<size_t> LocalReader::read(uint64_t offset, std::span<char> out) {
  size_t done = 0;
  while (done < out.size() && offset + done < info_.size) {
    const uint64_t at = offset + done;
    const uint64_t block = at / ObjectTrailer::kBlock;
    const auto inside = static_cast<size_t>(at % ObjectTrailer::kBlock);
    const size_t length = block_length(block);
    const size_t wanted = std::min(out.size() - done, length - inside);
    if (wanted == length) {
      THETA_RETURN_IF_ERROR(read_block(block, out.data() + done));
    } else {
      if (buffered_ != block) {
        buffer_.resize(ObjectTrailer::kBlock);
        buffered_ = ~uint64_t{0};
        THETA_RETURN_IF_ERROR(read_block(block, buffer_.data()));
        buffered_ = block;
      }
      std::memcpy(out.data() + done, buffer_.data() + inside, wanted);
    }
    done += wanted;
  }
  return done;
}

}  // namespace theta::storage

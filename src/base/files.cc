#include "base/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/descriptor.h"

namespace theta {
namespace {

constexpr uint64_t kWriteback = uint64_t{16} << 20;

std::string parent_folder(const std::string& path) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

Result<size_t> regular_file_size(int fd, const std::string& path) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) return errno_error(errno, "read", path);
  if (S_ISDIR(info.st_mode)) return bad_input("{}: is a folder, not a file", path);
  return static_cast<size_t>(info.st_size);
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return errno_error(errno, "open", path);
  THETA_ASSIGN(const size_t size, regular_file_size(fd.get(), path));
  std::string bytes(size, '\0');
  size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(fd.get(), bytes.data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno_error(errno, "read", path);
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

Status write_file_atomic(const std::string& path, std::string_view bytes) {
  THETA_ASSIGN(FileWriter writer, FileWriter::create(path));
  THETA_RETURN_IF_ERROR(writer.write(bytes));
  return writer.close();
}

Status make_folders(const std::string& path) {
  std::error_code code;
  std::filesystem::create_directories(path, code);
  if (code) return errno_error(code.value(), "create folder", path);
  if (!is_folder(path)) return bad_input("{}: exists and is not a folder", path);
  return {};
}

Status sync_folder(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0) return errno_error(errno, "open folder", path);
  if (::fsync(fd.get()) != 0) return errno_error(errno, "flush folder", path);
  return {};
}

bool file_exists(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0;
}

bool is_folder(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string join_path(std::string_view folder, std::string_view name) {
  std::string joined(folder);
  if (!joined.empty() && joined.back() != '/') joined += '/';
  joined += name;
  return joined;
}

Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return errno_error(errno, "open", path);
  THETA_ASSIGN(const size_t size, regular_file_size(fd.get(), path));
  if (size == 0) return MappedFile(nullptr, 0);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd.get(), 0);
  if (data == MAP_FAILED) return errno_error(errno, "map", path);
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

std::unique_ptr<char[]> buffer_stream(std::FILE* file) {
  constexpr size_t kBufferSize = size_t{1} << 17;
  auto buffer = std::make_unique<char[]>(kBufferSize);
  static_cast<void>(std::setvbuf(file, buffer.get(), _IOFBF, kBufferSize));
  return buffer;
}

FileWriter::FileWriter(std::string path, std::string temporary, std::FILE* file,
                       std::unique_ptr<char[]> buffer)
    : path_(std::move(path)), temporary_(std::move(temporary)), buffer_(std::move(buffer)), file_(file) {}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      buffer_(std::move(other.buffer_)),
      file_(std::exchange(other.file_, nullptr)),
      size_(other.size_),
      status_(std::move(other.status_)) {}

FileWriter::~FileWriter() {
  if (file_ == nullptr) return;
  static_cast<void>(std::fclose(file_));
  ::unlink(temporary_.c_str());
}

Result<FileWriter> FileWriter::create(const std::string& path) {
  std::string temporary = path + ".part";
  std::FILE* file = std::fopen(temporary.c_str(), "wbe");
  if (file == nullptr) return errno_error(errno, "create", path);
  return FileWriter(path, std::move(temporary), file, buffer_stream(file));
}

Status FileWriter::write(std::string_view bytes) {
  if (!status_.ok()) return status_;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    status_ = errno_error(errno, "write", path_);
    return status_;
  }
  const uint64_t before = size_;
  size_ += bytes.size();
  // The disk starts on what is there while more comes, so that the flush of close() finds little left to do.
  // Only a hint: what goes wrong here goes wrong there too, and is told there.
  if (before / kWriteback != size_ / kWriteback) {
    static_cast<void>(::sync_file_range(::fileno(file_), 0, 0, SYNC_FILE_RANGE_WRITE));
  }
  return {};
}

Status FileWriter::write_at(uint64_t offset, std::string_view bytes) {
  if (!status_.ok()) return status_;
  const bool ok = std::fseek(file_, static_cast<long>(offset), SEEK_SET) == 0 &&
                  std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size() &&
                  std::fseek(file_, 0, SEEK_END) == 0;
  if (!ok) status_ = errno_error(errno, "write", path_);
  return status_;
}

Status FileWriter::close() {
  if (!status_.ok()) return status_;
  if (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0) {
    status_ = errno_error(errno, "write", path_);
    return status_;
  }
  const int closed = std::fclose(std::exchange(file_, nullptr));
  if (closed != 0 || std::rename(temporary_.c_str(), path_.c_str()) != 0) {
    status_ = errno_error(errno, "write", path_);
    ::unlink(temporary_.c_str());
    return status_;
  }
  return sync_folder(parent_folder(path_));
}

}  // namespace theta

#include "storage/local_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/crc64.h"
#include "storage/beneath.h"
#include "storage/local_reader.h"

namespace theta::storage {
namespace {

constexpr uint64_t kWriteback = uint64_t{16} << 20;
// Each time somebody else removed the emptied folder between its opening and the naming.
constexpr int kNamingAttempts = 100;

std::string random_name() {
  uint64_t words[2] = {};
  if (::getrandom(words, sizeof(words), 0) != static_cast<ssize_t>(sizeof(words))) words[0] = 0;
  return fmt::format("{:016x}{:016x}", words[0], words[1]);
}

}  // namespace

LocalWriter::LocalWriter(Disk& disk, int incoming, FolderMaker& folders, const std::string& key, PutMode mode)
    : disk_(disk), incoming_(incoming), folders_(folders), key_(key), place_(key), mode_(mode) {}

Result<std::unique_ptr<ObjectWriter>> LocalWriter::create(Disk& disk, int incoming, FolderMaker& folders,
                                                          const std::string& key, PutMode mode) {
  std::unique_ptr<LocalWriter> writer(new LocalWriter(disk, incoming, folders, key, mode));
  THETA_RETURN_IF_ERROR(writer->open_temporary());
  return std::unique_ptr<ObjectWriter>(std::move(writer));
}

LocalWriter::~LocalWriter() {
  if (!temporary_.empty()) static_cast<void>(disk_.unlink(incoming_, temporary_.c_str()));
}

// The lock tells a file in use from one that a killed writer has left. Between creation and lock another
// process may take it for the latter and remove it; then a new one is made.
Status LocalWriter::open_temporary() {
  for (;;) {
    const std::string name = random_name();
    file_ = Descriptor(
        ::openat(incoming_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640));
    if (!file_.valid() && errno == EEXIST) continue;
    if (!file_.valid()) return errno_error(errno, "create", place_.shown);
    temporary_ = name;
    if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) continue;
    struct stat info {};
    if (::fstat(file_.get(), &info) != 0) return errno_error(errno, "create", place_.shown);
    if (info.st_nlink > 0) return {};
  }
}

Status LocalWriter::fail(int saved_errno) {
  status_ = errno_error(saved_errno, "write", place_.shown);
  return status_;
}

Status LocalWriter::write(std::string_view bytes) {
  if (!status_.ok()) return status_;
  while (!bytes.empty()) {
    if (block_.empty() && bytes.size() >= ObjectTrailer::kBlock) {
      THETA_RETURN_IF_ERROR(put_block(bytes.substr(0, ObjectTrailer::kBlock)));
      bytes.remove_prefix(ObjectTrailer::kBlock);
      continue;
    }
    const size_t count = std::min(bytes.size(), ObjectTrailer::kBlock - block_.size());
    block_ += bytes.substr(0, count);
    bytes.remove_prefix(count);
    if (block_.size() < ObjectTrailer::kBlock) continue;
    THETA_RETURN_IF_ERROR(put_block(block_));
    block_.clear();
  }
  return {};
}

Status LocalWriter::put_block(std::string_view block) {
  hash_.update(block);
  trailer_.block_ends.push_back(crc64(block, trailer_.crc64()));
  const uint64_t before = trailer_.size;
  trailer_.size += block.size();
  THETA_RETURN_IF_ERROR(put_all(block));
  // The disk starts early on large objects. Only a hint: what goes wrong is told by the flush in finish().
  if (before / kWriteback != trailer_.size / kWriteback)
    static_cast<void>(::sync_file_range(file_.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
  return {};
}

Status LocalWriter::put_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = disk_.write(file_.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(errno);
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return {};
}

Result<ObjectInfo> LocalWriter::finish() {
  THETA_RETURN_IF_ERROR(status_);
  THETA_RETURN_IF_ERROR(seal());
  struct stat info {};
  if (::fstat(file_.get(), &info) != 0) return fail(errno).error();
  const Status published = publish();
  status_ = published.ok() ? Status(usage_error("object {}: was finished already", key_)) : published;
  THETA_RETURN_IF_ERROR(published);
  return ObjectInfo{key_, trailer_.size, modification_time(info), trailer_.sha256, trailer_.crc64()};
}

Status LocalWriter::seal() {
  if (!block_.empty()) THETA_RETURN_IF_ERROR(put_block(block_));
  trailer_.sha256 = hash_.hex();
  THETA_RETURN_IF_ERROR(put_all(trailer_.encode()));
  if (disk_.sync(file_.get()) != 0) return fail(errno);
  return {};
}

Status LocalWriter::publish() {
  for (int attempt = 0; attempt < kNamingAttempts; ++attempt) {
    const Result<Descriptor> made = folders_.make(place_.folder, place_.shown);
    if (!made.ok() && made.error().kind == ErrorKind::kNotFound) continue;
    THETA_RETURN_IF_ERROR(made.status());
    const Descriptor& folder = made.value();
    bool folder_is_gone = false;
    const Status named = name_in(folder, folder_is_gone);
    if (folder_is_gone) continue;
    THETA_RETURN_IF_ERROR(named);
    if (disk_.sync(folder.get()) != 0) return errno_error(errno, "write", place_.shown);
    return {};
  }
  return make_error(ErrorKind::kConflict, "object {}: its folder is removed again and again", key_);
}

Status LocalWriter::name_in(const Descriptor& folder, bool& folder_is_gone) {
  const char* const name = place_.name.c_str();
  if (mode_ == PutMode::kCreateOnly) {
    if (disk_.link(incoming_, temporary_.c_str(), folder.get(), name) == 0) return {};
    if (errno == EEXIST) return make_error(ErrorKind::kConflict, "object {}: exists already", key_);
  } else if (disk_.rename(incoming_, temporary_.c_str(), folder.get(), name) == 0) {
    temporary_.clear();
    return {};
  }
  folder_is_gone = errno == ENOENT;
  return errno_error(errno, "write", place_.shown);
}

}  // namespace theta::storage

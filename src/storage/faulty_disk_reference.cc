#include "storage/faulty_disk_reference.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "base/assert.h"

namespace theta::storage {
namespace {

struct stat info_of(int fd) {
  struct stat info {};
  THETA_ASSERT(::fstat(fd, &info) == 0);
  return info;
}

// Empties the file, as a disk does that got its name but none of its bytes.
void forget_bytes(int folder, const std::string& name) {
  const Descriptor file(::openat(folder, name.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.valid()) THETA_ASSERT(::ftruncate(file.get(), 0) == 0);
}

}  // namespace

bool FailingDisk::fails(Call now) {
  if (error == 0 || now != call || good_calls-- > 0) return false;
  ++failed;
  errno = error;
  return true;
}

ssize_t FailingDisk::write(int fd, const char* bytes, size_t count) {
  if (!fails(Call::kWrite)) return Disk::write(fd, bytes, count);
  if (half) static_cast<void>(Disk::write(fd, bytes, count / 2));
  errno = error;
  return -1;
}

int FailingDisk::sync(int fd) {
  return fails(Call::kSync) ? -1 : Disk::sync(fd);
}

int FailingDisk::make_folder(int parent, const char* name) {
  return fails(Call::kFolder) ? -1 : Disk::make_folder(parent, name);
}

int FailingDisk::link(int from_folder, const char* from, int to_folder, const char* to) {
  return fails(Call::kName) ? -1 : Disk::link(from_folder, from, to_folder, to);
}

int FailingDisk::rename(int from_folder, const char* from, int to_folder, const char* to) {
  return fails(Call::kName) ? -1 : Disk::rename(from_folder, from, to_folder, to);
}

PowerCutDisk::PowerCutDisk(const std::string& stash)
    : stash_(::open(stash.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  THETA_ASSERT(stash_.valid());
}

bool PowerCutDisk::has_power() {
  if (calls_left < 0 || calls_left-- > 0) return true;
  calls_left = 0;
  errno = EIO;
  return false;
}

ssize_t PowerCutDisk::write(int fd, const char* bytes, size_t count) {
  return has_power() ? Disk::write(fd, bytes, count) : -1;
}

int PowerCutDisk::sync(int fd) {
  if (!has_power()) return -1;
  const struct stat info = info_of(fd);
  if (!S_ISDIR(info.st_mode)) flushed_files_.insert(info.st_ino);
  for (Entry& entry : pending_) {
    if (entry.inode == info.st_ino && entry.is_hollow) hollow_.push_back(std::move(entry));
  }
  std::erase_if(pending_, [&info](const Entry& entry) { return entry.inode == info.st_ino; });
  return 0;
}

PowerCutDisk::Entry PowerCutDisk::entry_of(int folder, const char* name) {
  Entry entry;
  entry.folder = Descriptor(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  entry.name = name;
  entry.inode = info_of(folder).st_ino;
  return entry;
}

void PowerCutDisk::remember(Entry entry) {
  struct stat info {};
  THETA_ASSERT(::fstatat(entry.folder.get(), entry.name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0);
  entry.is_hollow = flushed_files_.count(info.st_ino) == 0;
  pending_.push_back(std::move(entry));
}

int PowerCutDisk::make_folder(int parent, const char* name) {
  if (!has_power()) return -1;
  const int made = Disk::make_folder(parent, name);
  if (made != 0) return made;
  Entry entry = entry_of(parent, name);
  entry.is_folder = true;
  pending_.push_back(std::move(entry));
  return 0;
}

int PowerCutDisk::link(int from_folder, const char* from, int to_folder, const char* to) {
  if (!has_power()) return -1;
  const int linked = Disk::link(from_folder, from, to_folder, to);
  if (linked == 0) remember(entry_of(to_folder, to));
  return linked;
}

int PowerCutDisk::rename(int from_folder, const char* from, int to_folder, const char* to) {
  if (!has_power()) return -1;
  Entry entry = entry_of(to_folder, to);
  const std::string former = std::to_string(stashed_++);
  if (::linkat(to_folder, to, stash_.get(), former.c_str(), 0) == 0) entry.former = former;
  const int renamed = Disk::rename(from_folder, from, to_folder, to);
  if (renamed == 0) remember(std::move(entry));
  return renamed;
}

void PowerCutDisk::cut() {
  for (auto entry = pending_.rbegin(); entry != pending_.rend(); ++entry) {
    const int folder = entry->folder.get();
    const int flags = entry->is_folder ? AT_REMOVEDIR : 0;
    struct stat info {};
    if (::fstatat(folder, entry->name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) continue;
    static_cast<void>(::unlinkat(folder, entry->name.c_str(), flags));
    if (!entry->former.empty())
      THETA_ASSERT(::linkat(stash_.get(), entry->former.c_str(), folder, entry->name.c_str(), 0) == 0);
  }
  for (const Entry& entry : hollow_) forget_bytes(entry.folder.get(), entry.name);
  pending_.clear();
  hollow_.clear();
  calls_left = -1;
}

}  // namespace theta::storage

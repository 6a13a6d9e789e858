#include "storage/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

namespace theta::storage {

ssize_t Disk::write(int fd, const char* bytes, size_t count) {
  return ::write(fd, bytes, count);
}

int Disk::sync(int fd) {
  return ::fsync(fd);
}

int Disk::make_folder(int parent, const char* name) {
  return ::mkdirat(parent, name, 0750);
}

int Disk::link(int from_folder, const char* from, int to_folder, const char* to) {
  return ::linkat(from_folder, from, to_folder, to, 0);
}

int Disk::rename(int from_folder, const char* from, int to_folder, const char* to) {
  return ::renameat(from_folder, from, to_folder, to);
}

int Disk::unlink(int folder, const char* name) {
  return ::unlinkat(folder, name, 0);
}

Disk& Disk::real() {
  static Disk disk;
  return disk;
}

}  // namespace theta::storage

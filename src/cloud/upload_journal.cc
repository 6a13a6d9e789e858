#include "cloud/upload_journal.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "base/files.h"
#include "base/folders.h"
#include "base/hash.h"
#include "formats/json.h"

namespace theta::cloud {
namespace {

constexpr int kFormat = 1;

}  // namespace

bool UploadEntry::same_file(const UploadEntry& other) const {
  return bucket == other.bucket && place == other.place && path == other.path && size == other.size &&
         changed == other.changed && part == other.part;
}

Result<std::optional<UploadJournal>> UploadJournal::open(const std::string& folder,
                                                         const UploadEntry& wanted) {
  THETA_RETURN_IF_ERROR(make_folders(folder));
  UploadJournal journal;
  const std::string name = sha256_hex(wanted.bucket + "\n" + wanted.place + "\n" + wanted.path);
  journal.path_ = join_path(folder, name.substr(0, 32) + ".json");
  const std::string lock = journal.path_ + ".lock";
  journal.lock_ = Descriptor(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!journal.lock_.valid()) return errno_error(errno, "open", lock);
  if (::flock(journal.lock_.get(), LOCK_EX | LOCK_NB) == 0) return std::optional(std::move(journal));
  if (errno == EWOULDBLOCK) return std::optional<UploadJournal>();
  return errno_error(errno, "lock", lock);
}

std::optional<UploadEntry> UploadJournal::read() const {
  const Result<formats::Json> read = formats::read_json(path_);
  if (!read.ok()) return std::nullopt;
  try {
    const formats::Json& json = read.value();
    if (json.at("format") != kFormat) return std::nullopt;
    return UploadEntry{.bucket = json.at("bucket"),
                       .place = json.at("place"),
                       .path = json.at("path"),
                       .size = json.at("size"),
                       .changed = json.at("changed"),
                       .sha256 = json.at("sha256"),
                       .crc64 = json.at("crc64"),
                       .part = json.at("part"),
                       .write = json.at("write"),
                       .id = json.at("id")};
  } catch (const formats::Json::exception&) {
    return std::nullopt;  // an upload from the start costs time only
  }
}

Status UploadJournal::write(const UploadEntry& entry) {
  return formats::write_json(path_, {{"format", kFormat},
                                     {"bucket", entry.bucket},
                                     {"place", entry.place},
                                     {"path", entry.path},
                                     {"size", entry.size},
                                     {"changed", entry.changed},
                                     {"sha256", entry.sha256},
                                     {"crc64", entry.crc64},
                                     {"part", entry.part},
                                     {"write", entry.write},
                                     {"id", entry.id}});
}

// The lock goes last: whoever waits for the name must not find it half gone.
Status UploadJournal::remove() {
  THETA_RETURN_IF_ERROR(remove_path(path_));
  return remove_path(path_ + ".lock");
}

}  // namespace theta::cloud

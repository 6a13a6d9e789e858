#include "cloud/file_upload.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "base/crc64.h"
#include "base/encoding.h"
#include "base/lower_case.h"
#include "cloud/digests.h"
#include "cloud/file_pieces.h"
#include "cloud/remote_store.h"
#include "cloud/upload_journal.h"

namespace theta::cloud {
namespace {

constexpr uint64_t kMostParts = 10'000;
constexpr uint64_t kMebibyte = uint64_t{1} << 20;

/// A file on its way.
class Sending {
 public:
  Sending(Bucket& bucket, ObjectWrite& write, const FilePieces& file, const FileUpload& options)
      : bucket_(bucket), write_(write), file_(file), options_(options) {}

  /// Finds out what is to be sent, and what is there already.
  Status begin(const std::string& path);
  Status send();
  Result<storage::ObjectInfo> finish();

 private:
  Status go_on(const UploadEntry& before);
  Status start_new();
  bool is_there(const SentPart& part) const;
  size_t count() const { return static_cast<size_t>((entry_.size + entry_.part - 1) / entry_.part); }
  void send_parts();
  Status send_one(size_t number);
  void add_progress(uint64_t bytes);
  Status give_up(Status why);

  Bucket& bucket_;
  ObjectWrite& write_;
  const FilePieces& file_;
  const FileUpload& options_;
  UploadEntry entry_;
  std::optional<UploadJournal> journal_;
  std::optional<MultipartUpload> upload_;
  std::vector<bool> done_;
  std::atomic<size_t> next_{0};
  std::mutex mutex_;  // of what follows, and of upload_ and done_ while parts are sent
  Status status_;
  uint64_t sent_ = 0;
};

Status Sending::begin(const std::string& path) {
  entry_ = {.bucket = bucket_uri(bucket_.settings()) + "@" + bucket_.settings().host,
            .place = write_.place,
            .path = std::filesystem::absolute(path).string(),
            .size = file_.size(),
            .changed = file_.changed(),
            .part = options_.part != 0 ? options_.part : part_size_for(file_.size()),
            .write = write_.name};
  done_.resize(count());
  if (!options_.journal.empty()) {
    THETA_ASSIGN(journal_, UploadJournal::open(options_.journal, entry_));
  }
  const std::optional<UploadEntry> before = journal_ ? journal_->read() : std::nullopt;
  if (before && before->same_file(entry_)) {
    const Status status = go_on(*before);
    if (status.ok() || status.error().kind != ErrorKind::kNotFound) return status;
  } else if (before) {
    // Its file is another by now; what was sent of it is of no use.
    MultipartUpload old(bucket_, before->place, before->id);
    THETA_RETURN_IF_ERROR(old.abort());
  }
  return start_new();
}

Status Sending::go_on(const UploadEntry& before) {
  MultipartUpload upload(bucket_, before.place, before.id);
  THETA_ASSIGN(const std::vector<SentPart> parts, upload.parts());
  entry_ = before;
  write_.name = before.write;
  upload_ = std::move(upload);
  for (const SentPart& part : parts) {
    if (part.number == 0 || part.number > count() || !is_there(part)) continue;
    upload_->keep(part.number, part.etag);
    done_[part.number - 1] = true;
    add_progress(part.size);
  }
  return {};
}

// Compares what the service says that it has with the file: the CRC-64, or the MD5 that S3's ETags are.
bool Sending::is_there(const SentPart& part) const {
  const Result<std::string> bytes =
      file_.read((part.number - 1) * entry_.part, static_cast<size_t>(entry_.part));
  if (!bytes.ok() || bytes.value().size() != part.size) return false;
  if (!part.crc64.empty()) return part.crc64 == fmt::format("{}", crc64(bytes.value()));
  std::string etag = lower_case(part.etag);
  std::erase(etag, '"');
  return etag == hex(md5(bytes.value()));
}

Status Sending::start_new() {
  THETA_ASSIGN(const Expected expected, file_.digest());
  entry_.sha256 = expected.sha256;
  entry_.crc64 = expected.crc64;
  THETA_ASSIGN(upload_, MultipartUpload::start(bucket_, write_.place,
                                               write_.metadata(expected.sha256, expected.crc64)));
  entry_.id = upload_->id();
  return journal_ ? journal_->write(entry_) : Status();
}

void Sending::add_progress(uint64_t bytes) {
  sent_ += bytes;
  if (options_.progress) options_.progress(sent_, entry_.size);
}

Status Sending::send_one(size_t number) {
  if (options_.stop != nullptr && options_.stop->requested())
    return make_error(ErrorKind::kCancelled, "object {}: stopped before all of it was sent", write_.key);
  THETA_ASSIGN(const std::string bytes,
               file_.read((number - 1) * entry_.part, static_cast<size_t>(entry_.part)));
  if (bytes.empty()) return bad_input("object {}: the file became shorter", write_.key);
  THETA_ASSIGN(std::string etag, upload_->send_part(number, bytes));
  const std::lock_guard lock(mutex_);
  upload_->keep(number, std::move(etag));
  add_progress(bytes.size());
  return {};
}

void Sending::send_parts() {
  for (;;) {
    const size_t index = next_++;
    if (index >= done_.size()) return;
    if (done_[index]) continue;
    const Status status = send_one(index + 1);
    if (status.ok()) continue;
    const std::lock_guard lock(mutex_);
    if (status_.ok()) status_ = status;
    next_ = done_.size();
    return;
  }
}

Status Sending::send() {
  const size_t threads = std::clamp<size_t>(options_.at_once, 1, std::max<size_t>(1, count()));
  std::vector<std::thread> others;
  for (size_t i = 1; i < threads; ++i) others.emplace_back([this] { send_parts(); });
  send_parts();
  for (std::thread& thread : others) thread.join();
  if (!status_.ok()) return give_up(status_);
  const Status unchanged = file_.check_unchanged();
  if (!unchanged.ok()) return give_up(unchanged);
  return {};
}

// With a journal the parts stay for another try, unless they are of no use to any.
Status Sending::give_up(Status why) {
  const ErrorKind kind = why.error().kind;
  const bool useless = kind == ErrorKind::kBadInput || kind == ErrorKind::kConflict;
  if (!journal_ || useless) {
    static_cast<void>(upload_->abort());
    if (journal_) static_cast<void>(journal_->remove());
  }
  return why;
}

Result<storage::ObjectInfo> Sending::finish() {
  const Status status = write_.complete(bucket_, *upload_, entry_.crc64);
  if (!status.ok()) return give_up(status).error();
  if (journal_) THETA_RETURN_IF_ERROR(journal_->remove());
  return storage::ObjectInfo{.key = write_.key,
                             .size = entry_.size,
                             .modified = std::chrono::system_clock::now(),
                             .sha256 = entry_.sha256,
                             .crc64 = entry_.crc64};
}

}  // namespace

uint64_t part_size_for(uint64_t file_size) {
  const uint64_t least = (file_size + kMostParts - 1) / kMostParts;
  return std::max<uint64_t>(RemoteStore::kPart, (least + kMebibyte - 1) / kMebibyte * kMebibyte);
}

Result<storage::ObjectInfo> upload_file(Bucket& bucket, ObjectWrite write, const std::string& path,
                                        const FileUpload& options) {
  THETA_ASSIGN(const FilePieces file, FilePieces::open(path));
  Sending sending(bucket, write, file, options);
  THETA_RETURN_IF_ERROR(sending.begin(path));
  THETA_RETURN_IF_ERROR(sending.send());
  return sending.finish();
}

}  // namespace theta::cloud

#include "server/abandoned_uploads.h"

#include <chrono>

#include "base/clock.h"
#include "database/dataset_files.h"
#include "server/piecewise_upload.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

constexpr int64_t kDay = int64_t{24} * 60 * 60 * 1000;  // milliseconds
constexpr int64_t kAtOnce = 100;

}  // namespace

// The row goes first: a client who comes back then begins anew, instead of missing pieces.
Status remove_abandoned_uploads(Services& services, int64_t before) {
  database::DatasetFiles files(*services.database);
  for (;;) {
    THETA_ASSIGN(const auto abandoned, files.abandoned_for_server(before, kAtOnce));
    if (abandoned.empty()) return {};
    for (const database::DatasetFile& file : abandoned) {
      THETA_ASSIGN(const bool removed, files.remove_abandoned_for_server(file.id, before));
      if (!removed) continue;
      THETA_RETURN_IF_ERROR(services.store->remove(file.object_key));
      THETA_RETURN_IF_ERROR(storage::remove_all(*services.store, pieces_prefix(file), {}));
    }
  }
}

AbandonedUploads::AbandonedUploads(Services& services) : services_(services), thread_([this] { work(); }) {}

AbandonedUploads::~AbandonedUploads() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

void AbandonedUploads::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const Status removed = remove_abandoned_uploads(services_, unix_milliseconds() - kDay);
    if (!removed.ok())
      services_.log.write("error", "abandoned_uploads", {{"message", removed.error().message}});
    lock.lock();
    stop_.wait_for(lock, std::chrono::hours(1), [this] { return stopping_; });
  }
}

}  // namespace theta::server

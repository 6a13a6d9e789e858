#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/services.h"

namespace theta::server {

/// Removes files that were begun and got their last bytes before `before` (milliseconds since 1970), with
/// their pieces. Any number of servers may do so at once.
Status remove_abandoned_uploads(Services& services, int64_t before);

/// Does so for uploads of more than a day ago, at once and then every hour, on a thread of its own.
class AbandonedUploads {
 public:
  explicit AbandonedUploads(Services& services);
  ~AbandonedUploads();
  AbandonedUploads(const AbandonedUploads&) = delete;
  AbandonedUploads& operator=(const AbandonedUploads&) = delete;

 private:
  void work();

  Services& services_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace theta::server

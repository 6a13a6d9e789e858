#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/services.h"

namespace theta::server {

/// Removes what is of no more use, at once and then every hour, on a thread of its own: sessions that have
/// ended, entries of the audit of more than a year ago, messages to webhooks that ended a month ago, uploads
/// that were begun and left for a day, what evaluations have left. Any number of servers may do so at once.
class Upkeep {
 public:
  explicit Upkeep(Services& services);
  ~Upkeep();
  Upkeep(const Upkeep&) = delete;
  Upkeep& operator=(const Upkeep&) = delete;

 private:
  void work();

  Services& services_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace theta::server

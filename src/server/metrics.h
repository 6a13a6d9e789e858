#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "database/tasks.h"
#include "http/options.h"
#include "http/server.h"

namespace theta::server {

/// Counts answers, and tells them and the server's own figures in the text format of Prometheus. For any
/// number of threads.
class Metrics {
 public:
  void count(const http::AccessRecord& record);
  std::string text(const http::ServerStats& stats, const std::vector<database::StateCount>& tasks) const;

  /// The server whose figures are told; until it is set there are none.
  void watch(const http::HttpServer* server);
  http::ServerStats stats() const;

 private:
  struct Answers {
    uint64_t number = 0;
    double seconds = 0;
  };
  using Key = std::tuple<std::string, std::string, int>;  // method, route, status

  mutable std::mutex mutex_;
  std::map<Key, Answers> answers_;
  const http::HttpServer* server_ = nullptr;
};

}  // namespace theta::server

#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/stop_flag.h"
#include "server/access.h"
#include "server/services.h"
#include "server/task_worker.h"

namespace theta::server {

/// How `theta serve` runs.
struct ServeOptions {
  std::string host = "127.0.0.1";
  uint16_t port = 8000;  ///< 0: a free one
  ServicesOptions services;
  TaskWorkerOptions worker;
  AccessOptions access;
  std::string certificate;  ///< PEM chain; with key: HTTPS
  std::string key;
  std::string price_table;  ///< JSON file of what machines cost (server/price_table.h); empty: none
  std::vector<std::string> trusted_proxies;  ///< addresses whose word about the client is believed
};

/// Serves until `stop`, then drains: requests that have begun end, tasks write their checkpoints and go back
/// to the queue. A host that others can reach is a usage error without accounts, and without HTTPS here, at a
/// trusted proxy, or given up by access.plain_http.
Status serve(const ServeOptions& options, const StopFlag& stop);

}  // namespace theta::server

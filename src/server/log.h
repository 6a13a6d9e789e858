#pragma once

#include <mutex>
#include <string_view>

#include "formats/json.h"

namespace theta::server {

/// What operators read: one JSON object a line on standard error, with time, level and event first. Paths go
/// in without their queries and headers not at all, so that no secret gets there. For any number of threads.
class Log {
 public:
  void write(std::string_view level, std::string_view event, const formats::Json& members);

 private:
  std::mutex mutex_;
};

}  // namespace theta::server

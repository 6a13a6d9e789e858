#include "server/log.h"

#include <cstdio>

#include "base/clock.h"
#include "server/records.h"

namespace theta::server {

void Log::write(std::string_view level, std::string_view event, const formats::Json& members) {
  formats::Json line = {{"at", time_text(unix_milliseconds())}, {"level", level}, {"event", event}};
  line.update(members);
  const std::string text = formats::json_line(line) + "\n";
  const std::lock_guard<std::mutex> lock(mutex_);
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace theta::server

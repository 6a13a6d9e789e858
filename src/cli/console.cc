#include "cli/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace theta::cli {
namespace {

constexpr auto kTerminalInterval = std::chrono::milliseconds(100);
constexpr auto kLogInterval = std::chrono::seconds(10);

std::string duration_text(double seconds) {
  if (seconds < 60) return fmt::format("{:.0f} s", std::ceil(seconds));
  if (seconds < 3600)
    return fmt::format("{:.0f} min {:02.0f} s", std::floor(seconds / 60), std::fmod(seconds, 60));
  return fmt::format("{:.0f} h {:02.0f} min", std::floor(seconds / 3600), std::fmod(seconds, 3600) / 60);
}

std::string progress_text(const Progress& progress, double seconds) {
  if (progress.unit.empty()) return progress.stage;  // a stage that is not counted
  std::string text = fmt::format("{} {}", progress.stage, progress.done);
  if (progress.total > 0) text += fmt::format("/{}", progress.total);
  text += " " + progress.unit;
  if (seconds > 0.5 && progress.done > 0) {
    const double rate = static_cast<double>(progress.done) / seconds;
    text += fmt::format("  {:.{}f} {}/s", rate, rate < 10 ? 2 : 0, progress.unit);
    if (progress.total > progress.done) {
      text +=
          fmt::format("  {} left", duration_text(static_cast<double>(progress.total - progress.done) / rate));
    }
  }
  if (!progress.detail.empty()) text += "  " + progress.detail;
  return text;
}

}  // namespace

Console::Console(bool json) : json_(json), terminal_(::isatty(STDERR_FILENO) == 1) {}

void Console::clear_line() {
  if (line_open_) std::fputs("\r\x1b[K", stderr);
  line_open_ = false;
}

void Console::say(std::string_view line) {
  clear_line();
  if (json_) {
    event({{"event", "message"}, {"text", line}});
    return;
  }
  fmt::print(stderr, "{}\n", line);
}

void Console::progress(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  const bool new_stage = progress.stage != stage_;
  if (new_stage) {
    stage_ = progress.stage;
    stage_start_ = now;
    last_shown_ = now - kLogInterval;
  }
  const bool finished = progress.total > 0 && progress.done >= progress.total;
  const auto interval = terminal_ && !json_
                            ? std::chrono::duration_cast<std::chrono::milliseconds>(kTerminalInterval)
                            : std::chrono::duration_cast<std::chrono::milliseconds>(kLogInterval);
  if (!finished && now - last_shown_ < interval) return;
  last_shown_ = now;
  const double seconds = std::chrono::duration<double>(now - stage_start_).count();
  if (json_) {
    event({{"event", "progress"},
           {"stage", progress.stage},
           {"done", progress.done},
           {"total", progress.total},
           {"unit", progress.unit},
           {"detail", progress.detail},
           {"seconds", seconds}});
    return;
  }
  clear_line();
  fmt::print(stderr, "{}{}", progress_text(progress, seconds), terminal_ && !finished ? "" : "\n");
  std::fflush(stderr);
  line_open_ = terminal_ && !finished;
}

void Console::event(const nlohmann::json& event) {
  if (!json_) return;
  const std::string line = event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  fmt::print("{}\n", line);
  std::fflush(stdout);
  if (also_to_) also_to_(line);
}

void Console::summary(const nlohmann::json& object) {
  clear_line();
  event(object);
}

}  // namespace theta::cli

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/progress.h"

namespace theta::cli {

/// Data on stdout, talk on stderr. With json(), stdout carries NDJSON events instead and the last line is the
/// command's summary object. One thread at a time.
class Console : public ProgressSink {
 public:
  explicit Console(bool json);

  bool json() const { return json_; }
  /// One line for a person, on stderr; with json() an event {"event":"message","text":...}.
  void say(std::string_view line);
  /// A progress line with rate and remaining time: rewritten in place on a terminal, else one line per 10 s.
  void progress(const Progress& progress) override;
  /// Called for things worth an event (an epoch ended, a stage ended).
  void event(const nlohmann::json& event);
  /// The last object on stdout with json(); nothing otherwise.
  void summary(const nlohmann::json& object);
  /// From now on, each line of json() goes here, too.
  void also_to(std::function<void(const std::string& line)> take) { also_to_ = std::move(take); }

 private:
  void clear_line();
  bool json_;
  std::function<void(const std::string& line)> also_to_;
  bool terminal_;
  bool line_open_ = false;
  std::string stage_;
  std::chrono::steady_clock::time_point stage_start_;
  std::chrono::steady_clock::time_point last_shown_;
};

}  // namespace theta::cli

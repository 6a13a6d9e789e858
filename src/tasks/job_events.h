#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "database/task.h"
#include "formats/json.h"

namespace theta::tasks {

/// What a job says while it runs: lines for the history of its task, and how far it is.
class JobEvents {
 public:
  using Clock = std::chrono::steady_clock;
  /// Lines that wait to be stored. When they cannot be (the database is away), the oldest go.
  static constexpr size_t kMostWaiting = 1000;

  /// `reached`: the fraction of an earlier try. A task's fraction never falls.
  explicit JobEvents(double reached) { progress_.fraction = reached; }

  /// A line of the job's standard output, one JSON object. `cut`: its end is missing.
  void take_output(const std::string& line, bool cut, Clock::time_point now);
  /// A line of its standard error.
  void take_error(const std::string& line);

  const database::Progress& progress() const { return progress_; }
  /// Whether lines or progress are new since the last take.
  bool has_news() const { return changed_ || !events_.empty() || !log_.empty(); }
  /// The waiting lines, the oldest first. With new progress, the last event tells it:
  /// {"event":"status","step":..,"fraction":..,"message":..,"eta_seconds":..}, the last only where it is
  /// known.
  std::vector<std::string> take_events();
  std::vector<std::string> take_log() { return std::exchange(log_, {}); }
  /// For lines that could not be stored: they wait again.
  void put_back_events(std::vector<std::string> lines);
  void put_back_log(std::vector<std::string> lines);

  /// What the job itself says of its failure, as {"kind":..,"message":..}; null when it says nothing.
  const formats::Json& error() const { return error_; }
  const std::string& last_error_line() const { return last_error_line_; }

 private:
  void advance(const formats::Json& event, Clock::time_point now);
  void estimate(double done, double total, Clock::time_point now);

  database::Progress progress_;
  bool changed_ = false;
  std::vector<std::string> events_;
  std::vector<std::string> log_;
  formats::Json error_;
  std::string last_error_line_;

  std::string stage_;
  double total_ = 0;
  std::optional<double> eta_seconds_;
  Clock::time_point stage_start_;
  double stage_first_ = 0;  // what was done already when the stage was first seen
};

}  // namespace theta::tasks

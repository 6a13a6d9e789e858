#include "tasks/job_events.h"

#include <algorithm>
#include <iterator>

#include "database/stored.h"

namespace theta::tasks {
namespace {

using formats::Json;

/// The part of a task that a stage is taken to be, as fractions of the whole.
struct Part {
  double begin = 0;
  double end = 0;
};

Part part_of(const std::string& stage) {
  if (stage == "fetching") return {0, 0.02};
  if (stage == "preparing") return {0.08, 0.1};
  if (stage == "training" || stage == "training the series") return {0.1, 0.95};
  if (stage == "measuring") return {0.95, 0.98};
  return {0.02, 0.08};  // the steps of an import, which are counted one after the other
}

// What the database takes: valid UTF-8 without NUL.
std::string storable(std::string line) {
  if (database::is_storable_text(line)) return line;
  for (char& byte : line) {
    if (byte == '\0' || static_cast<unsigned char>(byte) >= 0x80) byte = '?';
  }
  return line;
}

void keep(std::vector<std::string>& lines, std::string line) {
  if (lines.size() == JobEvents::kMostWaiting) lines.erase(lines.begin(), lines.begin() + lines.size() / 10);
  lines.push_back(std::move(line));
}

void put_back(std::vector<std::string>& lines, std::vector<std::string> older) {
  older.insert(older.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
  if (older.size() > JobEvents::kMostWaiting)
    older.erase(older.begin(), older.end() - static_cast<std::ptrdiff_t>(JobEvents::kMostWaiting));
  lines = std::move(older);
}

double number(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

std::string text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

void JobEvents::take_output(const std::string& line, bool cut, Clock::time_point now) {
  const Result<Json> parsed = cut ? Result<Json>(bad_input("cut")) : formats::parse_json(line, "event");
  if (!parsed.ok() || !parsed.value().is_object()) {
    keep(log_, storable(line));
    return;
  }
  const Json& event = parsed.value();
  const std::string kind = text(event, "event");
  keep(events_, storable(line));
  if (kind == "message") keep(log_, storable(text(event, "text")));
  if (kind == "progress" || kind == "epoch") advance(event, now);
  if (kind == "error") {
    error_ = {{"kind", text(event, "kind")}, {"message", storable(text(event, "message"))}};
    keep(log_, storable(text(event, "message")));
  }
}

void JobEvents::take_error(const std::string& line) {
  last_error_line_ = storable(line);
  keep(log_, last_error_line_);
}

void JobEvents::advance(const Json& event, Clock::time_point now) {
  const bool is_epoch = text(event, "event") == "epoch";
  const double done = number(event, is_epoch ? "epoch" : "done");
  if (is_epoch) {
    if (stage_ != "training") return;
  } else {
    total_ = number(event, "total");
    if (text(event, "stage") != stage_) {
      stage_ = text(event, "stage");
      stage_start_ = now;
      stage_first_ = done;
    }
  }
  estimate(done, total_, now);
  const Part part = part_of(stage_);
  const double share = total_ > 0 ? std::clamp(done / total_, 0.0, 1.0) : 0;
  progress_.fraction = std::max(progress_.fraction, part.begin + share * (part.end - part.begin));
  progress_.step = storable(stage_);
  progress_.message = total_ > 0 ? fmt::format("{:.0f} of {:.0f}", done, total_) : "";
  const std::string unit = is_epoch ? "epochs" : text(event, "unit");
  if (total_ > 0 && !unit.empty()) progress_.message += " " + unit;
  const std::string detail = text(event, "detail");
  if (!detail.empty()) progress_.message += (progress_.message.empty() ? "" : "; ") + detail;
  if (eta_seconds_.has_value())
    progress_.message += fmt::format("; about {:.0f} s left", std::max(1.0, *eta_seconds_));
  progress_.message = storable(progress_.message);
  changed_ = true;
}

void JobEvents::estimate(double done, double total, Clock::time_point now) {
  eta_seconds_.reset();
  const double seconds = std::chrono::duration<double>(now - stage_start_).count();
  if (done > stage_first_ && done < total) eta_seconds_ = seconds / (done - stage_first_) * (total - done);
}

std::vector<std::string> JobEvents::take_events() {
  if (changed_) {
    Json status = {{"event", "status"},
                   {"step", progress_.step},
                   {"fraction", progress_.fraction},
                   {"message", progress_.message}};
    if (eta_seconds_.has_value()) status["eta_seconds"] = *eta_seconds_;
    keep(events_, formats::json_line(status));
    changed_ = false;
  }
  return std::exchange(events_, {});
}

void JobEvents::put_back_events(std::vector<std::string> lines) {
  put_back(events_, std::move(lines));
}

void JobEvents::put_back_log(std::vector<std::string> lines) {
  put_back(log_, std::move(lines));
}

}  // namespace theta::tasks

#include "cli/run_reports.h"

namespace theta::cli {

engine::RunEnvironment report_to(Console& console, ThreadPool& pool, const Interrupt& interrupt) {
  engine::RunEnvironment environment{pool, &console, &interrupt.flag(), {}, {}};
  environment.on_epoch = [&console](const formats::Json& epoch) {
    nlohmann::json event = epoch;
    event["event"] = "epoch";
    console.event(event);
  };
  environment.on_topics = [&console](const formats::Json& topics) {
    nlohmann::json event = topics;
    event["event"] = "topics";
    console.event(event);
  };
  environment.say = [&console](const std::string& line) { console.say(line); };
  return environment;
}

}  // namespace theta::cli

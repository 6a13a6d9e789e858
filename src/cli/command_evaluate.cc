#include "cli/command.h"

namespace theta::cli {

Command evaluate_command() {
  return {"evaluate", "(not wired yet)", [](CLI::App&) -> std::function<Result<int>(Console&)> {
            return [](Console&) -> Result<int> { return usage_error("theta evaluate is not wired yet"); };
          }};
}

}  // namespace theta::cli

#include "cli/command.h"

namespace theta::cli {

Command train_command() {
  return {"train", "(not wired yet)", [](CLI::App&) -> std::function<Result<int>(Console&)> {
            return [](Console&) -> Result<int> { return usage_error("theta train is not wired yet"); };
          }};
}

}  // namespace theta::cli

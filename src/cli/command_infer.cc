#include "cli/command.h"

namespace theta::cli {

Command infer_command() {
  return {"infer", "(not wired yet)", [](CLI::App&) -> std::function<Result<int>(Console&)> {
            return [](Console&) -> Result<int> { return usage_error("theta infer is not wired yet"); };
          }};
}

}  // namespace theta::cli

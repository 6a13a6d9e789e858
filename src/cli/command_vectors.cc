#include "cli/command.h"

namespace theta::cli {

Command vectors_command() {
  return {"vectors", "(not wired yet)", [](CLI::App&) -> std::function<Result<int>(Console&)> {
            return [](Console&) -> Result<int> { return usage_error("theta vectors is not wired yet"); };
          }};
}

}  // namespace theta::cli

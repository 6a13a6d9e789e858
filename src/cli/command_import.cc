#include "cli/command.h"

namespace theta::cli {

Command import_command() {
  return {"import", "(not wired yet)", [](CLI::App&) -> std::function<Result<int>(Console&)> {
            return [](Console&) -> Result<int> { return usage_error("theta import is not wired yet"); };
          }};
}

}  // namespace theta::cli

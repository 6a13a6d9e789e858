#include "cli/command.h"

namespace theta::cli {

Command report_command() {
  return {"report", "(not wired yet)", [](CLI::App&) -> std::function<Result<int>(Console&)> {
            return [](Console&) -> Result<int> { return usage_error("theta report is not wired yet"); };
          }};
}

}  // namespace theta::cli

#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "cli/console.h"

namespace theta::cli {

/// Exit code of a command that did its work but skipped some rows.
inline constexpr int kRowsSkipped = 3;

/// Heading of the commands that are about the program itself.
inline constexpr const char* kProgramGroup = "About the program";

/// One `theta NAME` command. bind() declares its options on the CLI11 sub-command and returns the function
/// that runs it after parsing; option_kind.h says more about an option, and the lines of the sub-command's
/// footer() are the examples of its help. That function returns the process exit code (0 or kRowsSkipped) or
/// an error.
struct Command {
  std::string name;
  std::string summary;
  std::function<std::function<Result<int>(Console&)>(CLI::App&)> bind;
  std::string group = "Commands";  ///< heading under which `theta --help` lists it
  bool json = true;                ///< it takes --json
};

Command import_command();
Command train_command();
Command edit_command();
Command evaluate_command();
Command export_command();
Command infer_command();
Command report_command();
Command tokens_command();
Command topics_command();
Command check_command();
Command vectors_command();
Command stability_command();
Command sweep_command();
Command job_command();
Command serve_command();
Command worker_command();
Command cloud_command();
Command config_command();
Command doctor_command();
Command help_command();
Command completion_command();
Command man_command();

}  // namespace theta::cli

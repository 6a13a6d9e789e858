#pragma once

#include <string>

#include "cli/option_table.h"

namespace theta::cli {

/// The manual page of `command` in the macros of man(7): of the root with every command and option, exit
/// codes, environment and files; of a command with its own options and those of the commands below it. `date`
/// is the day of the sources, "2026-01-31".
std::string man_page(const CommandInfo& root, const CommandInfo& command, const std::string& date);

/// "theta-train.1"
std::string man_page_name(const CommandInfo& command);

}  // namespace theta::cli

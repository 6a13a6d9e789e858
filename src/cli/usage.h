#pragma once

#include <string>

#include "base/result.h"
#include "cli/option_table.h"

namespace CLI {
class ParseError;
}  // namespace CLI

namespace theta::cli {

/// What is wrong with the value that made `option` throw `error`, as a clause: "is not a whole number".
std::string value_problem(const OptionInfo& option, const CLI::ParseError& error);

/// The sentence for a command line that CLI11 could not parse, with a suggestion where something like it
/// exists. `root` describes the app that threw `error`.
Error usage_problem(const CommandInfo& root, const CLI::ParseError& error);

/// The error for an argument or option of the parsed commands that must be given and is not, or success.
Status check_required(const CommandInfo& root);

/// The error for the first word of the command line that no command took, or success.
Status check_left_over(const CommandInfo& root);

/// The error for an option that took the name of another option as its value (`--out --json`), or success.
Status check_swallowed(const CommandInfo& root);

}  // namespace theta::cli

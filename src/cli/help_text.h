#pragma once

#include <string>

#include "cli/option_table.h"
#include "cli/style.h"

namespace theta::cli {

/// "theta train [OPTIONS] SOURCE": how the command is called.
std::string usage_line(const CommandInfo& command);

/// True where the summary of an option names all its choices, to say more about each.
bool names_choices(const std::string& summary, const std::vector<std::string>& choices);

/// "(default: 2) [THETA_THREADS]" and "may be repeated", as far as they apply; what stands after the summary.
std::string option_notes(const OptionInfo& option);

/// What `theta COMMAND --help` shows, in lines of at most `width` characters where words allow.
std::string help_text(const CommandInfo& command, const Style& style, size_t width);

}  // namespace theta::cli

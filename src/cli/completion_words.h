#pragma once

#include <string>

#include "cli/option_table.h"

namespace theta::cli {

/// The words that `option` takes: its choices, or the names of the commands where it takes one. Empty:
/// anything.
std::vector<std::string> completion_words(const CommandInfo& root, const OptionInfo& option);

/// `text` in single quotes, as sh, bash and zsh read it.
std::string single_quoted(const std::string& text);

/// Calls visit(root), then the same for every command below it.
void for_root_and_commands(const CommandInfo& root, const std::function<void(const CommandInfo&)>& visit);

}  // namespace theta::cli

#pragma once

#include <string>

#include "cli/option_table.h"

namespace theta::cli {

// Completion scripts, made from the option table: commands, options, choices of options, files and folders
// where paths are expected. Each works with the bare shell.

std::string bash_completion(const CommandInfo& root);
std::string zsh_completion(const CommandInfo& root);
std::string fish_completion(const CommandInfo& root);

}  // namespace theta::cli

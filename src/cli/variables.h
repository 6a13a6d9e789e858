#pragma once

#include <string>
#include <vector>

namespace theta::cli {

/// The environment variable that sets option --`name` of the command with these words: THETA_THREADS for
/// every command that has --threads; THETA_VECTORS_EPOCHS where the command gives a shared name a meaning of
/// its own. Empty for options that belong to one call only, such as --out.
std::string variable_of(const std::vector<std::string>& command, const std::string& name);

/// True where the command gives a name that others use a meaning of its own. Then the top of a settings file,
/// which is for all commands, does not set it; the table of the command does.
bool is_own_name(const std::vector<std::string>& command, const std::string& name);

}  // namespace theta::cli

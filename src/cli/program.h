#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace theta::cli {

/// Reads the command line, gives options that have no flag their value from environment and settings files,
/// runs the command and returns the exit code of the process.
int run_program(const std::vector<Command>& commands, int argc, char** argv);

}  // namespace theta::cli

#pragma once

#include <array>

namespace theta::cli {

struct ExitCode {
  const char* code;
  const char* meaning;
};

/// What a script may learn from the exit code; docs/cli.md holds the same table.
inline constexpr std::array<ExitCode, 11> kExitCodes = {{
    {"0", "done"},
    {"1", "failed"},
    {"2", "the command itself is wrong"},
    {"3", "done, but some rows were left out (they are listed)"},
    {"4", "bad input: the message names file and row or field"},
    {"5", "not found"},
    {"6", "memory or disk full"},
    {"8", "not allowed"},
    {"9", "changed by somebody else meanwhile"},
    {"130", "stopped by Ctrl-C, with a checkpoint where there was something to keep"},
    {"143", "stopped by SIGTERM, likewise"},
}};

}  // namespace theta::cli

#pragma once

#include <sys/types.h>

#include "base/result.h"

/// What a process gives up before it looks at a document. None of it can be taken back.
namespace theta::extract {

/// Dies with the parent process, gains no rights by any program, and keeps within isolation/limits.h: memory,
/// processor time, open files, no file written, no core. Fails when the parent has ended already.
Status limit_process(pid_t parent);

/// From here on the process may read and write what is open, ask for memory and end. Every other call of the
/// kernel fails with EPERM: no file is opened, no process started, no network reached.
Status confine_parser();

/// Becomes `program` (an absolute path), which may read files beside; it opens none for writing and starts
/// nothing. Returns only on failure.
Status become_reader(const char* program, char* const argv[]);

}  // namespace theta::extract

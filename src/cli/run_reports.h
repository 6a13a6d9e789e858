#pragma once

#include "base/thread_pool.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "engine/run_environment.h"

namespace theta::cli {

/// What a training run reports to, and what stops it: sentences, progress, and an event for each epoch.
engine::RunEnvironment report_to(Console& console, ThreadPool& pool, const Interrupt& interrupt);

}  // namespace theta::cli

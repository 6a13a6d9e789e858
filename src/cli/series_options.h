#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "engine/train_options.h"
#include "engine/training.h"

namespace theta::cli {

/// What `theta sweep` and `theta stability` read off the command line to train several models.
struct SeriesArguments {
  std::shared_ptr<ImportArguments> import;
  engine::TrainOptions train;
  std::string out;
  size_t threads = 0;
  CLI::App* app = nullptr;
};

/// Declares the options of importing and training, --out and --threads.
std::shared_ptr<SeriesArguments> bind_series_options(CLI::App& app);

/// "10,20,50" and "10:100:10" (first, last, step; both may be mixed), rising and each once. `option` names
/// the flag in errors.
Result<std::vector<uint64_t>> parse_numbers(const std::string& option, const std::string& text);

/// Claims the folder arguments.out for these options and finds or imports the corpus: the source itself, or
/// OUT/corpus. `rows_skipped` tells whether the import left rows out.
Result<std::string> prepare_series(const SeriesArguments& arguments, ThreadPool& pool, Console& console,
                                   const Interrupt& interrupt, bool& rows_skipped);

/// What a run of a series reports to.
engine::RunEnvironment series_environment(ThreadPool& pool, Console& console, const Interrupt& interrupt);

}  // namespace theta::cli

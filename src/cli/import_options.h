#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "cli/console.h"
#include "corpus/import_options.h"
#include "corpus/import_summary.h"

namespace theta::cli {

/// What `theta import` and `theta train` read off the command line about their input.
struct ImportArguments {
  std::string source;
  std::string language = "auto";
  std::string format = "auto";
  corpus::ImportOptions options;
};

/// Declares the options on `app`; the arguments live as long as the returned pointer.
std::shared_ptr<ImportArguments> bind_import_options(CLI::App& app);

/// Imports the source into the corpus folder `target` and tells the user what was found and left out.
Result<corpus::ImportSummary> run_import(const ImportArguments& arguments, const std::string& target,
                                         ThreadPool& pool, Console& console, const StopFlag* stop);

/// Declares --threads.
void bind_threads(CLI::App& app, size_t& threads);

}  // namespace theta::cli

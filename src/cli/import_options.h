#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/stop_flag.h"
#include "base/thread_pool.h"
#include "cli/console.h"
#include "corpus/import_request.h"
#include "corpus/import_summary.h"

namespace theta::cli {

/// What `theta import` and `theta train` read off the command line about their input.
struct ImportArguments : corpus::ImportRequest {
  std::string source;
  std::vector<std::string> dictionaries;
  std::vector<std::string> stop_words;
  std::vector<std::string> keep_words;
  std::vector<std::string> drop_words;
};

/// Declares the options on `app`; the arguments live as long as the returned pointer.
std::shared_ptr<ImportArguments> bind_import_options(CLI::App& app);

/// The options for the library: names are parsed and the user's word files read.
Result<corpus::ImportOptions> import_options(const ImportArguments& arguments);

/// One line each on what was found out about the input, and on what the columns (corpus::roles_json) are
/// taken for.
void tell_finding(const corpus::RowReader::Finding& finding, Console& console);
void tell_columns(const formats::Json& columns, Console& console);

/// Imports the source into the corpus folder `target` and tells the user what was found and left out.
Result<corpus::ImportSummary> run_import(const ImportArguments& arguments, const std::string& target,
                                         ThreadPool& pool, Console& console, const StopFlag* stop);

/// Declares --threads.
void bind_threads(CLI::App& app, size_t& threads);

}  // namespace theta::cli

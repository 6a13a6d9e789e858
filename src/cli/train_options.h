#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "engine/train_options.h"

namespace theta::cli {

/// Declares what `theta train`, `theta sweep` and `theta stability` let a user say about a training run: all
/// but the number of topics, the seed and --resume, which each of them has in its own way.
void bind_train_options(CLI::App& app, engine::TrainOptions& options);

/// Declares --time-bin (corpus::parse_time_bin), which means the same wherever it is given.
void bind_time_bin(CLI::App& app, std::string& time_bin);

/// The name that outputs go by: "data/speeches.csv.gz" -> "data/speeches".
std::string stem_of(std::string path);

}  // namespace theta::cli

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace theta::cli {

// What an option takes beyond its C++ type. Help, completion, the man page and error messages all read it off
// the option, so each fact stands where the option is declared. Each function returns its argument.

// Headings of options in help. CLI11's option_defaults()->group() sets one for the options that follow.
inline constexpr const char* kReadingGroup = "Reading";
inline constexpr const char* kDocumentsGroup = "Documents";
inline constexpr const char* kWordsGroup = "Words";
inline constexpr const char* kTrainingGroup = "Training";
inline constexpr const char* kOutputGroup = "Output";
inline constexpr const char* kGeneralGroup =
    "General";  ///< what most commands have; listed last, after Output

/// Accepts these values only, and offers them.
CLI::Option* choices(CLI::Option* option, const std::vector<std::string>& values);

/// Accepts numbers from `low` to `high`, both included.
CLI::Option* between(CLI::Option* option, double low, double high);

/// Accepts numbers of `low` and more.
CLI::Option* at_least(CLI::Option* option, double low);

/// Refuses negative numbers where the C++ type has none; CLI11 would wrap -3 around to a huge number.
CLI::Option* refuse_wrapped(CLI::Option* option);

/// Takes the path of a file, of a folder, or of either.
CLI::Option* takes_file(CLI::Option* option);
CLI::Option* takes_folder(CLI::Option* option);
CLI::Option* takes_path(CLI::Option* option);

/// The values given to choices() or to CLI::IsMember; empty for other options.
std::vector<std::string> choices_of(CLI::Option& option);

}  // namespace theta::cli

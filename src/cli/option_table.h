#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace theta::cli {

/// Placeholder (CLI11's type name) of an argument that names a command of the program.
inline constexpr const char* kCommandPlaceholder = "COMMAND";

enum class ValueKind { kNone, kText, kChoice, kWholeNumber, kNumber, kBoolean, kFile, kFolder, kPath };

/// One option or argument of a command, as help, completion, man page and settings show it.
struct OptionInfo {
  std::string name;          ///< "topics" of --topics; an argument's name in capitals: "SOURCE"
  char letter = '\0';        ///< of a short form such as -h
  std::string summary;       ///< without the default
  std::string default_text;  ///< empty: none to speak of
  std::string placeholder;   ///< "N", "FILE", "auto|en|zh"; empty for a flag
  std::string group;         ///< heading under which help lists it
  std::string variable;      ///< environment variable that sets it; empty: it is no setting
  std::vector<std::string> choices;
  ValueKind kind = ValueKind::kText;
  bool is_argument = false;
  bool required = false;
  bool repeatable = false;
  CLI::Option* option = nullptr;  ///< lives as long as the CLI::App

  /// "--topics", or the argument's name.
  std::string shown() const { return is_argument ? name : "--" + name; }
};

/// One command with its options; the program itself is the root.
struct CommandInfo {
  std::vector<std::string> path;  ///< {"edit", "rename"}; empty for the root
  std::string summary;
  std::string group;
  std::vector<std::string> examples;  ///< lines of the CLI11 footer
  std::vector<OptionInfo> options;    ///< arguments first, in order
  std::vector<CommandInfo> commands;
  CLI::App* app = nullptr;

  /// "theta edit rename"
  std::string shown() const;
  /// The headings of its options, in order of appearance, but Output and General last; arguments have none.
  std::vector<std::string> groups() const;
  bool has_settings() const;
};

/// The app of the whole program, from the app of any command.
CLI::App& root_of(CLI::App& app);

/// Reads the table off the tree of CLI11 apps below (and with) `root`.
CommandInfo describe(CLI::App& root);

/// The commands that were named on the parsed command line, outermost first; the root is not among them.
std::vector<const CommandInfo*> parsed_commands(const CommandInfo& root);

/// The command below `command` that its first argument names, where somebody left the argument out; else
/// `command`.
const CommandInfo& command_in_arguments(const CommandInfo& command);

/// The command with these words, or nullptr.
const CommandInfo* find_command(const CommandInfo& root, const std::vector<std::string>& path);

/// The same, or the usage error that says what is near.
Result<const CommandInfo*> get_command(const CommandInfo& root, const std::vector<std::string>& path);

/// The names of the commands directly below.
std::vector<std::string> command_names(const CommandInfo& command);

/// Calls `visit` for every command below `root`, each before its own commands.
void for_each_command(const CommandInfo& root, const std::function<void(const CommandInfo&)>& visit);

/// The whole table, for programs.
nlohmann::json table_json(const CommandInfo& root);

}  // namespace theta::cli

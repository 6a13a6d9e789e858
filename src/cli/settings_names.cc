#include <CLI/CLI.hpp>
#include <set>

#include "base/spelling.h"
#include "cli/settings.h"
#include "cli/variables.h"

namespace theta::cli {
namespace {

// What may stand under a [table]: the settings of its command and of the commands below it. At the top of the
// file, which is for all commands, stand only names that mean the same everywhere.
struct KnownNames {
  std::vector<std::string> settings;
  std::set<std::string> one_call_only;
  std::set<std::string> shared;
};

void collect(const CommandInfo& command, KnownNames& names) {
  for (const OptionInfo& option : command.options) {
    if (option.is_argument) continue;
    if (option.variable.empty()) {
      names.one_call_only.insert(option.name);
      continue;
    }
    if (std::find(names.settings.begin(), names.settings.end(), option.name) == names.settings.end())
      names.settings.push_back(option.name);
    if (!is_own_name(command.path, option.name)) names.shared.insert(option.name);
  }
  for (const CommandInfo& below : command.commands) collect(below, names);
}

std::vector<std::string> tables_of(const CommandInfo& root) {
  std::vector<std::string> tables;
  for_each_command(root, [&tables](const CommandInfo& command) {
    if (command.has_settings()) tables.push_back(fmt::format("{}", fmt::join(command.path, ".")));
  });
  return tables;
}

Status check_entry(const formats::TomlEntry& entry, const CommandInfo& command, const std::string& path) {
  const std::string place = fmt::format("{}:{}", path, entry.line);
  KnownNames names;
  collect(command, names);
  const bool known =
      std::find(names.settings.begin(), names.settings.end(), entry.key) != names.settings.end();
  if (known && entry.table.empty() && !names.shared.contains(entry.key)) {
    return bad_input("{}: {} belongs to single commands; put it under the [table] of its command", place,
                     entry.key);
  }
  if (known) return {};
  if (names.one_call_only.contains(entry.key)) {
    return bad_input("{}: {} belongs to a single call; give --{} on the command line", place, entry.key,
                     entry.key);
  }
  return bad_input("{}: {} no setting \"{}\"{}", place,
                   command.path.empty() ? "there is" : command.shown() + " has", entry.key,
                   did_you_mean(entry.key, names.settings));
}

}  // namespace

Status SettingsFiles::check_names(const CommandInfo& root) const {
  for (const File& file : files_) {
    for (const formats::TomlTable& table : file.document.tables) {
      const CommandInfo* const command = find_command(root, CLI::detail::split(table.name, '.'));
      KnownNames names;
      if (command != nullptr) collect(*command, names);
      if (!names.settings.empty()) continue;
      return bad_input("{}:{}: [{}] is no command with settings{}", file.path, table.line, table.name,
                       did_you_mean(table.name, tables_of(root)));
    }
    for (const formats::TomlEntry& entry : file.document.entries) {
      const CommandInfo* const command =
          entry.table.empty() ? &root : find_command(root, CLI::detail::split(entry.table, '.'));
      THETA_RETURN_IF_ERROR(check_entry(entry, *command, file.path));
    }
  }
  return {};
}

}  // namespace theta::cli

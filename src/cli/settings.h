#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/option_table.h"
#include "formats/toml.h"

namespace theta::cli {

/// The settings files of this run: the one that --config or THETA_CONFIG names; else theta.toml of the
/// current folder, then theta/theta.toml of $XDG_CONFIG_HOME (or ~/.config), as far as they exist.
class SettingsFiles {
 public:
  struct Value {
    const formats::TomlEntry* entry;
    std::string place;  ///< "theta.toml:3"
  };

  /// `named` is the value of --config, or empty. A named file must exist.
  static Result<SettingsFiles> load(const std::string& named);

  /// Fails at the first table that is no command and the first key that is no setting of its table's command.
  Status check_names(const CommandInfo& root) const;

  /// The value of --`name` for the command: of the first file that has one, under [command] before the top of
  /// the file, where names of one command's own do not count.
  std::optional<Value> find(const std::vector<std::string>& command, const std::string& name) const;

  std::vector<std::string> paths() const;

 private:
  struct File {
    std::string path;
    formats::TomlDocument document;
  };
  std::vector<File> files_;
};

enum class Origin { kDefault, kFile, kEnvironment, kFlag };
std::string_view origin_name(Origin origin);

/// What an option of a command is set to.
struct EffectiveSetting {
  const OptionInfo* option = nullptr;
  Origin origin = Origin::kDefault;
  std::string source;               ///< "theta.toml:3" or "THETA_THREADS"; empty for flag and default
  std::vector<std::string> values;  ///< empty where the program chooses
};

/// Gives every setting of the command that has no flag its value from the environment, else from the files,
/// and says where each came from. Errors name variable or file and line: kUsage for a variable, kBadInput for
/// a file.
Result<std::vector<EffectiveSetting>> apply_settings(const CommandInfo& command, const SettingsFiles& files);

/// The file that the parsed command line names with --config, at the command or before it; or an empty
/// string.
std::string named_settings_file(const CommandInfo& root);

}  // namespace theta::cli

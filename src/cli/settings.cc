#include "cli/settings.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/files.h"
#include "cli/usage.h"
#include "cli/variables.h"

namespace theta::cli {
namespace {

std::string variable_value(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

std::string user_settings_file() {
  std::string folder = variable_value("XDG_CONFIG_HOME");
  // The XDG rules ask to ignore a relative path.
  if (!folder.starts_with('/')) {
    folder = variable_value("HOME");
    if (folder.empty()) return {};
    folder = join_path(folder, ".config");
  }
  return join_path(folder, "theta/theta.toml");
}

bool is_yes_or_no(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::array<std::string_view, 8> kWords = {"true", "false", "1", "0", "yes", "no", "on", "off"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Sets the option as if the values had been given as flags. Returns what is wrong with them, or an empty
// string.
std::string set_option(const OptionInfo& info, const std::vector<std::string>& values) {
  if (!info.repeatable && values.size() != 1) return "takes one value";
  if (info.kind == ValueKind::kNone && !is_yes_or_no(values[0])) return "is not true or false";
  try {
    for (const std::string& value : values) info.option->add_result(value);
    if (!values.empty()) info.option->run_callback();
  } catch (const CLI::ParseError& error) {
    return value_problem(info, error);
  }
  return {};
}

std::string shown_values(const formats::TomlEntry& entry) {
  return entry.is_array ? fmt::format("[{}]", fmt::join(entry.values, ", ")) : entry.values[0];
}

Result<EffectiveSetting> apply(const CommandInfo& command, const OptionInfo& info,
                               const SettingsFiles& files) {
  EffectiveSetting setting;
  setting.option = &info;
  if (info.option->count() > 0) {
    setting.origin = Origin::kFlag;
    setting.values = info.option->results();
    return setting;
  }
  const std::string value = variable_value(info.variable);
  if (!value.empty()) {
    setting = {&info, Origin::kEnvironment, info.variable, {value}};
    const std::string problem = set_option(info, setting.values);
    if (!problem.empty()) return usage_error("{}={}: {}", info.variable, value, problem);
    return setting;
  }
  const auto found = files.find(command.path, info.name);
  if (!found.has_value()) return setting;
  setting = {&info, Origin::kFile, found->place, found->entry->values};
  const std::string problem = set_option(info, setting.values);
  if (!problem.empty())
    return bad_input("{}: {} = {}: {}", found->place, info.name, shown_values(*found->entry), problem);
  return setting;
}

}  // namespace

Result<SettingsFiles> SettingsFiles::load(const std::string& named) {
  std::vector<std::string> paths;
  const std::string variable = variable_value("THETA_CONFIG");
  if (!named.empty()) {
    paths = {named};
  } else if (!variable.empty()) {
    if (!file_exists(variable)) return not_found("THETA_CONFIG={}: there is no such file", variable);
    paths = {variable};
  } else {
    for (const std::string& path : {std::string("theta.toml"), user_settings_file()}) {
      if (!path.empty() && file_exists(path)) paths.push_back(path);
    }
  }
  SettingsFiles files;
  for (const std::string& path : paths) {
    THETA_ASSIGN(formats::TomlDocument document, formats::read_toml(path));
    files.files_.push_back({path, std::move(document)});
  }
  return files;
}

std::optional<SettingsFiles::Value> SettingsFiles::find(const std::vector<std::string>& command,
                                                        const std::string& name) const {
  const bool own = is_own_name(command, name);
  for (const File& file : files_) {
    // [edit.rename], then [edit], then the top of the file.
    for (std::vector<std::string> words = command;; words.pop_back()) {
      if (words.empty() && own) break;
      const std::string table = fmt::format("{}", fmt::join(words, "."));
      for (const formats::TomlEntry& entry : file.document.entries) {
        if (entry.table == table && entry.key == name)
          return Value{&entry, fmt::format("{}:{}", file.path, entry.line)};
      }
      if (words.empty()) break;
    }
  }
  return std::nullopt;
}

std::vector<std::string> SettingsFiles::paths() const {
  std::vector<std::string> result;
  for (const File& file : files_) result.push_back(file.path);
  return result;
}

std::string_view origin_name(Origin origin) {
  constexpr std::array<std::string_view, 4> kNames = {"default", "file", "environment", "flag"};
  return kNames[static_cast<size_t>(origin)];
}

Result<std::vector<EffectiveSetting>> apply_settings(const CommandInfo& command, const SettingsFiles& files) {
  std::vector<EffectiveSetting> settings;
  for (const OptionInfo& option : command.options) {
    if (option.variable.empty()) continue;
    THETA_ASSIGN(settings.emplace_back(), apply(command, option, files));
  }
  return settings;
}

std::string named_settings_file(const CommandInfo& root) {
  std::string named;
  std::vector<const CommandInfo*> chain = parsed_commands(root);
  chain.insert(chain.begin(), &root);
  for (const CommandInfo* const command : chain) {
    for (const OptionInfo& option : command->options) {
      if (option.name == "config" && option.option->count() > 0) named = option.option->results().back();
    }
  }
  return named;
}

}  // namespace theta::cli

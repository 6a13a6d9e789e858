#include <algorithm>

#include "cli/command.h"
#include "cli/deployment_variables.h"
#include "cli/option_kind.h"
#include "cli/settings.h"
#include "cli/usage.h"

namespace theta::cli {
namespace {

struct CommandSettings {
  const CommandInfo* command;
  std::vector<EffectiveSetting> settings;
};

std::string value_text(const EffectiveSetting& setting) {
  if (setting.values.size() > 1) return fmt::format("[{}]", fmt::join(setting.values, ", "));
  if (setting.values.size() == 1) return setting.values[0];
  if (!setting.option->default_text.empty()) return setting.option->default_text;
  return setting.option->kind == ValueKind::kNone ? "false" : "not set";
}

std::string origin_text(const EffectiveSetting& setting) {
  if (setting.source.empty()) return std::string(origin_name(setting.origin));
  return fmt::format("{} {}", origin_name(setting.origin), setting.source);
}

nlohmann::json setting_json(const CommandInfo& command, const EffectiveSetting& setting) {
  nlohmann::json json = {{"command", fmt::format("{}", fmt::join(command.path, " "))},
                         {"name", setting.option->name},
                         {"variable", setting.option->variable},
                         {"origin", origin_name(setting.origin)}};
  if (!setting.source.empty()) json["source"] = setting.source;
  if (setting.values.empty()) {
    json["default"] = setting.option->default_text;
  } else if (setting.option->repeatable) {
    json["value"] = setting.values;
  } else {
    json["value"] = setting.values[0];
  }
  return json;
}

void print_settings(const SettingsFiles& files, const std::vector<CommandSettings>& commands) {
  const std::vector<std::string> paths = files.paths();
  fmt::print("settings files: {}\n", paths.empty() ? "none" : fmt::format("{}", fmt::join(paths, ", ")));
  for (const CommandSettings& entry : commands) {
    fmt::print("\n[{}]\n", fmt::join(entry.command->path, "."));
    size_t name_width = 0;
    size_t value_width = 0;
    for (const EffectiveSetting& setting : entry.settings) {
      name_width = std::max(name_width, setting.option->name.size());
      value_width = std::max(value_width, value_text(setting).size());
    }
    for (const EffectiveSetting& setting : entry.settings) {
      fmt::print("  {:<{}}  {:<{}}  {}\n", setting.option->name, name_width, value_text(setting), value_width,
                 origin_text(setting));
    }
  }
}

void print_deployment() {
  fmt::print("\nVariables of a deployment (no command of this version reads them):\n");
  for (const DeploymentVariable& variable : deployment_variables())
    fmt::print("  {:<27}  {}\n", variable.name, variable.is_set ? variable.shown : "not set");
}

nlohmann::json summary(const SettingsFiles& files, const std::vector<CommandSettings>& commands) {
  nlohmann::json json = {{"files", files.paths()}, {"settings", nlohmann::json::array()}};
  for (const CommandSettings& entry : commands) {
    for (const EffectiveSetting& setting : entry.settings)
      json["settings"].push_back(setting_json(*entry.command, setting));
  }
  for (const DeploymentVariable& variable : deployment_variables()) {
    nlohmann::json object = {{"variable", variable.name}, {"set", variable.is_set}};
    if (variable.is_set) object["masked"] = variable.shown;
    json["deployment"].push_back(object);
  }
  return json;
}

// Parses `words` as the command line of another command, to see what its flags set. What it requires may be
// missing.
Status parse_other(CLI::App& root, std::vector<std::string> words) {
  std::reverse(words.begin(), words.end());  // CLI11 takes them from the end
  try {
    root.parse(words);
  } catch (const CLI::RequiredError&) {
    return check_left_over(describe(root));
  } catch (const CLI::Success&) {
    return usage_error("--help and --version show no settings; name a command and its options only");
  } catch (const CLI::ParseError& error) {
    return usage_problem(describe(root), error);
  }
  return {};
}

Result<int> show(CLI::App& app, Console& console) {
  CLI::App& root_app = root_of(app);
  const std::vector<std::string> words = app.remaining();
  std::string file = named_settings_file(describe(root_app));
  if (!words.empty()) THETA_RETURN_IF_ERROR(parse_other(root_app, words));
  const CommandInfo root = describe(root_app);
  if (file.empty()) file = named_settings_file(root);
  THETA_ASSIGN(const SettingsFiles files, SettingsFiles::load(file));
  THETA_RETURN_IF_ERROR(files.check_names(root));
  std::vector<const CommandInfo*> wanted;
  if (words.empty()) {
    for_each_command(root, [&wanted](const CommandInfo& command) { wanted.push_back(&command); });
  } else {
    wanted = parsed_commands(root);
  }
  std::vector<CommandSettings> commands;
  for (const CommandInfo* const command : wanted) {
    if (!command->has_settings()) continue;
    THETA_ASSIGN(std::vector<EffectiveSetting> settings, apply_settings(*command, files));
    commands.push_back({command, std::move(settings)});
  }
  if (console.json()) {
    console.summary(summary(files, commands));
    return 0;
  }
  print_settings(files, commands);
  if (words.empty()) print_deployment();
  return 0;
}

}  // namespace

Command config_command() {
  Command command = {"config", "Show the settings in force", [](CLI::App& app) {
                       app.require_subcommand(1);
                       CLI::App* const sub = app.add_subcommand(
                           "show", "Print each setting, its value, and where that came from");
                       takes_file(sub->add_option("--config", "settings file to read")->expected(1));
                       // What follows is the command line of another command, which is not run.
                       sub->prefix_command();
                       sub->footer(
                           "theta config show                       # all commands\n"
                           "theta config show train --topics 30     # as that command line would have it");
                       return [sub](Console& console) { return show(*sub, console); };
                     }};
  command.group = kProgramGroup;
  return command;
}

}  // namespace theta::cli

#include "cli/option_table.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/spelling.h"
#include "cli/option_kind.h"
#include "cli/variables.h"

namespace theta::cli {
namespace {

// Longer lists of choices stand in the description, not in the placeholder.
constexpr size_t kLongestPlaceholder = 20;

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// CLI11's names of the C++ types, and the names that takes_file() and others give.
ValueKind kind_of_type(const std::string& type) {
  if (type == "UINT" || type == "INT") return ValueKind::kWholeNumber;
  if (type == "FLOAT") return ValueKind::kNumber;
  if (type == "BOOLEAN") return ValueKind::kBoolean;
  if (type == "FILE") return ValueKind::kFile;
  if (type == "FOLDER") return ValueKind::kFolder;
  if (type == "PATH") return ValueKind::kPath;
  return ValueKind::kText;
}

std::string placeholder_of(const OptionInfo& info, const std::string& type) {
  switch (info.kind) {
    case ValueKind::kNone:
      return "";
    case ValueKind::kWholeNumber:
      return "N";
    case ValueKind::kNumber:
      return "X";
    case ValueKind::kBoolean:
      return "true|false";
    case ValueKind::kChoice: {
      const std::string list = fmt::format("{}", fmt::join(info.choices, "|"));
      return list.size() <= kLongestPlaceholder ? list : "NAME";
    }
    default:
      return type;
  }
}

// A description may say "(default: by name)" where no value can be captured.
void split_default(OptionInfo& info) {
  constexpr std::string_view kMark = "(default: ";
  const size_t begin = info.summary.rfind(kMark);
  if (begin == std::string::npos) return;
  const size_t end = info.summary.find(')', begin);
  if (end == std::string::npos) return;
  info.default_text = info.summary.substr(begin + kMark.size(), end - begin - kMark.size());
  const std::string rest = info.summary.substr(end + 1);
  info.summary = info.summary.substr(0, begin);
  while (info.summary.ends_with(' ')) info.summary.pop_back();
  info.summary += rest;
}

OptionInfo describe_option(CLI::Option& option, const std::vector<std::string>& path) {
  OptionInfo info;
  info.option = &option;
  info.is_argument = option.get_positional() && option.get_lnames().empty();
  info.name = info.is_argument ? upper(option.get_name(true)) : option.get_single_name();
  if (!option.get_snames().empty()) info.letter = option.get_snames()[0][0];
  info.summary = option.get_description();
  info.default_text = option.get_default_str();
  if (info.default_text.empty()) split_default(info);
  info.group = option.get_group();
  info.choices = choices_of(option);
  const std::string full_type = option.get_type_name();
  const std::string type = full_type.substr(0, full_type.find(':'));
  info.kind = option.get_items_expected_max() == 0 ? ValueKind::kNone
              : info.choices.empty()               ? kind_of_type(type)
                                                   : ValueKind::kChoice;
  info.placeholder = placeholder_of(info, type);
  info.required = option.get_required();
  info.repeatable = option.get_items_expected_max() > 1;
  if (!info.is_argument && !info.required) info.variable = variable_of(path, info.name);
  return info;
}

CommandInfo describe_command(CLI::App& app, std::vector<std::string> path) {
  CommandInfo info;
  info.path = std::move(path);
  info.summary = app.get_description();
  info.group = app.get_group();
  info.app = &app;
  info.examples = CLI::detail::split(app.get_footer(), '\n');
  std::erase(info.examples, "");
  for (CLI::Option* const option : app.get_options()) {
    if (!option->get_group().empty()) info.options.push_back(describe_option(*option, info.path));
  }
  std::stable_partition(info.options.begin(), info.options.end(),
                        [](const OptionInfo& option) { return option.is_argument; });
  for (CLI::App* const command : app.get_subcommands([](CLI::App*) { return true; })) {
    if (command->get_name().empty() || command->get_group().empty()) continue;
    std::vector<std::string> deeper = info.path;
    deeper.push_back(command->get_name());
    info.commands.push_back(describe_command(*command, deeper));
  }
  return info;
}

nlohmann::json option_json(const OptionInfo& option) {
  nlohmann::json json = {{"name", option.shown()},         {"summary", option.summary},
                         {"value", option.placeholder},    {"group", option.group},
                         {"argument", option.is_argument}, {"required", option.required},
                         {"repeatable", option.repeatable}};
  if (!option.default_text.empty()) json["default"] = option.default_text;
  if (!option.variable.empty()) json["variable"] = option.variable;
  if (!option.choices.empty()) json["choices"] = option.choices;
  return json;
}

}  // namespace

std::string CommandInfo::shown() const {
  return path.empty() ? "theta" : fmt::format("theta {}", fmt::join(path, " "));
}

std::vector<std::string> CommandInfo::groups() const {
  std::vector<std::string> result;
  for (const OptionInfo& option : options) {
    if (option.is_argument) continue;
    if (std::find(result.begin(), result.end(), option.group) == result.end()) result.push_back(option.group);
  }
  for (const char* const last : {kOutputGroup, kGeneralGroup}) {
    const auto found = std::find(result.begin(), result.end(), last);
    if (found != result.end()) std::rotate(found, found + 1, result.end());
  }
  return result;
}

bool CommandInfo::has_settings() const {
  return std::any_of(options.begin(), options.end(),
                     [](const OptionInfo& option) { return !option.variable.empty(); });
}

CLI::App& root_of(CLI::App& app) {
  CLI::App* at = &app;
  while (at->get_parent() != nullptr) at = at->get_parent();
  return *at;
}

CommandInfo describe(CLI::App& root) {
  return describe_command(root, {});
}

std::vector<const CommandInfo*> parsed_commands(const CommandInfo& root) {
  std::vector<const CommandInfo*> chain;
  const CommandInfo* at = &root;
  while (at != nullptr) {
    const CommandInfo* next = nullptr;
    for (const CommandInfo& command : at->commands) {
      if (command.app->parsed()) next = &command;
    }
    if (next != nullptr) chain.push_back(next);
    at = next;
  }
  return chain;
}

const CommandInfo& command_in_arguments(const CommandInfo& command) {
  if (command.options.empty() || !command.options.front().is_argument) return command;
  std::vector<std::string> words = command.options.front().option->results();
  for (const std::string& word : command.app->remaining()) words.push_back(word);
  const CommandInfo* at = &command;
  for (const std::string& word : words) {
    const CommandInfo* const next = find_command(*at, {word});
    if (next == nullptr) break;
    at = next;
  }
  return *at;
}

const CommandInfo* find_command(const CommandInfo& root, const std::vector<std::string>& path) {
  const CommandInfo* at = &root;
  for (const std::string& word : path) {
    const auto next =
        std::find_if(at->commands.begin(), at->commands.end(),
                     [&word](const CommandInfo& command) { return command.path.back() == word; });
    if (next == at->commands.end()) return nullptr;
    at = &*next;
  }
  return at;
}

Result<const CommandInfo*> get_command(const CommandInfo& root, const std::vector<std::string>& path) {
  const CommandInfo* at = &root;
  for (const std::string& word : path) {
    const CommandInfo* const next = find_command(*at, {word});
    if (next == nullptr) {
      return usage_error("{} has no command \"{}\"{}", at->shown(), word,
                         did_you_mean(word, command_names(*at)));
    }
    at = next;
  }
  return at;
}

std::vector<std::string> command_names(const CommandInfo& command) {
  std::vector<std::string> names;
  for (const CommandInfo& below : command.commands) names.push_back(below.path.back());
  return names;
}

void for_each_command(const CommandInfo& root, const std::function<void(const CommandInfo&)>& visit) {
  for (const CommandInfo& command : root.commands) {
    visit(command);
    for_each_command(command, visit);
  }
}

nlohmann::json table_json(const CommandInfo& root) {
  nlohmann::json json = {{"command", root.shown()},
                         {"summary", root.summary},
                         {"examples", root.examples},
                         {"options", nlohmann::json::array()},
                         {"commands", nlohmann::json::array()}};
  for (const OptionInfo& option : root.options) json["options"].push_back(option_json(option));
  for (const CommandInfo& command : root.commands) json["commands"].push_back(table_json(command));
  return json;
}

}  // namespace theta::cli

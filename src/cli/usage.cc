#include "cli/usage.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/spelling.h"

namespace theta::cli {
namespace {

std::string words_of(const CommandInfo& command) {
  return fmt::format("{}", fmt::join(command.path, " "));
}

std::vector<std::string> option_names(const CommandInfo& command) {
  std::vector<std::string> names;
  for (const OptionInfo& option : command.options) {
    if (!option.is_argument) names.push_back(option.shown());
  }
  return names;
}

// Commands that do have the option, to point at: "theta train has it".
std::string who_has(const CommandInfo& root, const std::string& name) {
  std::vector<std::string> commands;
  for_each_command(root, [&](const CommandInfo& command) {
    const std::vector<std::string> names = option_names(command);
    if (std::find(names.begin(), names.end(), name) != names.end()) commands.push_back(command.shown());
  });
  if (commands.empty()) return {};
  return fmt::format("; {} {} it", fmt::join(commands, ", "), commands.size() == 1 ? "has" : "have");
}

Error unknown_option(const CommandInfo& root, const CommandInfo& command, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::string advice = did_you_mean(name, option_names(command));
  if (advice.empty()) advice = who_has(root, name);
  if (advice.empty()) advice = fmt::format("; {} --help lists them", command.shown());
  return usage_error("{} has no option {}{}", command.path.empty() ? "theta" : words_of(command), name,
                     advice);
}

Error unknown_word(const CommandInfo& command, const std::string& word) {
  if (command.commands.empty()) {
    return usage_error("{} takes no further argument \"{}\"; {} --help shows how it is called",
                       words_of(command), word, command.shown());
  }
  // "theta edit undo": the name of the command was taken for the argument that must stand before it.
  const CommandInfo& meant = command_in_arguments(command);
  if (&meant != &command) {
    return usage_error("{} needs {} before \"{}\"; {} --help shows how it is called", words_of(command),
                       command.options.front().name, meant.path.back(), command.shown());
  }
  std::string advice = did_you_mean(word, command_names(command));
  if (advice.empty()) advice = fmt::format("; {} --help lists them", command.shown());
  return usage_error("there is no command \"{}{}{}\"{}", words_of(command), command.path.empty() ? "" : " ",
                     word, advice);
}

// Sub-commands first: the innermost command is the one that the user is thinking of.
std::vector<const CommandInfo*> innermost_first(const CommandInfo& root) {
  std::vector<const CommandInfo*> chain = parsed_commands(root);
  chain.insert(chain.begin(), &root);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

// The option whose given value cannot be converted; conversions are tried again one by one, since CLI11's
// exception does not name the value.
Status check_values(const CommandInfo& root) {
  for (const CommandInfo* const command : innermost_first(root)) {
    for (const OptionInfo& info : command->options) {
      if (info.option->count() == 0 || info.name == "version") continue;
      try {
        info.option->run_callback();
      } catch (const CLI::ArgumentMismatch&) {
        return usage_error("{} is given {} times; it takes one value", info.shown(), info.option->count());
      } catch (const CLI::ParseError& error) {
        return usage_error("{} {}: {}", info.shown(), fmt::join(info.option->results(), " "),
                           value_problem(info, error));
      }
    }
  }
  return {};
}

}  // namespace

std::string value_problem(const OptionInfo& option, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    const std::string text = error.what();  // "--name: problem"
    const size_t colon = text.find(": ");
    return colon == std::string::npos ? text : text.substr(colon + 2);
  }
  switch (option.kind) {
    case ValueKind::kNone:
    case ValueKind::kBoolean:
      return "is not true or false";
    case ValueKind::kWholeNumber:
      return "is not a whole number that fits";
    case ValueKind::kNumber:
      return "is not a number";
    default:
      return "cannot be understood";
  }
}

Status check_left_over(const CommandInfo& root) {
  for (const CommandInfo* const command : innermost_first(root)) {
    const std::vector<std::string> words = command->app->remaining(false);
    if (words.empty() || command->app->get_prefix_command()) continue;
    const auto dashed = std::find_if(words.begin(), words.end(), [](const std::string& word) {
      return word.size() > 1 && word[0] == '-';
    });
    if (dashed != words.end()) return unknown_option(root, *command, *dashed);
    // Words that a command below leaves over may lie with the command above.
    const CommandInfo& innermost = *innermost_first(root).front();
    return unknown_word(innermost.commands.empty() ? *command : innermost, words.front());
  }
  return {};
}

Status check_swallowed(const CommandInfo& root) {
  for (const CommandInfo* const command : innermost_first(root)) {
    const std::vector<std::string> names = option_names(*command);
    for (const OptionInfo& info : command->options) {
      if (info.is_argument || info.kind == ValueKind::kNone) continue;
      for (const std::string& value : info.option->results()) {
        if (std::find(names.begin(), names.end(), value) == names.end()) continue;
        return usage_error("{} needs a value ({}) before {}", info.shown(), info.placeholder, value);
      }
    }
  }
  return {};
}

Status check_required(const CommandInfo& root) {
  for (const CommandInfo* const command : parsed_commands(root)) {
    for (const OptionInfo& info : command->options) {
      if (!info.required || info.option->count() > 0) continue;
      const std::string what =
          info.is_argument ? info.name : fmt::format("{} {}", info.shown(), info.placeholder);
      return usage_error("{} needs {}: {}", words_of(*command), what, info.summary);
    }
  }
  return {};
}

Error usage_problem(const CommandInfo& root, const CLI::ParseError& error) {
  for (const auto& check : {check_swallowed, check_left_over, check_values}) {
    const Status status = check(root);
    if (!status.ok()) return status.error();
  }
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) == nullptr) return usage_error("{}", text);
  // "--topics: 1 required UINT missing": the last word of the line was an option that needs a value.
  for (const CommandInfo* const command : innermost_first(root)) {
    for (const OptionInfo& info : command->options) {
      if (!info.is_argument && text.starts_with(info.shown() + ":"))
        return usage_error("{} needs a value ({}): {}", info.shown(), info.placeholder, info.summary);
    }
  }
  return usage_error("{}", text);
}

}  // namespace theta::cli

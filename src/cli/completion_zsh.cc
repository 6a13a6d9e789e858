#include <fmt/format.h>

#include "cli/completion.h"
#include "cli/completion_words.h"

namespace theta::cli {
namespace {

// Inside [...] and :...: of an _arguments specification.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

// "_theta_edit_rename"
std::string function_name(const CommandInfo& command) {
  return command.path.empty() ? "_theta" : fmt::format("_theta_{}", fmt::join(command.path, "_"));
}

std::string action(const CommandInfo& root, const OptionInfo& option) {
  if (option.kind == ValueKind::kFolder) return "_files -/";
  if (option.kind == ValueKind::kFile || option.kind == ValueKind::kPath) return "_files";
  const std::vector<std::string> words = completion_words(root, option);
  return words.empty() ? " " : fmt::format("({})", fmt::join(words, " "));
}

std::string option_spec(const CommandInfo& root, const OptionInfo& option) {
  std::string spec = option.repeatable ? "*" : "";
  if (option.letter != '\0') spec = fmt::format("(-{} --{})", option.letter, option.name);
  spec += "--" + option.name;
  if (option.kind != ValueKind::kNone) spec += "=";
  spec += fmt::format("[{}]", escaped(option.summary));
  if (option.kind != ValueKind::kNone)
    spec += fmt::format(":{}:{}", escaped(option.placeholder), action(root, option));
  return single_quoted(spec);
}

// A command with commands below looks at the word after its own arguments, then hands on to the function of
// that command, for which the words before are cut off.
std::string dispatch(const CommandInfo& command, size_t arguments) {
  std::string text = "  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandInfo& below : command.commands)
    text +=
        fmt::format("        {}\n", single_quoted(escaped(below.path.back()) + ":" + escaped(below.summary)));
  text += "      )\n      _describe command commands ;;\n    words)\n";
  text += fmt::format("      local named=$line[{}]\n", arguments + 1);
  if (arguments > 0) text += fmt::format("      shift {0} words\n      ((CURRENT -= {0}))\n", arguments);
  text += "      case $named in\n";
  for (const CommandInfo& below : command.commands)
    text += fmt::format("        {}) {} ;;\n", below.path.back(), function_name(below));
  return text + "      esac ;;\n  esac\n";
}

std::string function_text(const CommandInfo& root, const CommandInfo& command) {
  std::string text = fmt::format("{}() {{\n", function_name(command));
  const bool hands_on = !command.commands.empty();
  if (hands_on) text += "  local curcontext=$curcontext state line\n";
  text += fmt::format("  _arguments -s -S{}", hands_on ? " -C" : "");
  size_t arguments = 0;
  for (const OptionInfo& option : command.options) {
    std::string spec;
    if (!option.is_argument) {
      spec = option_spec(root, option);
    } else if (option.repeatable) {
      spec = single_quoted(fmt::format("*:{}:{}", escaped(option.name), action(root, option)));
    } else {
      ++arguments;
      spec = single_quoted(fmt::format("{}:{}:{}", arguments, escaped(option.name), action(root, option)));
    }
    text += " \\\n    " + spec;
  }
  if (hands_on)
    text += fmt::format(" \\\n    '{}:command:->command' \\\n    '*::word:->words'", arguments + 1);
  text += "\n";
  if (hands_on) text += dispatch(command, arguments);
  return text + "}\n\n";
}

}  // namespace

std::string zsh_completion(const CommandInfo& root) {
  std::string script = "#compdef theta\n# Completion of theta for zsh. Made by: theta completion zsh\n\n";
  for_root_and_commands(root, [&](const CommandInfo& command) { script += function_text(root, command); });
  // Autoloaded from a file called _theta, the whole file is the function's first call; sourced, it only
  // defines.
  return script +
         "if [[ $funcstack[1] == _theta ]]; then\n  _theta \"$@\"\nelse\n  compdef _theta theta\nfi\n";
}

}  // namespace theta::cli

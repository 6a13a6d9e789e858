#include "cli/completion_words.h"

namespace theta::cli {

std::vector<std::string> completion_words(const CommandInfo& root, const OptionInfo& option) {
  if (option.kind == ValueKind::kBoolean) return {"true", "false"};
  if (option.kind == ValueKind::kText && option.placeholder == kCommandPlaceholder)
    return command_names(root);
  return option.choices;
}

std::string single_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

void for_root_and_commands(const CommandInfo& root, const std::function<void(const CommandInfo&)>& visit) {
  visit(root);
  for_each_command(root, visit);
}

}  // namespace theta::cli

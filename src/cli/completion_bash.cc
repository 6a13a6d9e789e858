#include <fmt/format.h>

#include <map>

#include "cli/completion.h"
#include "cli/completion_words.h"

namespace theta::cli {
namespace {

constexpr const char* kHead = R"(# Completion of theta for bash. Made by: theta completion bash

# Sets `commands`, `options`, `arguments` (what each takes) and `more` (what any further ones take) to those of the
# command $1.
_theta_command() {
  commands= options= arguments=() more=
  case $1 in
)";

constexpr const char* kValueHead = R"(  esac
}

# Sets `takes` to what the option $2 of the command $1 takes: @file, @folder, @path, @text or words; empty for a flag.
_theta_value() {
  takes=
  case "$1 $2" in
)";

constexpr const char* kTail = R"(  esac
}

# Completes $2 as something that is like $1.
_theta_fill() {
  case $1 in
    @text) ;;
    @folder) compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$2") ;;
    @*) compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$2") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2") ;;
  esac
}

_theta() {
  local commands options arguments more takes= command=theta given=0 i word
  local typed=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  _theta_command theta
  # Bash cuts "--option=value" into three words; "=" leaves the option waiting for its value.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == = ]]; then
      continue
    elif [[ -n $takes ]]; then
      takes=
    elif [[ $word == -* ]]; then
      _theta_value "$command" "$word"
    elif [[ " $commands " == *" $word "* ]]; then
      command+=" $word"
      given=0
      _theta_command "$command"
    else
      given=$((given + 1))
    fi
  done
  if [[ -n $takes ]]; then
    [[ $typed == = ]] && typed=
    _theta_fill "$takes" "$typed"
  elif [[ $typed == -* ]]; then
    _theta_fill "$options" "$typed"
  elif ((given < ${#arguments[@]})); then
    _theta_fill "${arguments[given]}" "$typed"
  elif [[ -n $commands ]]; then
    _theta_fill "$commands" "$typed"
  elif [[ -n $more ]]; then
    _theta_fill "$more" "$typed"
  fi
}

complete -F _theta theta
)";

std::string takes(const CommandInfo& root, const OptionInfo& option) {
  switch (option.kind) {
    case ValueKind::kNone:
      return "";
    case ValueKind::kFile:
      return "@file";
    case ValueKind::kFolder:
      return "@folder";
    case ValueKind::kPath:
      return "@path";
    default:
      break;
  }
  const std::vector<std::string> words = completion_words(root, option);
  return words.empty() ? "@text" : fmt::format("{}", fmt::join(words, " "));
}

std::string command_case(const CommandInfo& root, const CommandInfo& command) {
  std::vector<std::string> options;
  std::vector<std::string> arguments;
  std::string more;
  for (const OptionInfo& option : command.options) {
    if (!option.is_argument) {
      options.push_back(option.shown());
    } else if (option.repeatable) {
      more = takes(root, option);
    } else {
      arguments.push_back(single_quoted(takes(root, option)));
    }
  }
  return fmt::format("    {}) commands={} options={} arguments=({}) more={} ;;\n",
                     single_quoted(command.shown()),
                     single_quoted(fmt::format("{}", fmt::join(command_names(command), " "))),
                     single_quoted(fmt::format("{}", fmt::join(options, " "))), fmt::join(arguments, " "),
                     single_quoted(more));
}

}  // namespace

std::string bash_completion(const CommandInfo& root) {
  std::string script = kHead;
  std::map<std::string, std::vector<std::string>>
      patterns_of;  // what is taken -> "command --option" patterns
  for_root_and_commands(root, [&](const CommandInfo& command) {
    script += command_case(root, command);
    for (const OptionInfo& option : command.options) {
      const std::string value = takes(root, option);
      if (!option.is_argument && !value.empty())
        patterns_of[value].push_back(single_quoted(command.shown() + " " + option.shown()));
    }
  });
  script += kValueHead;
  for (const auto& [value, patterns] : patterns_of)
    script +=
        fmt::format("    {})\n      takes={} ;;\n", fmt::join(patterns, " | \\\n    "), single_quoted(value));
  return script + kTail;
}

}  // namespace theta::cli

#include <fmt/format.h>

#include "cli/completion.h"
#include "cli/completion_words.h"

namespace theta::cli {
namespace {

constexpr const char* kFunction = R"(
# Prints the command that the line has come to: "theta", "theta train".
function __theta_command
    set -l command theta
    set -l waits no
    set -l words (commandline -opc)
    for word in $words[2..]
        if test $waits = yes
            set waits no
        else if string match -q -- '-*' $word
            contains -- "$command $word" $__theta_valued; and set waits yes
        else if contains -- "$command $word" $__theta_commands
            set command "$command $word"
        end
    end
    echo $command
end

complete -c theta -f
)";

// Inside single quotes, fish knows \' and \\.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

std::string takes(const CommandInfo& root, const OptionInfo& option) {
  if (option.kind == ValueKind::kFile || option.kind == ValueKind::kPath) return " -F";
  if (option.kind == ValueKind::kFolder) return " -a '(__fish_complete_directories (commandline -ct))'";
  const std::vector<std::string> words = completion_words(root, option);
  return words.empty() ? "" : fmt::format(" -a {}", quoted(fmt::format("{}", fmt::join(words, " "))));
}

std::string lines_of(const CommandInfo& root, const CommandInfo& command) {
  const std::string begin =
      fmt::format("complete -c theta -n 'test (__theta_command) = \"{}\"'", command.shown());
  std::string text = "\n";
  for (const CommandInfo& below : command.commands)
    text += fmt::format("{} -a {} -d {}\n", begin, below.path.back(), quoted(below.summary));
  for (const OptionInfo& option : command.options) {
    if (option.is_argument) {
      const std::string argument = takes(root, option);
      if (!argument.empty()) text += begin + argument + "\n";
      continue;
    }
    text += begin;
    if (option.letter != '\0') text += fmt::format(" -s {}", option.letter);
    text += fmt::format(" -l {} -d {}", option.name, quoted(option.summary));
    const bool is_file = option.kind == ValueKind::kFile || option.kind == ValueKind::kPath;
    if (option.kind != ValueKind::kNone) text += (is_file ? " -r" : " -x") + takes(root, option);
    text += "\n";
  }
  return text;
}

}  // namespace

std::string fish_completion(const CommandInfo& root) {
  std::string commands = "set -g __theta_commands";
  std::string valued = "set -g __theta_valued";
  std::string lines;
  for_root_and_commands(root, [&](const CommandInfo& command) {
    if (!command.path.empty()) commands += " \\\n    " + quoted(command.shown());
    for (const OptionInfo& option : command.options) {
      if (!option.is_argument && option.kind != ValueKind::kNone)
        valued += " \\\n    " + quoted(command.shown() + " " + option.shown());
    }
    lines += lines_of(root, command);
  });
  return "# Completion of theta for fish. Made by: theta completion fish\n\n" + commands + "\n\n" + valued +
         "\n" + kFunction + lines;
}

}  // namespace theta::cli

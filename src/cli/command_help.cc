#include "cli/command.h"
#include "cli/help_text.h"

namespace theta::cli {
namespace {

Result<int> run(CLI::App& app, const std::vector<std::string>& words, Console& console) {
  const CommandInfo root = describe(root_of(app));
  THETA_ASSIGN(const CommandInfo* const command, get_command(root, words));
  if (console.json()) {
    console.summary(table_json(*command));
  } else {
    fmt::print("{}", help_text(*command, Style(stdout), text_width(stdout)));
  }
  return 0;
}

}  // namespace

Command help_command() {
  Command command = {
      "help", "Show what the program or a command takes", [](CLI::App& app) {
        auto words = std::make_shared<std::vector<std::string>>();
        app.add_option("command", *words, "command to show (default: all)")->type_name(kCommandPlaceholder);
        app.footer("theta help train\ntheta help --json    # the table of all options, for programs");
        return [&app, words](Console& console) { return run(app, *words, console); };
      }};
  command.group = kProgramGroup;
  return command;
}

}  // namespace theta::cli

#include "base/files.h"
#include "cli/build_info.h"
#include "cli/command.h"
#include "cli/man_page.h"
#include "cli/option_kind.h"

namespace theta::cli {
namespace {

Status write_all(const CommandInfo& root, const std::string& folder) {
  THETA_RETURN_IF_ERROR(make_folders(folder));
  const auto write = [&](const CommandInfo& command) {
    return write_file_atomic(join_path(folder, man_page_name(command)),
                             man_page(root, command, source_date()));
  };
  THETA_RETURN_IF_ERROR(write(root));
  for (const CommandInfo& command : root.commands) THETA_RETURN_IF_ERROR(write(command));
  return {};
}

}  // namespace

Command man_command() {
  Command command = {
      "man", "Print the manual page of the program or a command", [](CLI::App& app) {
        auto words = std::make_shared<std::vector<std::string>>();
        auto out = std::make_shared<std::string>();
        app.add_option("command", *words, "command whose page to print (default: all on one page)")
            ->type_name(kCommandPlaceholder);
        takes_folder(app.add_option("--out", *out, "folder to write all pages to, instead of printing one"));
        app.footer("theta man | man -l -\ntheta man train | man -l -");
        return [&app, words, out](Console&) -> Result<int> {
          const CommandInfo root = describe(root_of(app));
          if (!out->empty()) {
            THETA_RETURN_IF_ERROR(write_all(root, *out));
            return 0;
          }
          THETA_ASSIGN(const CommandInfo* const wanted, get_command(root, *words));
          fmt::print("{}", man_page(root, *wanted, source_date()));
          return 0;
        };
      }};
  command.group = kProgramGroup;
  command.json = false;
  return command;
}

}  // namespace theta::cli

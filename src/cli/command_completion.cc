#include "cli/command.h"
#include "cli/completion.h"
#include "cli/option_kind.h"

namespace theta::cli {

Command completion_command() {
  Command command = {"completion", "Print a completion script for a shell", [](CLI::App& app) {
                       auto shell = std::make_shared<std::string>();
                       choices(app.add_option("shell", *shell, "shell that will read it")->required(),
                               {"bash", "zsh", "fish"});
                       app.footer(
                           "theta completion bash > ~/.local/share/bash-completion/completions/theta\n"
                           "theta completion zsh > ~/.zfunc/_theta    # fpath+=~/.zfunc before compinit\n"
                           "theta completion fish > ~/.config/fish/completions/theta.fish");
                       return [&app, shell](Console&) -> Result<int> {
                         const CommandInfo root = describe(root_of(app));
                         fmt::print("{}", *shell == "bash"  ? bash_completion(root)
                                          : *shell == "zsh" ? zsh_completion(root)
                                                            : fish_completion(root));
                         return 0;
                       };
                     }};
  command.group = kProgramGroup;
  command.json = false;
  return command;
}

}  // namespace theta::cli

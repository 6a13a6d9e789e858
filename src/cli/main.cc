#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <vector>

#include "cli/command.h"

namespace {

using theta::cli::Command;

int fail(const theta::Error& error) {
  fmt::print(stderr, "theta: {}\n", error.message);
  return theta::exit_code(error.kind);
}

std::vector<Command> all_commands() {
  return {theta::cli::train_command(),     theta::cli::import_command(), theta::cli::evaluate_command(),
          theta::cli::infer_command(),     theta::cli::report_command(), theta::cli::topics_command(),
          theta::cli::vectors_command(),   theta::cli::edit_command(),   theta::cli::export_command(),
          theta::cli::stability_command(), theta::cli::sweep_command(),  theta::cli::tokens_command()};
}

}  // namespace

int main(int argc, char** argv) {
  // A closed pipe and a file size limit are write errors to report, not reasons to vanish.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App app("THETA turns a collection of Chinese or English texts into topics.", "theta");
  app.set_version_flag("--version", "theta " THETA_VERSION);
  app.require_subcommand(1);
  bool json = false;
  std::vector<std::pair<CLI::App*, std::function<theta::Result<int>(theta::cli::Console&)>>> bound;
  for (const Command& command : all_commands()) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    sub->add_flag("--json", json, "NDJSON events on standard output, a summary object last");
    bound.emplace_back(sub, command.bind(*sub));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : theta::exit_code(theta::ErrorKind::kUsage);
  }
  theta::cli::Console console(json);
  for (const auto& [sub, run] : bound) {
    if (!sub->parsed()) continue;
    try {
      const theta::Result<int> code = run(console);
      return code.ok() ? code.value() : fail(code.error());
    } catch (const std::bad_alloc&) {
      return fail(
          theta::make_error(theta::ErrorKind::kExhausted, "out of memory; try a smaller --vocab-size"));
    }
  }
  return theta::exit_code(theta::ErrorKind::kUsage);
}

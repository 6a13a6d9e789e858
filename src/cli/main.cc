#include <csignal>

#include "cli/command_infer_server.h"
#include "cli/program.h"

int main(int argc, char** argv) {
  // A closed pipe and a file size limit are write errors to report, not reasons to vanish.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  using namespace theta::cli;
  const std::vector<Command> commands = {
      train_command(),     import_command(),  check_command(),        evaluate_command(), infer_command(),
      report_command(),    topics_command(),  edit_command(),         export_command(),   sweep_command(),
      stability_command(), vectors_command(), config_command(),       doctor_command(),   help_command(),
      man_command(),       tokens_command(),  completion_command(),   job_command(),      serve_command(),
      worker_command(),    cloud_command(),   infer_server_command(),
  };
  return run_program(commands, argc, argv);
}

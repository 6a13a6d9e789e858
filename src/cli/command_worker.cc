#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/service_options.h"

namespace theta::cli {
namespace {

struct WorkerArguments {
  server::ServicesOptions places;
  server::TaskWorkerOptions worker;
};

Result<int> run(WorkerArguments arguments) {
  THETA_RETURN_IF_ERROR(complete_places(arguments.places));
  arguments.worker.program = "/proc/self/exe";
  const Interrupt interrupt;
  THETA_RETURN_IF_ERROR(server::work(arguments.places, arguments.worker, interrupt.flag()));
  return 0;
}

}  // namespace

Command worker_command() {
  Command command = {"worker", "Work on the tasks of an API server, on this or another machine",
                     [](CLI::App& app) {
                       auto arguments = std::make_shared<WorkerArguments>();
                       bind_places(app, arguments->places);
                       bind_task_worker(app, arguments->worker, 1);
                       app.footer(
                           "theta worker --slots 2\n"
                           "theta worker --store /mnt/theta/objects");
                       return [arguments](Console&) { return run(*arguments); };
                     }};
  command.json = false;
  return command;
}

}  // namespace theta::cli

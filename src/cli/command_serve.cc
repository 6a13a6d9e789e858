#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/service_options.h"
#include "server/serve.h"

namespace theta::cli {
namespace {

Result<int> run(server::ServeOptions options) {
  THETA_RETURN_IF_ERROR(complete_places(options.services));
  options.worker.program = "/proc/self/exe";
  const Interrupt interrupt;
  THETA_RETURN_IF_ERROR(server::serve(options, interrupt.flag()));
  return 0;
}

}  // namespace

Command serve_command() {
  Command command = {
      "serve", "The HTTP API: data sets, training in the background, topics of new texts", [](CLI::App& app) {
        auto options = std::make_shared<server::ServeOptions>();
        app.add_option("--host", options->host, "address of this machine to listen on")
            ->type_name("ADDRESS")
            ->capture_default_str();
        between(app.add_option("--port", options->port, "port to listen on; 0: a free one"), 0, 65535)
            ->capture_default_str();
        bind_places(app, options->services);
        bind_task_worker(app, options->worker, 0);
        takes_folder(app.add_option("--samples", options->services.samples,
                                    "folder of ready corpora that users can open (docs/formats.md)"));
        app.footer(
            "theta serve\n"
            "theta serve --port 9000 --data /srv/theta");
        return [options](Console&) { return run(*options); };
      }};
  command.json = false;
  return command;
}

}  // namespace theta::cli

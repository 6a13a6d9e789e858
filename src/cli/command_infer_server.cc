#include "cli/command_infer_server.h"

#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/service_options.h"
#include "server/infer_server.h"

namespace theta::cli {
namespace {

constexpr double kMostQuestions = 1000;
constexpr double kMostModels = 1000;

Result<int> run(server::InferServerOptions options) {
  THETA_ASSIGN(options.token, secret_variable("EAS_TOKEN"));
  const Interrupt interrupt;
  THETA_RETURN_IF_ERROR(server::serve_inference(options, interrupt.flag()));
  return 0;
}

}  // namespace

Command infer_server_command() {
  Command command = {
      "infer-server", "Topics of new texts over HTTP, from model folders alone", [](CLI::App& app) {
        auto options = std::make_shared<server::InferServerOptions>();
        takes_folder(app.add_option("models", options->places,
                                    "model folder, or folder with models below it; models that come, change "
                                    "or go meanwhile are noticed"))
            ->required();
        app.add_option("--host", options->host, "address of this machine to listen on")
            ->type_name("ADDRESS")
            ->capture_default_str();
        between(app.add_option("--port", options->port, "port to listen on; 0: a free one"), 0, 65535)
            ->capture_default_str();
        app.add_flag("--behind-gateway", options->behind_gateway,
                     "listen for others without EAS_TOKEN: a gateway in front checks who asks");
        between(app.add_option("--queue", options->batches.questions,
                               "requests that may wait; more are answered 429"),
                1, kMostQuestions)
            ->capture_default_str();
        between(app.add_option("--open-models", options->shelf.models, "models kept in memory"), 1,
                kMostModels)
            ->capture_default_str();
        bind_threads(app, options->batches.threads);
        app.footer(
            "theta infer-server reviews.model\n"
            "theta infer-server /mnt/models --host 0.0.0.0 --behind-gateway");
        return [options](Console&) { return run(*options); };
      }};
  command.json = false;
  return command;
}

}  // namespace theta::cli

#include <cstdlib>

#include "base/files.h"
#include "base/trim.h"
#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "server/serve.h"

namespace theta::cli {
namespace {

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The value of NAME, or the contents of the file that NAME_FILE names.
Result<std::string> secret_variable(const std::string& name) {
  const std::string value = variable(name.c_str());
  const std::string file = variable((name + "_FILE").c_str());
  if (!value.empty() && !file.empty())
    return usage_error("{0}: is set, and {0}_FILE too; set one of them", name);
  if (file.empty()) return value;
  const Result<std::string> text = read_file(file);
  if (!text.ok()) return make_error(text.error().kind, "{}_FILE: {}", name, text.error().message);
  return std::string(trimmed(text.value()));
}

Result<std::string> data_folder(const std::string& given) {
  if (!given.empty()) return given;
  // The XDG rules ask to ignore a relative path.
  const std::string shared = variable("XDG_DATA_HOME");
  if (shared.starts_with('/')) return join_path(shared, "theta");
  const std::string home = variable("HOME");
  if (home.empty()) return usage_error("--data: is needed where there is no home directory");
  return join_path(home, ".local/share/theta");
}

Result<int> run(server::ServeOptions options) {
  THETA_ASSIGN(options.services.data, data_folder(options.services.data));
  THETA_ASSIGN(options.services.database_url, secret_variable("DATABASE_URL"));
  THETA_ASSIGN(options.services.redis_url, secret_variable("REDIS_URL"));
  options.program = "/proc/self/exe";
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
        takes_folder(app.add_option("--data", options->services.data,
                                    "folder for everything that is kept (default: ~/.local/share/theta)"));
        between(app.add_option("--slots", options->slots,
                               "tasks that run at once; 0: none, other servers work on the queue"),
                0, 64)
            ->capture_default_str();
        bind_threads(app, options->threads);
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

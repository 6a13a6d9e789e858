#include <algorithm>

#include "base/trim.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/service_options.h"
#include "server/serve.h"

namespace theta::cli {
namespace {

// "https://a.example, https://b.example"
void add_origins(const std::string& list, std::vector<std::string>& origins) {
  std::string_view rest = list;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(','), rest.size());
    const std::string_view origin = trimmed(rest.substr(0, end));
    if (!origin.empty()) origins.emplace_back(origin);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void bind_access(CLI::App& app, server::ServeOptions& options) {
  constexpr const char* kGroup = "Access";
  app.option_defaults()->group(kGroup);
  app.add_flag("--accounts", options.access.accounts, "people log in; the first start makes an admin");
  takes_file(app.add_option("--certificate", options.certificate, "PEM chain of certificates, for HTTPS"));
  takes_file(app.add_option("--key", options.key, "PEM file with the certificate's private key"));
  app.add_option("--trusted-proxy", options.trusted_proxies,
                 "address of a proxy whose X-Forwarded-For and X-Forwarded-Proto are believed")
      ->type_name("ADDRESS")
      ->delimiter(',');
  app.add_flag("--plain-http", options.access.plain_http,
               "let passwords and texts cross other networks unencrypted");
  app.add_option("--public-origin", options.access.origins,
                 "origin whose pages may use the API, such as https://topics.example.org")
      ->type_name("ORIGIN")
      ->delimiter(',');
  app.add_flag("--private-webhooks", options.access.receivers.private_addresses,
               "webhooks may go to this machine and its networks, and over plain HTTP");
}

Result<int> run(server::ServeOptions options) {
  THETA_RETURN_IF_ERROR(complete_places(options.services));
  add_origins(variable("CORS_ORIGINS"), options.access.origins);
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
        takes_file(app.add_option("--price-table", options->price_table,
                                  "JSON file of what machines cost, for estimates (docs/api.md)"));
        bind_access(app, *options);
        app.footer(
            "theta serve\n"
            "theta serve --port 9000 --data /srv/theta\n"
            "theta serve --accounts --host 0.0.0.0 --certificate chain.pem --key key.pem");
        return [options](Console&) { return run(*options); };
      }};
  command.json = false;
  return command;
}

}  // namespace theta::cli

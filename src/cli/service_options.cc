#include "cli/service_options.h"

#include <cstdlib>

#include "base/files.h"
#include "base/secret.h"
#include "base/trim.h"
#include "cli/import_options.h"
#include "cli/option_kind.h"

namespace theta::cli {

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

namespace {

constexpr double kMostSlots = 64;
constexpr double kShortestLease = 2;
constexpr double kLongestLease = 3600;

Result<std::string> data_folder(const std::string& given) {
  if (!given.empty()) return given;
  // The XDG rules ask to ignore a relative path.
  const std::string shared = variable("XDG_DATA_HOME");
  if (shared.starts_with('/')) return join_path(shared, "theta");
  const std::string home = variable("HOME");
  if (home.empty()) return usage_error("--data: is needed where there is no home directory");
  return join_path(home, ".local/share/theta");
}

}  // namespace

Result<Secret> secret_variable(const std::string& name) {
  const std::string value = variable(name.c_str());
  const std::string file = variable((name + "_FILE").c_str());
  if (!value.empty() && !file.empty())
    return usage_error("{0}: is set, and {0}_FILE too; set one of them", name);
  if (file.empty()) return Secret(value);
  const Result<std::string> text = read_file(file);
  if (!text.ok()) return make_error(text.error().kind, "{}_FILE: {}", name, text.error().message);
  return Secret(std::string(trimmed(text.value())));
}

void bind_places(CLI::App& app, server::ServicesOptions& options) {
  takes_folder(app.add_option("--data", options.data,
                              "folder for everything that is kept (default: ~/.local/share/theta)"));
  takes_folder(app.add_option(
      "--store", options.store,
      "folder of files and models, where others use it too (default: objects in the data folder)"));
}

void bind_task_worker(CLI::App& app, server::TaskWorkerOptions& options, double fewest) {
  between(app.add_option("--slots", options.slots,
                         fewest > 0 ? "tasks that run at once"
                                    : "tasks that run at once; 0: none, others work on the queue"),
          fewest, kMostSlots)
      ->capture_default_str();
  choices(app.add_option("--launcher", options.launcher,
                         "where tasks run: here, at PAI-DLC, or there where PAI_* and DLC_* are set"),
          {"auto", "local", "dlc"})
      ->capture_default_str();
  bind_threads(app, options.threads);
  between(app.add_option("--lease", options.lease_seconds,
                         "seconds of silence after which another takes over a task"),
          kShortestLease, kLongestLease)
      ->type_name("SECONDS")
      ->capture_default_str();
}

Status complete_places(server::ServicesOptions& options) {
  THETA_ASSIGN(options.data, data_folder(options.data));
  THETA_ASSIGN(options.database_url, secret_variable("DATABASE_URL"));
  THETA_ASSIGN(options.redis_url, secret_variable("REDIS_URL"));
  return {};
}

}  // namespace theta::cli

#include "cli/doctor.h"
#include "cli/settings.h"

namespace theta::cli {
namespace {

Status check_all(const CommandInfo& root, SettingsFiles& files) {
  THETA_ASSIGN(files, SettingsFiles::load(named_settings_file(root)));
  THETA_RETURN_IF_ERROR(files.check_names(root));
  Status status;
  for_each_command(root, [&](const CommandInfo& command) {
    if (status.ok()) status = apply_settings(command, files).status();
  });
  return status;
}

Finding check_settings(const CommandInfo& root) {
  SettingsFiles files;
  const Status status = check_all(root, files);
  if (!status.ok())
    return {Health::kFailed, status.error().message, "correct it; theta config show lists all settings"};
  const std::vector<std::string> paths = files.paths();
  return {Health::kOk,
          paths.empty() ? "no settings file; variables are right" : fmt::format("{}", fmt::join(paths, ", ")),
          ""};
}

}  // namespace

std::vector<Check> settings_checks(const CommandInfo& root) {
  return {{"settings", [&root] { return check_settings(root); }}};
}

}  // namespace theta::cli

#include <algorithm>
#include <array>

#include "cli/command.h"
#include "cli/doctor.h"
#include "cli/option_kind.h"
#include "cli/style.h"

namespace theta::cli {
namespace {

constexpr size_t kStateWidth = 7;

std::string_view health_name(Health health) {
  constexpr std::array<std::string_view, 3> kNames = {"ok", "warning", "failed"};
  return kNames[static_cast<size_t>(health)];
}

std::string coloured(Health health, const Style& style) {
  const std::string text = fmt::format("{:<{}}", health_name(health), kStateWidth);
  switch (health) {
    case Health::kOk:
      return style.green(text);
    case Health::kWarning:
      return style.yellow(text);
    case Health::kFailed:
      break;
  }
  return style.red(text);
}

void print(const Check& check, const Finding& finding, size_t name_width) {
  const Style style(stdout);
  const size_t column = kStateWidth + 1 + name_width + 2;
  fmt::print("{} {:<{}}  ", coloured(finding.health, style), check.name, name_width);
  std::string text = finding.detail;
  if (!finding.remedy.empty()) text += ": " + finding.remedy;
  const std::vector<std::string> lines = wrap(text, text_width(stdout) - column);
  for (size_t i = 0; i < lines.size(); ++i) fmt::print("{:{}}{}\n", "", i == 0 ? 0 : column, lines[i]);
}

Result<int> run(CLI::App& app, Console& console) {
  const CommandInfo root = describe(root_of(app));
  std::vector<Check> checks = machine_checks();
  for (const auto& more :
       {text_checks(), document_checks(), settings_checks(root), service_checks(), cloud_checks()})
    checks.insert(checks.end(), more.begin(), more.end());
  size_t name_width = 0;
  for (const Check& check : checks) name_width = std::max(name_width, check.name.size());
  nlohmann::json list = nlohmann::json::array();
  bool failed = false;
  for (const Check& check : checks) {
    const Finding finding = check.run();
    failed = failed || finding.health == Health::kFailed;
    list.push_back({{"check", check.name},
                    {"state", health_name(finding.health)},
                    {"detail", finding.detail},
                    {"remedy", finding.remedy}});
    if (!console.json()) print(check, finding, name_width);
  }
  console.summary({{"ok", !failed}, {"checks", list}});
  return failed ? exit_code(ErrorKind::kFailed) : 0;
}

}  // namespace

Command doctor_command() {
  Command command = {"doctor", "Check machine, data and settings, and say how to mend them",
                     [](CLI::App& app) {
                       takes_file(app.add_option("--config", "settings file to check")->expected(1));
                       app.footer("theta doctor\ntheta doctor --json");
                       return [&app](Console& console) { return run(app, console); };
                     }};
  command.group = kProgramGroup;
  return command;
}

}  // namespace theta::cli

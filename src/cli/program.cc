#include "cli/program.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "cli/build_info.h"
#include "cli/help_text.h"
#include "cli/option_kind.h"
#include "cli/settings.h"
#include "cli/usage.h"

namespace theta::cli {
namespace {

constexpr const char* kConfigHelp =
    "settings file, instead of theta.toml here and the user's own [THETA_CONFIG]";

int fail(const Error& error) {
  fmt::print(stderr, "theta: {}\n", error.message);
  return exit_code(error.kind);
}

// CLI11's heading for commands without one.
constexpr const char* kUnnamedGroup = "Subcommands";

// Somebody who reads no further, as in `theta man | head`, needs no word about it.
int fail_to_print(int saved_errno) {
  if (saved_errno == EPIPE) return exit_code(ErrorKind::kFailed);
  return fail(errno_error(saved_errno, "write", "standard output"));
}

class Program {
 public:
  explicit Program(const std::vector<Command>& commands)
      : app_("THETA turns a collection of Chinese or English texts into topics.", "theta") {
    app_.set_help_flag("-h,--help", "show this help")->group(kGeneralGroup);
    app_.set_version_flag(
            "--version", [] { return version_text(); }, "show version and build")
        ->group(kGeneralGroup);
    app_.require_subcommand(1);
    for (const Command& command : commands) {
      CLI::App* const sub = app_.add_subcommand(command.name, command.summary);
      sub->group(command.group);
      bound_.emplace_back(sub, command.bind(*sub));
      add_general_options(*sub, command.json);
    }
  }

  int run(int argc, char** argv) {
    try {
      const int code = parse_and_run(argc, argv);
      if (std::fflush(stdout) == 0) return code;
      return fail_to_print(errno);
    } catch (const std::system_error& error) {
      // fmt::print throws what it cannot write.
      if (std::ferror(stdout) != 0) return fail_to_print(error.code().value());
      return fail(make_error(ErrorKind::kFailed, "{}", error.what()));
    } catch (const std::bad_alloc&) {
      return fail(make_error(ErrorKind::kExhausted, "out of memory; try a smaller --vocab-size"));
    }
  }

 private:
  static constexpr int kGoOn = -1;

  int parse_and_run(int argc, char** argv) {
    const Result<int> parsed = parse(argc, argv);
    if (!parsed.ok()) return fail(parsed.error());
    if (parsed.value() != kGoOn) return parsed.value();
    Console console(json_);
    for (const auto& [sub, run] : bound_) {
      if (!sub->parsed()) continue;
      const Result<int> code = run(console);
      return code.ok() ? code.value() : fail(code.error());
    }
    return exit_code(ErrorKind::kUsage);
  }

  // Every command has --json; those with settings have --config. Values of repeatable options are given one
  // by one, so that the argument after one is never taken for another value.
  void add_general_options(CLI::App& app, bool json) {
    if (app.get_group() == kUnnamedGroup) app.group("Commands");
    for (CLI::Option* const option : app.get_options()) {
      refuse_wrapped(option);
      if (!option->get_positional() && option->get_items_expected_max() > 1) option->allow_extra_args(false);
    }
    app.get_help_ptr()->group(kGeneralGroup);
    const std::vector<CLI::App*> below = app.get_subcommands([](CLI::App*) { return true; });
    if (json) {
      app.add_flag("--json", json_, "NDJSON events on standard output, a summary object last")
          ->group(kGeneralGroup);
    }
    if (describe(app).has_settings())
      takes_file(app.add_option("--config", settings_file_, kConfigHelp))->group(kGeneralGroup);
    for (CLI::App* const command : below) add_general_options(*command, json);
  }

  // kGoOn when a command is to be run, or the exit code when there is nothing more to do.
  Result<int> parse(int argc, char** argv) {
    bool something_is_missing = false;
    std::optional<Error> problem;
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
      fmt::print("{}\n", version.what());
      return 0;
    } catch (const CLI::RequiredError&) {
      something_is_missing = true;  // perhaps a setting brings it
    } catch (const CLI::CallForHelp&) {
    } catch (const CLI::ParseError& error) {
      problem = usage_problem(describe(app_), error);
    }
    const CommandInfo root = describe(app_);
    const std::vector<const CommandInfo*> chain = parsed_commands(root);
    const CommandInfo& innermost = chain.empty() ? root : *chain.back();
    if (innermost.app->get_help_ptr()->count() > 0 || app_.get_help_ptr()->count() > 0) {
      fmt::print("{}", help_text(command_in_arguments(innermost), Style(stdout), text_width(stdout)));
      return 0;
    }
    if (problem.has_value()) return *problem;
    THETA_RETURN_IF_ERROR(check_swallowed(root));
    if (something_is_missing) THETA_RETURN_IF_ERROR(check_left_over(root));
    if (!innermost.commands.empty()) {
      fmt::print(stderr, "{}", help_text(innermost, Style(stderr), text_width(stderr)));
      return exit_code(ErrorKind::kUsage);
    }
    THETA_RETURN_IF_ERROR(apply_all(root, chain));
    THETA_RETURN_IF_ERROR(check_required(root));
    return kGoOn;
  }

  static Status apply_all(const CommandInfo& root, const std::vector<const CommandInfo*>& chain) {
    if (std::none_of(chain.begin(), chain.end(),
                     [](const CommandInfo* command) { return command->has_settings(); }))
      return {};
    THETA_ASSIGN(const SettingsFiles files, SettingsFiles::load(named_settings_file(root)));
    THETA_RETURN_IF_ERROR(files.check_names(root));
    for (const CommandInfo* const command : chain)
      THETA_RETURN_IF_ERROR(apply_settings(*command, files).status());
    return {};
  }

  CLI::App app_;
  bool json_ = false;
  std::string settings_file_;
  std::vector<std::pair<CLI::App*, std::function<Result<int>(Console&)>>> bound_;
};

}  // namespace

int run_program(const std::vector<Command>& commands, int argc, char** argv) {
  return Program(commands).run(argc, argv);
}

}  // namespace theta::cli

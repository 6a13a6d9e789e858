#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/error_kind_name.h"
#include "base/files.h"
#include "cli/bucket_job.h"
#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/run_reports.h"
#include "cli/work_folder.h"
#include "jobs/open_store.h"
#include "jobs/run_job.h"
#include "survey/run_survey.h"
#include "survey/survey_files.h"

namespace theta::cli {
namespace {
namespace fs = std::filesystem;

struct JobArguments {
  std::string source;
  std::string store;
  std::string scratch;
  size_t threads = 0;         // of a survey
  double report_seconds = 3;  // of a job in a bucket
  bool is_survey = false;
};

std::string absolute(const std::string& path) {
  std::error_code error;
  const fs::path full = fs::absolute(path, error);
  return error ? path : full.string();
}

Result<int> run_described(const JobArguments& arguments, Console& console, const Interrupt& interrupt) {
  const std::string source = absolute(arguments.source);
  const std::string file = is_folder(source) ? join_path(source, "job.json") : source;
  THETA_ASSIGN(const formats::Json description, formats::read_json(file));
  const std::string name = file.substr(file.rfind('/') + 1);
  THETA_ASSIGN(const jobs::Job job, jobs::parse_job(description, name));
  const std::string folder = fs::path(file).parent_path().string();
  if (arguments.store.empty() && job.store.empty())
    return bad_input("{}: store: is missing, and no --store is given", name);
  THETA_ASSIGN(const auto store, arguments.store.empty() ? jobs::open_store(job.store, folder)
                                                         : jobs::open_store(arguments.store, absolute(".")));
  THETA_ASSIGN(const WorkFolder work,
               WorkFolder::enter(arguments.scratch.empty() ? folder : absolute(arguments.scratch)));
  ThreadPool pool(job.threads);
  const engine::RunEnvironment run = report_to(console, pool, interrupt);
  THETA_ASSIGN(const jobs::JobResult result, jobs::run_job(job, {*store, "", run}));
  console.summary(nlohmann::json(result.summary));
  return result.rows_skipped ? kRowsSkipped : 0;
}

// Works in the folder of the description, where its findings go.
Result<int> survey_described(const JobArguments& arguments, const Interrupt& interrupt) {
  const std::string folder = absolute(arguments.source);
  const std::string store_place = absolute(arguments.store);
  if (::chdir(folder.c_str()) != 0) return errno_error(errno, "enter", folder);
  THETA_ASSIGN(const formats::Json description, formats::read_json(survey::kRequestFile));
  THETA_ASSIGN(const survey::SurveyRequest request,
               survey::parse_survey_request(description, survey::kRequestFile));
  THETA_ASSIGN(const auto store, jobs::open_store(store_place, folder));
  ThreadPool pool(arguments.threads);
  THETA_RETURN_IF_ERROR(survey::run_survey(request, *store, pool, &interrupt.flag()));
  return 0;
}

Result<int> run(const JobArguments& arguments) {
  Console console(true);  // whoever starts jobs reads events
  const Interrupt interrupt;
  if (is_bucket_uri(arguments.source))
    return run_bucket_job({.uri = arguments.source,
                           .store = arguments.store,
                           .scratch = arguments.scratch.empty() ? "" : absolute(arguments.scratch),
                           .report_seconds = arguments.report_seconds},
                          console, interrupt);
  const Result<int> code = arguments.is_survey ? survey_described(arguments, interrupt)
                                               : run_described(arguments, console, interrupt);
  if (code.ok()) return code;
  const Error& error = code.error();
  if (error.kind == ErrorKind::kCancelled) {
    console.say(error.message);
    return interrupt.exit_code();
  }
  console.event({{"event", "error"}, {"kind", error_kind_name(error.kind)}, {"message", error.message}});
  return error;
}

void bind_survey(CLI::App& app, const std::shared_ptr<JobArguments>& arguments) {
  CLI::App* const sub = app.add_subcommand("survey", "Look through files as an import would, for a server");
  takes_folder(sub->add_option("folder", arguments->source, "folder that holds survey.json"))->required();
  takes_folder(sub->add_option("--store", arguments->store, "folder of objects that the files lie in"))
      ->required();
  bind_threads(*sub, arguments->threads);
  sub->callback([arguments] { arguments->is_survey = true; });
  sub->footer("theta job survey scratch/surveys/17 --store objects");
}

}  // namespace

Command job_command() {
  Command command = {
      "job", "Run one piece of work that a file describes", [](CLI::App& app) {
        app.require_subcommand(1);
        CLI::App* const sub = app.add_subcommand(
            "run", "Run a job.json: inputs and results lie in a store, events go to standard output");
        auto arguments = std::make_shared<JobArguments>();
        takes_path(
            sub->add_option("job", arguments->source,
                            "job.json, or a folder that holds one; also oss://BUCKET/KEY or s3://BUCKET/KEY"))
            ->required();
        takes_folder(sub->add_option("--store", arguments->store,
                                     "folder of objects to work on (default: the one that the job names)"));
        takes_folder(
            sub->add_option("--scratch", arguments->scratch,
                            "folder for files that are needed meanwhile (default: that of the job)"));
        between(sub->add_option("--report-seconds", arguments->report_seconds,
                                "of a job in a bucket: time between two writes of its progress"),
                0.1, 60)
            ->type_name("SECONDS")
            ->capture_default_str();
        sub->footer(
            "theta job run tasks/17                  # tasks/17/job.json\n"
            "theta job run oss://texts/tasks/17/     # in a bucket");
        bind_survey(app, arguments);
        return [arguments](Console&) { return run(*arguments); };
      }};
  command.json = false;
  return command;
}

}  // namespace theta::cli

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/append_file.h"
#include "base/descriptor.h"
#include "base/error_kind_name.h"
#include "base/files.h"
#include "base/folders.h"
#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/run_reports.h"
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
  size_t threads = 0;  // of a survey
  bool is_survey = false;
};

std::string absolute(const std::string& path) {
  std::error_code error;
  const fs::path full = fs::absolute(path, error);
  return error ? path : full.string();
}

/// The folder that a run works in, its own as long as the object lives, and gone after it. The program's
/// current folder is there meanwhile: paths in messages and checkpoints are then the same wherever it lies.
class WorkFolder {
 public:
  static Result<WorkFolder> enter(const std::string& scratch) {
    THETA_RETURN_IF_ERROR(make_folders(scratch));
    THETA_ASSIGN(AppendFile lock, AppendFile::lock(join_path(scratch, "lock"), std::chrono::milliseconds(0)));
    WorkFolder folder(join_path(scratch, "work"), std::move(lock));
    THETA_RETURN_IF_ERROR(remove_path(folder.path_));
    THETA_RETURN_IF_ERROR(make_folders(folder.path_));
    folder.before_ = Descriptor(::open(".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (::chdir(folder.path_.c_str()) != 0) return errno_error(errno, "enter", folder.path_);
    return folder;
  }
  ~WorkFolder() {
    if (path_.empty()) return;
    if (before_.valid()) static_cast<void>(::fchdir(before_.get()));
    static_cast<void>(remove_path(path_));
  }
  WorkFolder(WorkFolder&& other) noexcept
      : path_(std::exchange(other.path_, {})),
        lock_(std::move(other.lock_)),
        before_(std::move(other.before_)) {}
  WorkFolder& operator=(WorkFolder&& other) noexcept = delete;
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

 private:
  WorkFolder(std::string path, AppendFile lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  std::string path_;
  AppendFile lock_;
  Descriptor before_;
};

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
        takes_path(sub->add_option("job", arguments->source, "job.json, or a folder that holds one"))
            ->required();
        takes_folder(sub->add_option("--store", arguments->store,
                                     "folder of objects to work on (default: the one that the job names)"));
        takes_folder(
            sub->add_option("--scratch", arguments->scratch,
                            "folder for files that are needed meanwhile (default: that of the job)"));
        sub->footer("theta job run tasks/17                  # tasks/17/job.json");
        bind_survey(app, arguments);
        return [arguments](Console&) { return run(*arguments); };
      }};
  command.json = false;
  return command;
}

}  // namespace theta::cli

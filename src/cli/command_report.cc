#include "base/files.h"
#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/option_kind.h"
#include "cli/train_options.h"
#include "engine/model_evaluation.h"
#include "report/model_source.h"

namespace theta::cli {
namespace {

struct ReportArguments {
  std::string model;
  std::string out;
  std::string corpus;
  std::string time_bin = "auto";
  size_t threads = 0;
};

Result<int> run(const ReportArguments& arguments, Console& console) {
  THETA_ASSIGN(const corpus::TimeBinChoice time, corpus::parse_time_bin(arguments.time_bin));
  formats::Json measured;
  ThreadPool pool(arguments.threads);
  if (!arguments.corpus.empty()) {
    THETA_ASSIGN(measured, engine::evaluate_model(pool, arguments.model, arguments.corpus));
  }
  THETA_ASSIGN(const report::ReportInput input, report::read_model(pool, arguments.model, measured, time));
  if (input.metrics_left_out) {
    console.say("edits changed what some figures measure; --corpus CORPUS takes them anew");
  }
  const std::string page = report::render(input);
  if (arguments.out == "-") {
    std::fwrite(page.data(), 1, page.size(), stdout);
    return 0;
  }
  THETA_RETURN_IF_ERROR(write_file_atomic(arguments.out, page));
  console.say(fmt::format("report: {}", arguments.out));
  console.summary({{"model", arguments.model}, {"report", arguments.out}, {"bytes", page.size()}});
  return 0;
}

}  // namespace

Command report_command() {
  return {
      "report", "Write a model as one self-contained HTML page", [](CLI::App& app) {
        auto arguments = std::make_shared<ReportArguments>();
        takes_folder(app.add_option("model", arguments->model, "model folder"))->required();
        takes_file(app.add_option("--out", arguments->out, "HTML file to write, or - for standard output"))
            ->required();
        takes_folder(app.add_option("--corpus", arguments->corpus,
                                    "corpus folder on which the figures of an edited model are taken anew"));
        bind_time_bin(app, arguments->time_bin);
        bind_threads(app, arguments->threads);
        app.footer(
            "theta report reviews.model --out reviews.html\n"
            "theta report speeches.model --out speeches.html --time-bin year");
        return [arguments](Console& console) { return run(*arguments, console); };
      }};
}

}  // namespace theta::cli

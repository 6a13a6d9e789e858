#include <unistd.h>

#include "base/files.h"
#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/run_reports.h"
#include "cli/train_options.h"
#include "corpus/corpus.h"
#include "engine/training.h"

namespace theta::cli {
namespace {

struct TrainArguments {
  std::shared_ptr<ImportArguments> import;
  engine::TrainOptions train;
  std::string out;
  size_t threads = 0;
};

// The corpus folder to train on. A file is imported into OUT.corpus first, unless a stopped run goes on.
Result<std::string> prepare_corpus(const TrainArguments& arguments, ThreadPool& pool, Console& console,
                                   const Interrupt& interrupt, bool& rows_skipped) {
  const std::string& source = arguments.import->source;
  if (corpus::is_corpus_folder(source)) return source;
  if (!file_exists(source) && !is_folder(source))
    return not_found("{}: there is no such file or folder", source);
  const std::string folder = stem_of(arguments.out) + ".corpus";
  if (arguments.train.resume && corpus::is_corpus_folder(folder)) return folder;
  THETA_ASSIGN(const corpus::ImportSummary summary,
               run_import(*arguments.import, folder, pool, console, &interrupt.flag()));
  rows_skipped = !summary.rejects.empty();
  return folder;
}

void tell(const formats::Json& summary, const std::string& out, Console& console) {
  const formats::Json& metrics = summary["metrics"];
  std::string line = fmt::format("NPMI {:.3f}, topic diversity {:.3f}", metrics["npmi"].get<double>(),
                                 metrics["topic_diversity"].get<double>());
  if (!metrics["perplexity"].is_null())
    line += fmt::format(", perplexity {:.0f}", metrics["perplexity"].get<double>());
  if (!metrics["purity"].is_null()) line += fmt::format(", purity {:.3f}", metrics["purity"].get<double>());
  console.say(line);
  console.say(fmt::format("{} topics from {} documents in {:.1f} s: {}", summary["num_topics"].get<size_t>(),
                          summary["documents"].get<size_t>(), summary["wall_seconds"].get<double>(), out));
}

Result<int> run(TrainArguments& arguments, Console& console) {
  if (arguments.out.empty()) arguments.out = stem_of(arguments.import->source) + ".model";
  THETA_RETURN_IF_ERROR(engine::check_start(arguments.out, arguments.train));
  ThreadPool pool(arguments.threads);
  const Interrupt interrupt;
  const engine::RunEnvironment environment = report_to(console, pool, interrupt);
  bool rows_skipped = false;
  const auto start = std::chrono::steady_clock::now();
  Result<std::string> corpus_folder = prepare_corpus(arguments, pool, console, interrupt, rows_skipped);
  if (!corpus_folder.ok()) {
    if (corpus_folder.error().kind != ErrorKind::kCancelled) return corpus_folder.error();
    console.say(corpus_folder.error().message);
    return interrupt.exit_code();
  }
  const std::chrono::duration<double> import_seconds = std::chrono::steady_clock::now() - start;
  Result<formats::Json> summary =
      engine::train(corpus_folder.value(), arguments.out, arguments.train, environment);
  if (!summary.ok()) {
    if (summary.error().kind != ErrorKind::kCancelled) return summary.error();
    console.say(summary.error().message);
    return interrupt.exit_code();
  }
  formats::Json& object = summary.value();
  object["wall_seconds"] = object["wall_seconds"].get<double>() + import_seconds.count();
  object["timings"]["import_seconds"] = import_seconds.count();
  tell(object, arguments.out, console);
  console.summary(nlohmann::json(object));
  return rows_skipped ? kRowsSkipped : 0;
}

// What a single run has beside the options that it shares with sweeps.
void bind_run_options(CLI::App& app, engine::TrainOptions& options) {
  app.add_option("--topics", options.num_topics, "number of topics (default: by corpus size)");
  app.add_option("--seed", options.seed, "seed of every random number")->capture_default_str();
  app.add_flag("--resume", options.resume, "go on from the checkpoint of a stopped run")->group(kOutputGroup);
}

}  // namespace

Command train_command() {
  return {
      "train", "Train a topic model on a file, folder or corpus", [](CLI::App& app) {
        auto arguments = std::make_shared<TrainArguments>();
        arguments->import = bind_import_options(app);
        takes_path(
            app.add_option(
                "source", arguments->import->source,
                "XLSX, CSV, TSV, JSONL, TXT, DOCX or PDF file, ZIP or folder of them, or corpus folder"))
            ->required();
        takes_folder(app.add_option("--out", arguments->out, "model folder to write (default: SOURCE.model)"))
            ->group(kOutputGroup);
        app.option_defaults()->group(kTrainingGroup);
        bind_run_options(app, arguments->train);
        bind_train_options(app, arguments->train);
        bind_threads(app, arguments->threads);
        app.footer(
            "theta train reviews.csv               # reviews.model and reviews.corpus\n"
            "theta train reviews.csv --topics 30 --seed 2\n"
            "theta train reviews.corpus --out fine.model --topics 80\n"
            "theta train reviews.csv --resume      # after Ctrl-C");
        return [arguments](Console& console) { return run(*arguments, console); };
      }};
}

}  // namespace theta::cli

#include "cli/command.h"
#include "cli/option_kind.h"
#include "cli/series_options.h"
#include "cli/train_options.h"
#include "engine/sweep.h"
#include "report/sweep_files.h"

namespace theta::cli {
namespace {

struct SweepArguments {
  std::shared_ptr<SeriesArguments> series;
  std::string topics;
  std::string seeds = "1";
};

std::string cell(const std::vector<double>& values, int digits) {
  return values.empty() ? "-" : fmt::format("{:.{}f}", engine::mean_of(values), digits);
}

void print_table(const engine::Sweep& sweep) {
  fmt::print("{:>6}  {:>7}  {:>6}  {:>6}  {:>9}  {:>10}  {:>9}\n", "topics", "quality", "npmi", "c_v",
             "diversity", "perplexity", "stability");
  for (const engine::SweepPoint& point : sweep.points) {
    fmt::print("{:>6}  {:>7}  {:>6}  {:>6}  {:>9}  {:>10}  {:>9}{}\n", point.num_topics,
               cell(engine::quality_of(point), 3), cell(point.npmi, 3), cell(point.c_v, 3),
               cell(point.topic_diversity, 3), cell(point.perplexity, 0), cell(point.stability, 3),
               point.num_topics == sweep.advice.num_topics ? "  <-" : "");
  }
  fmt::print("{}\n", sweep.advice.sentence);
}

Result<engine::Sweep> sweep_of(const SweepArguments& arguments, Console& console, const Interrupt& interrupt,
                               bool& rows_skipped) {
  SeriesArguments& series = *arguments.series;
  engine::SweepOptions options;
  THETA_ASSIGN(options.topics, parse_numbers("--topics", arguments.topics));
  THETA_ASSIGN(options.seeds, parse_numbers("--seeds", arguments.seeds));
  if (options.topics.front() == 0) return usage_error("--topics {}: must be at least 1", arguments.topics);
  options.train = series.train;
  if (series.out.empty()) series.out = stem_of(series.import->source) + ".sweep";
  ThreadPool pool(series.threads);
  THETA_ASSIGN(const std::string corpus, prepare_series(series, pool, console, interrupt, rows_skipped));
  return engine::run_sweep(corpus, series.out, options, series_environment(pool, console, interrupt));
}

Result<int> run(const SweepArguments& arguments, Console& console) {
  const Interrupt interrupt;
  bool rows_skipped = false;
  const Result<engine::Sweep> sweep = sweep_of(arguments, console, interrupt, rows_skipped);
  if (!sweep.ok()) {
    if (sweep.error().kind != ErrorKind::kCancelled) return sweep.error();
    console.say(sweep.error().message);
    return interrupt.exit_code();
  }
  const std::string& out = arguments.series->out;
  THETA_RETURN_IF_ERROR(report::write_sweep_files(out, sweep.value()));
  if (!console.json()) print_table(sweep.value());
  console.say(fmt::format("{0}/sweep.svg shows it; {0}/sweep.csv and sweep.json hold the figures", out));
  nlohmann::json object = engine::sweep_json(sweep.value());
  object["sweep"] = out;
  console.summary(object);
  return rows_skipped ? kRowsSkipped : 0;
}

}  // namespace

Command sweep_command() {
  return {
      "sweep", "Train models with several numbers of topics and say which number to take", [](CLI::App& app) {
        auto arguments = std::make_shared<SweepArguments>();
        arguments->series = bind_series_options(app);
        takes_path(
            app.add_option(
                "source", arguments->series->import->source,
                "XLSX, CSV, TSV, JSONL, TXT, DOCX or PDF file, ZIP or folder of them, or corpus folder"))
            ->required();
        app.option_defaults()->group(kTrainingGroup);
        app.add_option("--topics", arguments->topics, "numbers of topics: 10,20,50 or 10:100:10")->required();
        app.add_option("--seeds", arguments->seeds,
                       "seeds to train each number with; several also show "
                       "how stable the topics are")
            ->capture_default_str();
        takes_folder(
            app.add_option("--out", arguments->series->out, "folder of the sweep (default: SOURCE.sweep)"))
            ->group(kOutputGroup);
        app.footer(
            "theta sweep reviews.csv --topics 10,20,50\n"
            "theta sweep reviews.csv --topics 10:100:10 --seeds 1,2,3");
        return [arguments](Console& console) { return run(*arguments, console); };
      }};
}

}  // namespace theta::cli

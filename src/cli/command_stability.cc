#include "base/files.h"
#include "cli/command.h"
#include "cli/option_kind.h"
#include "cli/series_options.h"
#include "cli/train_options.h"
#include "engine/model_files.h"
#include "engine/model_series.h"
#include "engine/stability.h"

namespace theta::cli {
namespace {

struct StabilityArguments {
  std::shared_ptr<SeriesArguments> series;
  std::vector<std::string> sources;
  std::string seeds = "1,2,3";
};

bool is_model(const std::string& path) {
  return file_exists(join_path(path, engine::kManifestFile));
}

// Trains a model for each seed, as far as they are not there, and returns their folders.
Result<std::vector<std::string>> train_runs(const StabilityArguments& arguments, ThreadPool& pool,
                                            Console& console, const Interrupt& interrupt,
                                            bool& rows_skipped) {
  SeriesArguments& series = *arguments.series;
  if (arguments.sources.size() != 1)
    return usage_error("name one file or corpus to train on, or at least two model folders to compare");
  series.import->source = arguments.sources[0];
  if (series.out.empty()) series.out = stem_of(series.import->source) + ".stability";
  THETA_ASSIGN(const std::vector<uint64_t> seeds, parse_numbers("--seeds", arguments.seeds));
  if (seeds.size() < 2) return usage_error("--seeds {}: takes at least two", arguments.seeds);
  if (!series.train.num_topics.has_value()) return usage_error("--topics: name the number of topics");
  THETA_ASSIGN(const std::string corpus, prepare_series(series, pool, console, interrupt, rows_skipped));
  std::vector<engine::SeriesMember> members;
  std::vector<std::string> folders;
  for (const uint64_t seed : seeds) {
    folders.push_back(join_path(series.out, fmt::format("seed-{}", seed)));
    members.push_back({fmt::format("seed {}", seed), folders.back(), series.train});
    members.back().options.seed = seed;
  }
  THETA_RETURN_IF_ERROR(engine::train_series(corpus, members, series_environment(pool, console, interrupt)));
  return folders;
}

Result<engine::Stability> stability_of(const StabilityArguments& arguments, Console& console,
                                       const Interrupt& interrupt, bool& rows_skipped) {
  ThreadPool pool(arguments.series->threads);
  std::vector<std::string> folders = arguments.sources;
  if (!std::all_of(folders.begin(), folders.end(), is_model)) {
    THETA_ASSIGN(folders, train_runs(arguments, pool, console, interrupt, rows_skipped));
  }
  if (folders.size() < 2) return usage_error("{}: is one model; name a second one to compare", folders[0]);
  std::vector<engine::RunTopics> runs;
  for (const std::string& folder : folders) {
    THETA_ASSIGN(engine::RunTopics run, engine::read_run_topics(folder));
    runs.push_back(std::move(run));
  }
  return engine::measure_stability(pool, runs);
}

void print_table(const engine::Stability& stability) {
  fmt::print("{:>5}  {:>10}  {:>12}  name\n", "topic", "similarity", "shared words");
  size_t unstable = 0;
  for (const engine::TopicStability& topic : stability.topics) {
    fmt::print("{:>5}  {:>10.3f}  {:>12.3f}  {}{}\n", topic.topic_id, topic.similarity, topic.shared_words,
               topic.name, topic.stable ? "" : "  (unstable)");
    unstable += topic.stable ? 0 : 1;
  }
  fmt::print("{:>5}  {:>10.3f}  {:>12.3f}  over {} pairs of runs; {} of {} topics of {} are unstable\n",
             "all", stability.similarity, stability.shared_words, stability.pairs.size(), unstable,
             stability.topics.size(), stability.runs[0]);
}

Result<int> run(const StabilityArguments& arguments, Console& console) {
  const Interrupt interrupt;
  bool rows_skipped = false;
  const Result<engine::Stability> stability = stability_of(arguments, console, interrupt, rows_skipped);
  if (!stability.ok()) {
    if (stability.error().kind != ErrorKind::kCancelled) return stability.error();
    console.say(stability.error().message);
    return interrupt.exit_code();
  }
  const formats::Json object = engine::stability_json(stability.value());
  const std::string& out = arguments.series->out;
  if (!out.empty()) {
    THETA_RETURN_IF_ERROR(make_folders(out));
    THETA_RETURN_IF_ERROR(formats::write_json(join_path(out, "stability.json"), object));
  }
  if (!console.json()) print_table(stability.value());
  console.summary(nlohmann::json(object));
  return rows_skipped ? kRowsSkipped : 0;
}

}  // namespace

Command stability_command() {
  return {
      "stability", "How far topics return when a model is trained with other seeds", [](CLI::App& app) {
        auto arguments = std::make_shared<StabilityArguments>();
        arguments->series = bind_series_options(app);
        takes_path(app.add_option("sources", arguments->sources,
                                  "model folders to compare, or one file, folder or corpus to train on"))
            ->required();
        app.option_defaults()->group(kTrainingGroup);
        app.add_option("--topics", arguments->series->train.num_topics, "number of topics");
        app.add_option("--seeds", arguments->seeds, "seeds to train with: 1,2,3 or 1:5")
            ->capture_default_str();
        takes_folder(app.add_option(
                         "--out", arguments->series->out,
                         "folder for models and stability.json (default: SOURCE.stability; none for models)"))
            ->group(kOutputGroup);
        app.footer(
            "theta stability reviews.csv --topics 20 --seeds 1:5\n"
            "theta stability one.model two.model");
        return [arguments](Console& console) { return run(*arguments, console); };
      }};
}

}  // namespace theta::cli

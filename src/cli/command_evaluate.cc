#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/option_kind.h"
#include "engine/list_evaluation.h"
#include "engine/model_evaluation.h"

namespace theta::cli {
namespace {

struct EvaluateArguments {
  std::string model;
  std::string topics;
  std::string format = "auto";
  std::string corpus;
  engine::ScoreOptions score;
  size_t threads = 0;
};

constexpr size_t kUnknownShown = 20;
constexpr size_t kWordsShown = 6;

// One figure per line; figures that do not exist for this corpus are left out.
void print_metrics(const formats::Json& metrics) {
  for (const auto& [name, value] : metrics.items()) {
    if (value.is_number()) fmt::print("{:<22}{:.6g}\n", name, value.get<double>());
    if (value.is_string()) fmt::print("{:<22}{}\n", name, value.get<std::string>());
  }
  for (const auto& pair : metrics["similar_topics"]) {
    fmt::print("topics {} and {} share {} of their top {} words\n", pair["topics"][0].get<int>(),
               pair["topics"][1].get<int>(), pair["shared_words"].get<int>(), metrics["top_n"].get<int>());
  }
}

void print_topics(const formats::Json& topics, const engine::TopicList& list) {
  fmt::print("\n{:>5}  {:>7}  {:>7}  {:>8}  words\n", "topic", "npmi", "c_v", "u_mass");
  for (const auto& topic : topics) {
    const auto topic_id = topic["topic_id"].get<size_t>();
    const engine::ListedTopic& listed = list.topics[topic_id];
    const auto end =
        listed.words.begin() + static_cast<std::ptrdiff_t>(std::min(listed.words.size(), kWordsShown));
    fmt::print("{:>5}  {:>7.3f}  {:>7.3f}  {:>8.3f}  {}{}{}\n", topic_id, topic["npmi"].get<double>(),
               topic["c_v"].get<double>(), topic["u_mass"].get<double>(), listed.name,
               listed.name.empty() ? "" : ": ", fmt::join(listed.words.begin(), end, " "));
  }
}

void tell(const engine::TopicList& list, const engine::ListEvaluation& evaluation, Console& console) {
  console.say(fmt::format("{} topics, read as {} ({})", list.topics.size(), list.format, list.reason));
  for (const auto& lines : {evaluation.refused, evaluation.notes}) {
    for (const std::string& line : lines) console.say(line);
  }
  const std::vector<std::string>& unknown = evaluation.unknown;
  if (unknown.empty()) return;
  const auto end = unknown.begin() + static_cast<std::ptrdiff_t>(std::min(unknown.size(), kUnknownShown));
  console.say(fmt::format("{} words are not in the corpus: {}{}", unknown.size(),
                          fmt::join(unknown.begin(), end, ", "),
                          unknown.size() > kUnknownShown ? ", ... (--json lists them all)" : ""));
}

Result<int> run_list(const EvaluateArguments& arguments, Console& console) {
  ThreadPool pool(arguments.threads);
  THETA_ASSIGN(const engine::TopicList list, engine::read_topic_list(arguments.topics, arguments.format));
  THETA_ASSIGN(const engine::ListEvaluation evaluation,
               engine::evaluate_topic_list(pool, list, arguments.topics, arguments.corpus, arguments.score));
  tell(list, evaluation, console);
  if (!console.json()) {
    print_metrics(evaluation.metrics);
    print_topics(evaluation.metrics["topics"], list);
  }
  console.summary({{"topics", arguments.topics},
                   {"format", list.format},
                   {"corpus", arguments.corpus},
                   {"topics_refused", evaluation.refused},
                   {"metrics", evaluation.metrics}});
  return evaluation.refused.empty() ? 0 : kRowsSkipped;
}

Result<int> run(const EvaluateArguments& arguments, Console& console) {
  if (arguments.model.empty() == arguments.topics.empty())
    return usage_error("name a model folder, or a list of topics with --topics");
  if (arguments.score.top_n.has_value() && *arguments.score.top_n < 2)
    return usage_error("--top-n {}: must be at least 2", *arguments.score.top_n);
  if (!arguments.topics.empty()) return run_list(arguments, console);
  ThreadPool pool(arguments.threads);
  THETA_ASSIGN(const formats::Json metrics,
               engine::evaluate_model(pool, arguments.model, arguments.corpus, arguments.score));
  if (!console.json()) print_metrics(metrics);
  console.summary({{"model", arguments.model}, {"corpus", arguments.corpus}, {"metrics", metrics}});
  return 0;
}

}  // namespace

Command evaluate_command() {
  return {"evaluate", "Measure a model, or the topics of another tool, on a corpus", [](CLI::App& app) {
            auto arguments = std::make_shared<EvaluateArguments>();
            takes_folder(app.add_option("model", arguments->model, "model folder"));
            takes_file(app.add_option(
                "--topics", arguments->topics,
                "file with the topics of any tool, instead of a model: lines of words, MALLET keys, "
                "gensim's sums, CSV or JSON; - for standard input"));
            choices(app.add_option("--topics-format", arguments->format,
                                   "format of the file of --topics (default: by content)"),
                    engine::topic_list_formats());
            app.add_option("--top-n", arguments->score.top_n,
                           "words of each topic to look at (default: 10, and 25 for topic diversity)");
            takes_folder(app.add_option("--corpus", arguments->corpus, "corpus folder"))->required();
            app.add_flag(
                "--gensim-windows", arguments->score.gensim_windows,
                "count sliding windows as gensim does, to compare C_V, c_npmi and c_uci with its figures");
            bind_threads(app, arguments->threads);
            app.footer(
                "theta evaluate reviews.model --corpus reviews.corpus\n"
                "theta evaluate --topics mallet_keys.txt --corpus reviews.corpus");
            return [arguments](Console& console) { return run(*arguments, console); };
          }};
}

}  // namespace theta::cli

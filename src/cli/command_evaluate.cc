#include "cli/command.h"
#include "cli/import_options.h"
#include "engine/model_evaluation.h"

namespace theta::cli {
namespace {

struct EvaluateArguments {
  std::string model;
  std::string corpus;
  size_t threads = 0;
};

// One figure per line; figures that do not exist for this corpus are left out.
void print_metrics(const formats::Json& metrics) {
  for (const auto& [name, value] : metrics.items()) {
    if (value.is_number()) fmt::print("{:<22}{:.6g}\n", name, value.get<double>());
  }
  for (const auto& pair : metrics["similar_topics"]) {
    fmt::print("topics {} and {} share {} of their top ten words\n", pair["topics"][0].get<int>(),
               pair["topics"][1].get<int>(), pair["shared_words"].get<int>());
  }
}

Result<int> run(const EvaluateArguments& arguments, Console& console) {
  ThreadPool pool(arguments.threads);
  THETA_ASSIGN(const formats::Json metrics, engine::evaluate_model(pool, arguments.model, arguments.corpus));
  if (!console.json()) print_metrics(metrics);
  console.summary({{"model", arguments.model}, {"corpus", arguments.corpus}, {"metrics", metrics}});
  return 0;
}

}  // namespace

Command evaluate_command() {
  return {"evaluate", "Measure a model on a corpus", [](CLI::App& app) {
            auto arguments = std::make_shared<EvaluateArguments>();
            app.add_option("model", arguments->model, "model folder")->required();
            app.add_option("--corpus", arguments->corpus, "corpus folder")->required();
            bind_threads(app, arguments->threads);
            return [arguments](Console& console) { return run(*arguments, console); };
          }};
}

}  // namespace theta::cli

// Time to open a model, and to infer one text after it: tokens, counts, theta, evidence.
//   infer_latency MODEL CORPUS [--documents 5000]
// CORPUS is the corpus folder of a text source; its first documents are inferred one at a time on one thread.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "engine/topic_model.h"
#include "harness.h"

namespace {

using theta::engine::TopicModel;

constexpr size_t kOpenings = 21;
constexpr size_t kEvidence = 10;

theta::Result<int> run(const std::string& folder, const std::string& corpus, size_t most) {
  THETA_ASSIGN(const TopicModel model, TopicModel::open(folder));
  const theta::bench::Timing opening =
      theta::bench::measure(kOpenings, [&folder] { static_cast<void>(TopicModel::open(folder)); });
  std::vector<std::string> texts;
  THETA_RETURN_IF_ERROR(
      theta::corpus::for_each_document(corpus, [&](size_t, theta::corpus::Document document) {
        if (texts.size() < most) texts.push_back(std::move(document.text));
      }));
  if (texts.empty()) return theta::bad_input("{}: holds no texts", corpus);

  TopicModel::Scratch scratch;
  std::vector<double> seconds;
  seconds.reserve(texts.size());
  double weight = 0;  // keeps the work from being optimised away
  for (const std::string& text : texts) {
    seconds.push_back(theta::bench::seconds_of(
        [&] { weight += static_cast<double>(model.infer(text, kEvidence, scratch).weights[0]); }));
  }
  std::sort(seconds.begin(), seconds.end());
  const auto at = [&seconds](double share) {
    return seconds[static_cast<size_t>(share * static_cast<double>(seconds.size() - 1))];
  };
  fmt::print("{}\n", theta::bench::machine_line());
  theta::bench::report("open model", fmt::format("K={} V={}", model.num_topics(), model.vocabulary().size()),
                       opening, "");
  theta::bench::report("infer one text", fmt::format("{} texts, threads=1", texts.size()),
                       {at(0.5), seconds.front(), seconds.back(), seconds.size()},
                       fmt::format("p99 {:.4g} ms, mean weight of topic 0 {:.4f}", at(0.99) * 1e3,
                                   weight / static_cast<double>(texts.size())));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::string model;
  std::string corpus;
  size_t documents = 5000;
  CLI::App app("Time to open a model and to infer one text.");
  app.add_option("model", model, "model folder")->required();
  app.add_option("corpus", corpus, "corpus folder")->required();
  app.add_option("--documents", documents, "texts at most");
  CLI11_PARSE(app, argc, argv);
  const auto result = run(model, corpus, documents);
  if (result.ok()) return result.value();
  fmt::print(stderr, "infer_latency: {}\n", result.error().message);
  return 1;
}

#include "engine/topic_alignment.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/topic_layer.h"
#include "eval/top_words.h"
#include "math/assignment.h"
#include "math/gemm.h"

namespace theta::engine {
namespace {

constexpr size_t kTopWords = 10;

/// A run in the words that two runs share: rows of beta of length 1, and top words as numbers of the first.
struct SharedRun {
  math::Matrix<float> rows;
  std::vector<std::vector<uint32_t>> top_words;
};

// Columns of `run` in the order of `words`, which are column numbers of it.
SharedRun restrict(const RunTopics& run, const std::vector<uint32_t>& words) {
  SharedRun shared;
  shared.rows.reshape(run.beta.rows(), words.size());
  for (size_t k = 0; k < run.beta.rows(); ++k) {
    double squares = 0;
    for (const uint32_t word : words) squares += double{run.beta(k, word)} * double{run.beta(k, word)};
    const double factor = squares > 0 ? 1 / std::sqrt(squares) : 0;
    for (size_t i = 0; i < words.size(); ++i)
      shared.rows(k, i) = static_cast<float>(double{run.beta(k, words[i])} * factor);
  }
  shared.top_words = eval::top_words(shared.rows, kTopWords);
  return shared;
}

double jaccard(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  const auto common = std::count_if(
      a.begin(), a.end(), [&b](uint32_t word) { return std::find(b.begin(), b.end(), word) != b.end(); });
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - static_cast<size_t>(common));
}

}  // namespace

RunTopics run_topics_of(const ModelView& view, std::string name) {
  RunTopics run;
  run.name = std::move(name);
  run.vocabulary = view.vocabulary;
  const std::vector<uint32_t> visible = visible_topics(view);
  for (const uint32_t k : visible) {
    run.topic_ids.push_back(view.topics[k].topic_id);
    run.topic_names.push_back(view.topics[k].name);
  }
  run.beta = select_rows(view.beta, visible);
  return run;
}

Result<RunTopics> read_run_topics(const std::string& model_folder) {
  THETA_ASSIGN(const ModelView view, open_view(model_folder, ViewParts::kWithoutTheta));
  return run_topics_of(view, model_folder);
}

Result<TopicAlignment> align_topics(ThreadPool& pool, const RunTopics& a, const RunTopics& b) {
  std::unordered_map<std::string_view, uint32_t> index;
  for (const std::string& word : b.vocabulary) index.emplace(word, static_cast<uint32_t>(index.size()));
  std::vector<uint32_t> words_a;
  std::vector<uint32_t> words_b;
  for (uint32_t v = 0; v < a.vocabulary.size(); ++v) {
    const auto found = index.find(a.vocabulary[v]);
    if (found == index.end()) continue;
    words_a.push_back(v);
    words_b.push_back(found->second);
  }
  if (words_a.empty()) return bad_input("{} and {} have no word in common", a.name, b.name);
  const SharedRun run_a = restrict(a, words_a);
  const SharedRun run_b = restrict(b, words_b);
  const size_t width = words_a.size();
  math::Matrix<float> cosines(run_a.rows.rows(), run_b.rows.rows());
  math::gemm<float>(pool, math::Transpose::kNo, math::Transpose::kYes, cosines.rows(), cosines.cols(), width,
                    run_a.rows.data(), width, run_b.rows.data(), width, 0, cosines.data(), cosines.cols());
  TopicAlignment alignment;
  alignment.similarity.reshape(cosines.rows(), cosines.cols());
  for (size_t i = 0; i < cosines.size(); ++i)
    alignment.similarity.values()[i] = std::clamp(double{cosines.values()[i]}, 0.0, 1.0);
  alignment.partner = math::best_assignment(alignment.similarity);
  for (size_t k = 0; k < alignment.partner.size(); ++k) {
    const size_t partner = alignment.partner[k];
    const bool alone = partner == math::kUnassigned;
    alignment.partner_similarity.push_back(alone ? 0 : alignment.similarity(k, partner));
    alignment.shared_words.push_back(alone ? 0 : jaccard(run_a.top_words[k], run_b.top_words[partner]));
  }
  return alignment;
}

}  // namespace theta::engine

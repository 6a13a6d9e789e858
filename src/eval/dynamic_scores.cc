#include "eval/dynamic_scores.h"

#include <algorithm>
#include <map>

#include "eval/coherence.h"
#include "eval/cooccurrence.h"
#include "eval/diversity.h"
#include "eval/drift.h"
#include "eval/top_words.h"

namespace theta::eval {
namespace {

/// The first words of every topic and slice, each set of words once: slow topics keep theirs for many slices,
/// and co-occurrence does not depend on the order of the words.
class WordSets {
 public:
  size_t number_of(std::vector<uint32_t> words) {
    std::sort(words.begin(), words.end());
    const auto [at, is_new] = numbers_.try_emplace(std::move(words), sets_.size());
    if (is_new) sets_.push_back(at->first);
    return at->second;
  }
  const TopicWords& sets() const { return sets_; }

 private:
  std::map<std::vector<uint32_t>, size_t> numbers_;
  TopicWords sets_;
};

TopicWords first_words(const TopicWords& topics, size_t n) {
  TopicWords result;
  for (const auto& topic : topics)
    result.emplace_back(topic.begin(),
                        topic.begin() + static_cast<std::ptrdiff_t>(std::min(n, topic.size())));
  return result;
}

// Words that stand in one topic alone and in one of the documents, over all first words of the topics.
double unique_words(const TopicWords& topics, const corpus::BagOfWords& documents) {
  std::map<uint32_t, size_t> uses;
  size_t all = 0;
  for (const auto& topic : topics) {
    for (const uint32_t word : topic) ++uses[word];
    all += topic.size();
  }
  size_t unique = 0;
  std::vector<bool> seen;
  for (const uint32_t word : documents.words) {
    if (word >= seen.size()) seen.resize(size_t{word} + 1);
    seen[word] = true;
  }
  for (const auto& [word, times] : uses) unique += times == 1 && word < seen.size() && seen[word] ? 1 : 0;
  return all == 0 ? 0 : static_cast<double>(unique) / static_cast<double>(all);
}

std::vector<std::vector<uint32_t>> documents_by_slice(std::span<const uint32_t> slice, size_t slices) {
  std::vector<std::vector<uint32_t>> result(slices);
  for (uint32_t d = 0; d < slice.size(); ++d) {
    if (slice[d] < slices) result[slice[d]].push_back(d);
  }
  return result;
}

void add_step(ThreadPool& pool, const math::Matrix<float>& before, const math::Matrix<float>& now,
              DynamicScores& scores) {
  pool.run(now.rows(), [&](size_t k, size_t /*worker*/) {
    scores.js_distance[k] += jensen_shannon_distance(before.row_span(k), now.row_span(k));
    scores.cosine[k] += cosine_similarity(before.row_span(k), now.row_span(k));
  });
  ++scores.steps;
}

void set_topic_count(size_t num_topics, DynamicScores& scores) {
  scores.npmi = math::Matrix<double>(scores.documents.size(), num_topics);
  scores.npmi_corpus = scores.npmi;
  scores.js_distance.assign(num_topics, 0);
  scores.cosine.assign(num_topics, 0);
}

}  // namespace

DynamicScores dynamic_scores(ThreadPool& pool, const TopicsAt& topics_at, size_t slices,
                             const corpus::BagOfWords& reference, std::span<const uint32_t> slice,
                             size_t coherence_words, size_t diversity_words) {
  DynamicScores scores;
  scores.documents.assign(slices, 0);
  scores.diversity.assign(slices, 0);
  scores.unique_words.assign(slices, 0);
  const auto members = documents_by_slice(slice, slices);
  WordSets word_sets;
  std::vector<std::vector<size_t>> set_of(slices);  // by slice and topic
  math::Matrix<float> before;
  for (size_t t = 0; t < slices; ++t) {
    scores.documents[t] = members[t].size();
    if (!scores.measured(t)) continue;
    const math::Matrix<float>& beta = topics_at(t);
    if (before.empty()) {
      set_topic_count(beta.rows(), scores);
    } else {
      add_step(pool, before, beta, scores);
    }
    before = beta;
    const TopicWords words = top_words(beta, std::max(coherence_words, diversity_words));
    const TopicWords coherent = first_words(words, coherence_words);
    const TopicWords diverse = first_words(words, diversity_words);
    const corpus::BagOfWords documents = corpus::select(reference, members[t]);
    const Coherence in_slice = npmi(count_documents(pool, coherent, documents, coherence_words));
    std::copy(in_slice.topics.begin(), in_slice.topics.end(), scores.npmi.row(t));
    scores.diversity[t] = topic_diversity(diverse, diversity_words);
    scores.unique_words[t] = unique_words(diverse, documents);
    for (const auto& topic : coherent) set_of[t].push_back(word_sets.number_of(topic));
  }
  for (auto* const sums : {&scores.js_distance, &scores.cosine}) {
    for (double& sum : *sums) sum /= static_cast<double>(std::max<size_t>(scores.steps, 1));
  }
  const Coherence in_corpus = npmi(count_documents(pool, word_sets.sets(), reference, coherence_words));
  for (size_t t = 0; t < slices; ++t) {
    for (size_t k = 0; k < set_of[t].size(); ++k) scores.npmi_corpus(t, k) = in_corpus.topics[set_of[t][k]];
  }
  return scores;
}

}  // namespace theta::eval

#include "engine/list_evaluation.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "corpus/corpus.h"
#include "engine/held_out.h"
#include "engine/topic_scores.h"
#include "text/normalizer.h"

namespace theta::engine {
namespace {

constexpr uint32_t kAbsent = UINT32_MAX;

/// Finds words of other programs in a corpus's vocabulary.
class Lookup {
 public:
  static Result<Lookup> create(const std::vector<std::string>& vocabulary) {
    THETA_ASSIGN(text::TextNormalizer normalizer, text::TextNormalizer::create());
    return Lookup(vocabulary, std::move(normalizer));
  }

  uint32_t find(const std::string& word) {
    const auto exact = index_.find(word);
    if (exact != index_.end()) return exact->second;
    spelling_.clear();
    normalizer_.append(word, spelling_, buffer_);
    text::lower_ascii(spelling_.data(), spelling_.data() + spelling_.size());
    const auto found = index_.find(spelling_);
    return found == index_.end() ? kAbsent : found->second;
  }

 private:
  Lookup(const std::vector<std::string>& vocabulary, text::TextNormalizer normalizer)
      : normalizer_(std::move(normalizer)) {
    for (const std::string& word : vocabulary) index_.emplace(word, static_cast<uint32_t>(index_.size()));
  }

  text::TextNormalizer normalizer_;
  std::unordered_map<std::string_view, uint32_t> index_;
  std::string spelling_;
  std::string buffer_;
};

/// The topics of a list in word numbers.
struct KnownTopics {
  eval::TopicWords words;
  std::vector<size_t> topic_ids;
  std::vector<formats::Json> unknown;  // words of each topic
};

void look_up(const TopicList& list, const std::string& file, size_t n, Lookup& lookup, KnownTopics& known,
             ListEvaluation& result) {
  std::unordered_set<std::string> seen_unknown;
  for (size_t t = 0; t < list.topics.size(); ++t) {
    const ListedTopic& topic = list.topics[t];
    std::vector<uint32_t> words;
    formats::Json unknown = formats::Json::array();
    size_t repeated = 0;
    for (const std::string& word : topic.words) {
      const uint32_t number = lookup.find(word);
      if (number == kAbsent) {
        unknown.push_back(word);
        if (seen_unknown.insert(word).second) result.unknown.push_back(word);
      } else if (std::find(words.begin(), words.end(), number) != words.end()) {
        ++repeated;
      } else {
        words.push_back(number);
      }
    }
    const std::string place = fmt::format("{}, {}", file, topic.where);
    if (words.size() < 2) {
      result.refused.push_back(
          fmt::format("{}: has {} the corpus knows ({} in all); it takes two to score a topic", place,
                      words.empty() ? "no word that" : "one word that", topic.words.size()));
      continue;
    }
    if (repeated > 0)
      result.notes.push_back(fmt::format("{}: repeated words are left out ({})", place, repeated));
    if (words.size() < n)
      result.notes.push_back(
          fmt::format("{}: scored by its {} known words, fewer than {}", place, words.size(), n));
    known.words.push_back(std::move(words));
    known.topic_ids.push_back(t);
    known.unknown.push_back(std::move(unknown));
  }
}

formats::Json metrics_of(const TopicList& list, const KnownTopics& known, const TopicScores& scores,
                         const Parts& parts, const std::vector<std::string>& unknown) {
  formats::Json metrics = scores.figures;
  for (auto& pair : metrics["similar_topics"]) {
    for (auto& topic : pair["topics"]) topic = known.topic_ids[topic.get<size_t>()];
  }
  for (const char* const name : {"exclusivity", "perplexity", "perplexity_per_word", "purity", "nmi"})
    metrics[name] = nullptr;
  metrics["unknown_words"] = unknown;
  metrics["documents"] = {
      {"train", parts.train.size()}, {"valid", parts.valid.size()}, {"test", parts.test.size()}};
  metrics["topics"] = formats::Json::array();
  for (size_t k = 0; k < known.words.size(); ++k) {
    formats::Json topic = {{"topic_id", known.topic_ids[k]}, {"name", list.topics[known.topic_ids[k]].name}};
    topic.update(scores.of_topic(k));
    topic["words"] = known.words[k].size();
    topic["unknown_words"] = known.unknown[k];
    metrics["topics"].push_back(std::move(topic));
  }
  return metrics;
}

}  // namespace

Result<ListEvaluation> evaluate_topic_list(ThreadPool& pool, const TopicList& list, const std::string& file,
                                           const std::string& corpus_folder, const ScoreOptions& options) {
  THETA_ASSIGN(const corpus::Corpus corpus, corpus::load_corpus(corpus_folder));
  THETA_ASSIGN(const auto tokens, find_token_sequences(corpus_folder, corpus));
  THETA_ASSIGN(Lookup lookup, Lookup::create(corpus.vocabulary));
  ListEvaluation result;
  KnownTopics known;
  look_up(list, file, options.top_n.value_or(kCoherenceWords), lookup, known, result);
  if (known.words.empty()) {
    return bad_input("{}: no topic has two words that {} knows (read as {}: {}); {}", file, corpus_folder,
                     list.format, list.reason, result.refused.front());
  }
  const Parts parts = divide(corpus);
  const TopicScores scores = score_topics(pool, known.words, corpus, tokens, parts.train, options);
  result.metrics = metrics_of(list, known, scores, parts, result.unknown);
  return result;
}

}  // namespace theta::engine

#include "engine/topic_scores.h"

#include "eval/coherence.h"

namespace theta::engine {
namespace {

constexpr size_t kDiversityWords = 25;
constexpr size_t kCvWindow = 110;   // Röder, Both & Hinneburg 2015
constexpr size_t kNpmiWindow = 10;  // gensim's for c_npmi and c_uci

formats::Json similar_topics_json(const eval::TopicWords& topics, size_t n) {
  formats::Json similar = formats::Json::array();
  for (const eval::TopicPair& pair : eval::similar_topics(topics, n)) {
    similar.push_back({{"topics", {pair.first, pair.second}}, {"shared_words", pair.shared}});
  }
  return similar;
}

}  // namespace

formats::Json TopicScores::of_topic(size_t topic) const {
  formats::Json json = {{"npmi", npmi[topic]}, {"c_v", c_v[topic]}, {"u_mass", u_mass[topic]}};
  if (!c_npmi.empty()) json["c_npmi"] = c_npmi[topic];
  if (!c_uci.empty()) json["c_uci"] = c_uci[topic];
  return json;
}

TopicScores score_topics(ThreadPool& pool, const eval::TopicWords& topics, const corpus::Corpus& corpus,
                         const std::optional<corpus::TokenSequences>& tokens,
                         std::span<const uint32_t> documents, const ScoreOptions& options) {
  const size_t n = options.top_n.value_or(kCoherenceWords);
  const size_t diversity_n = options.top_n.value_or(kDiversityWords);
  TopicScores scores;
  formats::Json& figures = scores.figures;
  const auto take = [&figures](const char* name, eval::Coherence coherence,
                               std::vector<double>& topic_values) {
    figures[name] = coherence.mean;
    topic_values = std::move(coherence.topics);
  };
  const eval::Cooccurrence in_documents =
      eval::count_documents(pool, topics, corpus::select(corpus.counts, documents), n);
  take("npmi", eval::npmi(in_documents), scores.npmi);
  figures["c_npmi"] = nullptr;
  figures["c_uci"] = nullptr;
  if (tokens.has_value()) {
    const auto in_windows = [&](size_t width) {
      return eval::count_windows(
          pool, topics, *tokens, documents, width, n,
          options.gensim_windows ? eval::WindowCounting::kGensim : eval::WindowCounting::kWhole);
    };
    take("c_v", eval::c_v(in_windows(kCvWindow)), scores.c_v);
    const eval::Cooccurrence near = in_windows(kNpmiWindow);
    take("c_npmi", eval::smoothed_npmi(near), scores.c_npmi);
    take("c_uci", eval::c_uci(near), scores.c_uci);
  } else {
    take("c_v", eval::c_v(in_documents), scores.c_v);
  }
  take("u_mass", eval::u_mass(in_documents), scores.u_mass);
  figures["topic_diversity"] = eval::topic_diversity(topics, diversity_n);
  figures["inverted_rbo"] = nullptr;
  if (topics.size() > 1) figures["inverted_rbo"] = eval::inverted_rbo(topics, n);
  figures["similar_topics"] = similar_topics_json(topics, n);
  figures["top_n"] = n;
  figures["topic_diversity_words"] = diversity_n;
  figures["c_v_window"] = tokens.has_value() ? formats::Json(kCvWindow) : formats::Json("document");
  if (tokens.has_value() && options.gensim_windows) figures["window_counting"] = "gensim";
  return scores;
}

Result<std::optional<corpus::TokenSequences>> find_token_sequences(const std::string& folder,
                                                                   const corpus::Corpus& corpus) {
  Result<corpus::TokenSequences> tokens = corpus::load_token_sequences(folder, corpus);
  if (tokens.ok()) return std::optional<corpus::TokenSequences>(std::move(tokens).value());
  if (tokens.error().kind == ErrorKind::kNotFound) return std::optional<corpus::TokenSequences>();
  return tokens.error();
}

}  // namespace theta::engine

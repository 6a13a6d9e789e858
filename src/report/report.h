#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "eval/topic_shares.h"
#include "eval/word_drift.h"
#include "math/matrix.h"

namespace theta::report {

/// One passage that shows a topic well; `text` is already an excerpt (about 600 characters at most).
struct Passage {
  uint64_t row = 0;
  std::string file;
  std::string time;
  std::string label;
  std::string text;
  double weight = 0;    ///< share of the topic in the passage, 0 to 1
  size_t document = 0;  ///< its place in theta
};

/// What is known of one topic beside its words. A measure that was not computed is NaN.
struct Topic {
  double share = 0;  ///< of all words of the corpus, 0 to 1
  double npmi = 0;
  double exclusivity = 0;
  std::vector<Passage> passages;
  uint32_t topic_id = 0;          ///< the number that people know it by
  std::string name;               ///< a person's; empty: none
  std::vector<uint32_t> members;  ///< the model's topics that were merged; at most one: none were
};

/// Topic shares by slice of time: what eval::topic_shares() measured, T slices.
struct TimeShares {
  std::vector<std::string> labels;  ///< [T]
  eval::TopicShares shares;         ///< of [T, K]
  size_t without_date = 0;          ///< documents that no slice holds
  bool knows_tokens = true;         ///< else every document weighs the same
};

/// How the words of each topic of a dynamic model drift. Its slices may be others than those of the shares.
struct WordDrift {
  std::vector<std::string> labels;       ///< [T]
  std::vector<uint64_t> documents;       ///< [T]
  std::vector<eval::TopicDrift> topics;  ///< [K]
};

/// A trained model, seen through its edits, and what was measured on it. The last three JSON objects may lack
/// any key; docs of the keys that the page knows are in assets/settings.js (manifest), assets/quality.js
/// (metrics), assets/training.js (history).
struct ReportInput {
  std::string title;
  std::vector<std::string> vocabulary;   ///< [V], UTF-8
  math::Matrix<float> beta;              ///< [K, V], rows sum to 1
  std::vector<uint64_t> word_frequency;  ///< [V], uses in the corpus
  std::vector<Topic> topics;             ///< [K], by rising topic_id
  math::Matrix<float> hidden_beta;   ///< [H, V] topics that are not shown, but hold their part of the words
  std::vector<double> hidden_share;  ///< [H]
  size_t model_topics = 0;           ///< before merging and hiding; 0: as many as are shown
  nlohmann::json edits;              ///< list of the edits in force, as edits.jsonl has them
  bool metrics_left_out = false;     ///< some figures are unknown since edits changed what they measure
  nlohmann::json metrics;
  nlohmann::json manifest;
  nlohmann::json history;
  std::optional<TimeShares> time;  ///< absent when the texts have no dates
  std::optional<WordDrift> drift;  ///< only of a dynamic model
};

/// One HTML page that needs no other file and no network. The same input gives the same bytes. Broken UTF-8
/// is replaced by U+FFFD. K >= 1, V >= 1 and equal lengths are the caller's duty.
std::string render(const ReportInput& input);

}  // namespace theta::report

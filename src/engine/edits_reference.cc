#include "engine/edits_reference.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <sstream>

#include "base/assert.h"
#include "base/files.h"
#include "engine/model_files.h"
#include "engine/network_tensors.h"
#include "formats/npy.h"

namespace theta::engine {
namespace {

std::vector<std::vector<float>> read_rows(const std::string& path) {
  const formats::NpyFile file = formats::NpyFile::open(path).value();
  std::vector<std::vector<float>> rows(file.shape()[0], std::vector<float>(file.shape()[1]));
  for (size_t r = 0; r < rows.size(); ++r) {
    const size_t bytes = rows[r].size() * sizeof(float);
    std::memcpy(rows[r].data(), file.bytes().data() + r * bytes, bytes);
  }
  return rows;
}

// Who owns each of the model's topics, and what people said of the owners.
struct Replayed {
  std::vector<uint32_t> owner;  // [K]
  std::map<uint32_t, std::string> name;
  std::set<uint32_t> hidden;
  std::set<std::string> stop_words;
};

Replayed replay(size_t num_topics, const std::vector<Edit>& edits) {
  Replayed now;
  for (uint32_t k = 0; k < num_topics; ++k) now.owner.push_back(k);
  for (const Edit& edit : edits) {
    if (edit.kind == EditKind::kRename) now.name[edit.topics[0]] = edit.name;
    for (const uint32_t topic : edit.topics) {
      if (edit.kind == EditKind::kHide) now.hidden.insert(topic);
      if (edit.kind == EditKind::kShow) now.hidden.erase(topic);
    }
    for (const std::string& word : edit.words) {
      if (edit.kind == EditKind::kStopWords) now.stop_words.insert(word);
      if (edit.kind == EditKind::kAllowWords) now.stop_words.erase(word);
    }
    if (edit.kind != EditKind::kMerge) continue;
    std::string name;
    bool all_hidden = true;
    for (const uint32_t topic : edit.topics) {
      if (name.empty()) name = now.name[topic];
      all_hidden = all_hidden && now.hidden.contains(topic);
      now.name[topic].clear();
      now.hidden.erase(topic);
      for (uint32_t& owner : now.owner) {
        if (owner == topic) owner = edit.topics[0];
      }
    }
    now.name[edit.topics[0]] = name;
    if (all_hidden) now.hidden.insert(edit.topics[0]);
  }
  return now;
}

// The `count` most probable words of a row.
std::vector<uint32_t> first_words(const std::vector<float>& row, size_t count) {
  std::vector<uint32_t> order;
  for (uint32_t v = 0; v < row.size(); ++v) order.push_back(v);
  std::stable_sort(order.begin(), order.end(), [&row](uint32_t a, uint32_t b) { return row[a] > row[b]; });
  order.resize(std::min(count, order.size()));
  return order;
}

std::vector<std::string> spelt(const std::vector<uint32_t>& words,
                               const std::vector<std::string>& vocabulary) {
  std::vector<std::string> result;
  for (const uint32_t word : words) result.push_back(vocabulary[word]);
  return result;
}

// p(word | topic) of the words that are not stop words, in their order.
std::vector<float> beta_row(const RawModel& raw, const std::vector<uint32_t>& members, const Replayed& now) {
  double shares = 0;
  for (const uint32_t k : members) shares += raw.share[k];
  std::vector<double> kept;
  double sum = 0;
  for (size_t v = 0; v < raw.vocabulary.size(); ++v) {
    if (now.stop_words.contains(raw.vocabulary[v])) continue;
    double mean = 0;
    for (const uint32_t k : members) mean += raw.share[k] / shares * static_cast<double>(raw.beta[k][v]);
    kept.push_back(mean);
    sum += mean;
  }
  std::vector<float> row;
  for (const double p : kept) row.push_back(static_cast<float>(now.stop_words.empty() ? p : p / sum));
  return row;
}

std::vector<float> merged_theta(const std::vector<float>& theta, const std::vector<TopicView>& topics) {
  std::vector<float> merged;
  for (const TopicView& topic : topics) {
    double sum = 0;
    for (const uint32_t k : topic.members) sum += static_cast<double>(theta[k]);
    merged.push_back(static_cast<float>(sum));
  }
  return merged;
}

double exclusivity_of(const ModelView& view, size_t topic) {
  double sum = 0;
  const size_t count = std::min<size_t>(10, view.topics[topic].top_words.size());
  for (size_t i = 0; i < count; ++i) {
    const uint32_t word = view.topics[topic].top_words[i];
    double all = 0;
    for (size_t k = 0; k < view.topics.size(); ++k) {
      if (k == topic || !view.topics[k].hidden) all += static_cast<double>(view.beta(k, word));
    }
    sum += static_cast<double>(view.beta(topic, word)) / all;
  }
  return sum / static_cast<double>(count);
}

TopicView topic_of(const RawModel& raw, uint32_t topic_id, Replayed& now) {
  TopicView topic;
  topic.topic_id = topic_id;
  for (uint32_t k = 0; k < now.owner.size(); ++k) {
    if (now.owner[k] == topic_id) topic.members.push_back(k);
  }
  topic.name = now.name[topic_id];
  topic.renamed = !topic.name.empty();
  topic.hidden = now.hidden.contains(topic_id);
  for (const uint32_t k : topic.members) topic.share += raw.share[k];
  return topic;
}

}  // namespace

RawModel read_raw_model(const std::string& folder) {
  RawModel raw;
  raw.vocabulary = read_vocabulary(join_path(folder, kModelVocabularyFile)).value();
  raw.word_frequency = read_word_frequency(join_path(folder, kTensorsFile)).value();
  const formats::Json words = formats::read_json(join_path(folder, kTopicWordsFile)).value();
  for (const auto& topic : words["topics"]) {
    raw.names.push_back(topic["name"].get<std::string>());
    raw.share.push_back(topic["share"].get<double>());
  }
  const formats::Json metrics = formats::read_json(join_path(folder, kMetricsFile)).value();
  for (const auto& topic : metrics["topics"]) {
    raw.npmi.push_back(topic["npmi"].get<double>());
  }
  raw.beta = read_rows(join_path(folder, kBetaFile));
  raw.theta = read_rows(join_path(folder, kThetaFile));
  return raw;
}

void HandKeptHistory::add(const Edit& edit) {
  if (edit.kind == EditKind::kUndo) {
    undone.push_back(done.back());
    done.pop_back();
  } else if (edit.kind == EditKind::kRedo) {
    done.push_back(undone.back());
    undone.pop_back();
  } else {
    done.push_back(edit);
    undone.clear();
  }
}

ModelView view_reference(const RawModel& raw, const std::vector<Edit>& edits) {
  Replayed now = replay(raw.beta.size(), edits);
  ModelView view;
  view.model_topics = raw.beta.size();
  for (size_t v = 0; v < raw.vocabulary.size(); ++v) {
    if (now.stop_words.contains(raw.vocabulary[v])) continue;
    view.vocabulary.push_back(raw.vocabulary[v]);
    view.word_frequency.push_back(raw.word_frequency[v]);
  }
  const std::set<uint32_t> left(now.owner.begin(), now.owner.end());
  view.beta = math::Matrix<float>(left.size(), view.vocabulary.size());
  for (const uint32_t topic_id : left) {
    TopicView topic = topic_of(raw, topic_id, now);
    const std::vector<float> row = beta_row(raw, topic.members, now);
    std::copy(row.begin(), row.end(), view.beta.row(view.topics.size()));
    topic.top_words = first_words(row, 25);
    const auto spelt_words = spelt(topic.top_words, view.vocabulary);
    if (!topic.renamed) {
      for (size_t i = 0; i < std::min<size_t>(3, spelt_words.size()); ++i) {
        topic.name += (i == 0 ? "" : ", ") + spelt_words[i];
      }
    }
    const auto ten = spelt(first_words(row, 10), view.vocabulary);
    const bool same = ten == spelt(first_words(raw.beta[topic_id], 10), raw.vocabulary);
    if (topic.members.size() == 1 && same) topic.npmi = raw.npmi[topic_id];
    view.topics.push_back(topic);
  }
  for (size_t k = 0; k < view.topics.size(); ++k) view.topics[k].exclusivity = exclusivity_of(view, k);
  view.theta = math::Matrix<float>(raw.theta.size(), view.topics.size());
  for (size_t d = 0; d < raw.theta.size(); ++d) {
    const std::vector<float> row = merged_theta(raw.theta[d], view.topics);
    std::copy(row.begin(), row.end(), view.theta.row(d));
    size_t main = view.topics.size();
    for (size_t k = 0; k < row.size(); ++k) {
      if (view.topics[k].hidden) continue;
      if (main == view.topics.size() || row[k] > row[main]) main = k;
    }
    ++view.topics[main].main_documents;
  }
  return view;
}

TextTopics text_topics_reference(const RawModel& raw, const std::vector<Edit>& edits, const std::string& text,
                                 const std::vector<float>& model_theta) {
  const ModelView view = view_reference(raw, edits);
  TextTopics result;
  result.weights = merged_theta(model_theta, view.topics);
  std::map<std::string, size_t> count;
  std::istringstream words(text);
  for (std::string word; words >> word;) ++count[word];
  for (const auto& [word, times] : count) {
    const auto found = std::find(view.vocabulary.begin(), view.vocabulary.end(), word);
    if (found == view.vocabulary.end()) continue;
    const auto v = static_cast<size_t>(found - view.vocabulary.begin());
    double all = 0;
    Evidence best{word, 0, 0};
    double largest = 0;
    for (size_t k = 0; k < view.topics.size(); ++k) {
      const double part = static_cast<double>(result.weights[k]) * static_cast<double>(view.beta(k, v));
      all += part;
      if (view.topics[k].hidden || part <= largest) continue;
      largest = part;
      best.topic_id = view.topics[k].topic_id;
    }
    best.weight = static_cast<double>(times) * largest / all;
    if (largest > 0) result.evidence.push_back(best);
  }
  std::stable_sort(result.evidence.begin(), result.evidence.end(),
                   [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
  return result;
}

}  // namespace theta::engine

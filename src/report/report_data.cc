#include "report/report_data.h"

#include <cmath>
#include <cstring>
#include <map>
#include <numeric>

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/network_tensors.h"
#include "engine/topic_model.h"
#include "formats/npy.h"
#include "report/methods.h"
#include "report/relevance.h"
#include "report/topic_map.h"

namespace theta::report {
namespace {

constexpr size_t kWordsShown = 30;

// Four significant digits are more than a picture shows, and keep the page small.
double rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return 0;
  const double scale = std::pow(10.0, 3 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

Result<formats::Json> read_list(const std::string& folder, std::string_view file, const char* key) {
  const std::string path = join_path(folder, file);
  THETA_ASSIGN(const formats::Json json, formats::read_json(path));
  if (!json.is_object() || !json.contains(key) || !json.at(key).is_array()) {
    return bad_input("{}: has no list \"{}\"", path, key);
  }
  return json.at(key);
}

Result<math::Matrix<float>> read_beta(const std::string& path) {
  THETA_ASSIGN(const formats::NpyFile file, formats::NpyFile::open(path));
  if (file.type() != formats::ElementType::kFloat32 || file.shape().size() != 2) {
    return bad_input("{}: not a matrix of float32", path);
  }
  math::Matrix<float> beta(file.shape()[0], file.shape()[1]);
  std::memcpy(beta.data(), file.bytes().data(), file.bytes().size());
  return beta;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// Numbers the words that appear anywhere on the page.
class WordTable {
 public:
  explicit WordTable(const ReportSource& source) : source_(source) {}

  size_t number(uint32_t word) {
    const auto [entry, is_new] = index_.emplace(word, words_.size());
    if (is_new) {
      words_.push_back(source_.vocabulary[word]);
      counts_.push_back(source_.word_frequency[word]);
    }
    return entry->second;
  }
  formats::Json words() const { return words_; }
  formats::Json counts() const { return counts_; }

 private:
  const ReportSource& source_;
  std::map<uint32_t, size_t> index_;
  std::vector<std::string> words_;
  std::vector<uint64_t> counts_;
};

formats::Json topic_json(const ReportSource& source, size_t k, const std::vector<double>& share,
                         MapPoint point, WordTable& table) {
  formats::Json words = formats::Json::array();
  for (const uint32_t word : relevant_words(source.beta.row(k), share, kWordsShown)) {
    words.push_back({table.number(word), rounded(double{source.beta(k, word)})});
  }
  formats::Json topic = source.metrics.at("topics").at(k);
  topic["name"] = source.topic_words.at(k).at("name");
  topic["x"] = rounded(point.x);
  topic["y"] = rounded(point.y);
  topic["words"] = std::move(words);
  topic["passages"] = source.passages.at(k).at("passages");
  return topic;
}

}  // namespace

Result<ReportSource> read_report_source(const std::string& folder) {
  ReportSource source;
  THETA_ASSIGN(source.manifest, engine::read_manifest(folder));
  THETA_ASSIGN(source.metrics, formats::read_json(join_path(folder, engine::kMetricsFile)));
  THETA_ASSIGN(source.history, read_list(folder, engine::kHistoryFile, "epochs"));
  THETA_ASSIGN(source.topic_words, read_list(folder, engine::kTopicWordsFile, "topics"));
  THETA_ASSIGN(source.passages, read_list(folder, engine::kPassagesFile, "topics"));
  THETA_ASSIGN(const std::string vocabulary, read_file(join_path(folder, engine::kModelVocabularyFile)));
  source.vocabulary = lines_of(vocabulary);
  THETA_ASSIGN(source.beta, read_beta(join_path(folder, engine::kBetaFile)));
  THETA_ASSIGN(source.word_frequency, engine::read_word_frequency(join_path(folder, engine::kTensorsFile)));
  const size_t topics = source.beta.rows();
  if (source.vocabulary.size() != source.beta.cols() || source.word_frequency.size() != source.beta.cols() ||
      source.topic_words.size() != topics || source.passages.size() != topics) {
    return bad_input("{}: its files do not describe the same model", folder);
  }
  return source;
}

formats::Json report_data(const ReportSource& source) {
  const auto total = static_cast<double>(
      std::accumulate(source.word_frequency.begin(), source.word_frequency.end(), uint64_t{0}));
  std::vector<double> share;
  for (const uint64_t count : source.word_frequency) share.push_back(static_cast<double>(count) / total);
  const std::vector<MapPoint> points = place_topics(topic_distances(source.beta));
  WordTable table(source);
  formats::Json topics = formats::Json::array();
  for (size_t k = 0; k < source.beta.rows(); ++k)
    topics.push_back(topic_json(source, k, share, points[k], table));
  formats::Json metrics = source.metrics;
  metrics.erase("topics");
  formats::Json manifest = source.manifest;
  manifest.erase("files");
  return {{"manifest", manifest},
          {"metrics", metrics},
          {"history", source.history},
          {"topics", topics},
          {"words", table.words()},
          {"counts", table.counts()},
          {"tokens", total},
          {"methods", {{"en", methods_english(source)}, {"zh", methods_chinese(source)}}},
          {"bibtex", bibtex(source)}};
}

}  // namespace theta::report

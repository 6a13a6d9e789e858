#include "sample_model.h"

#include <cmath>
#include <limits>
#include <map>
#include <sstream>

#include "base/random.h"
#include "sample_words.h"

namespace theta::report {
namespace {

using nlohmann::json;

std::vector<std::string> split(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

struct Themes {
  std::vector<std::vector<std::string>> topics;
  std::vector<std::string> common;
};

Themes themes(SampleLanguage language) {
  Themes result;
  if (language == SampleLanguage::kEnglish) {
    for (const std::string_view words : kEnglishTopics) result.topics.push_back(split(words));
    result.common = split(kEnglishCommon);
  } else {
    for (const std::string_view words : kChineseTopics) result.topics.push_back(split(words));
    result.common = split(kChineseCommon);
  }
  return result;
}

/// The words of topic k: its theme's, and those of the next theme in smaller part, so that topics overlap.
std::map<std::string, double> weights(const Themes& all, size_t k) {
  const CounterRandom random(7, k);
  std::map<std::string, double> result;
  uint64_t draw = 0;
  const auto add = [&](const std::vector<std::string>& words, double scale) {
    for (size_t i = 0; i < words.size(); ++i) {
      result[words[i]] += scale * (0.4 + random.uniform_double(draw++)) / (3.0 + static_cast<double>(i));
    }
  };
  add(all.topics[k % all.topics.size()], 1.0);
  add(all.topics[(k * 5 + 3) % all.topics.size()], 0.08 + 0.1 * random.uniform_double(1000));
  add(all.common, 0.15);
  return result;
}

double share_of(size_t k) {
  return 1.0 / (2.0 + static_cast<double>((k * 7) % 17));
}

std::string passage_text(const Themes& all, size_t k, size_t number, bool english) {
  const CounterRandom random(11, k * 100 + number);
  const std::vector<std::string>& own = all.topics[k % all.topics.size()];
  std::string text;
  for (uint64_t i = 0; i < 60; ++i) {
    const bool from_topic = random.uniform(i) < 0.4F;
    const std::vector<std::string>& words = from_topic ? own : all.common;
    text += words[random.below(1000 + i, words.size())];
    if (i % 13 == 12) {
      text += english ? ". " : "。";
    } else if (english) {
      text += ' ';
    } else if (i % 5 == 4) {
      text += "，";
    }
  }
  return text + (english ? "\"Quoted\" <b>bold</b> & </script><!-- end." : "「引文」<b>粗</b>&</script>。");
}

void add_words(ReportInput& input, const Themes& all, size_t topics) {
  std::map<std::string, size_t> ids;
  std::vector<std::map<std::string, double>> rows;
  for (size_t k = 0; k < topics; ++k) {
    rows.push_back(weights(all, k));
    for (const auto& [word, weight] : rows.back()) ids.emplace(word, ids.size());
  }
  ids.emplace("</script><img src=x>\"'&", ids.size());
  input.vocabulary.resize(ids.size());
  for (const auto& [word, id] : ids) input.vocabulary[id] = word;
  input.beta = math::Matrix<float>(topics, ids.size());
  input.word_frequency.assign(ids.size(), 3);
  double shares = 0;
  for (size_t k = 0; k < topics; ++k) shares += share_of(k);
  for (size_t k = 0; k < topics; ++k) {
    rows[k]["</script><img src=x>\"'&"] = 0.02;
    double sum = 0.001 * static_cast<double>(ids.size());
    for (const auto& [word, weight] : rows[k]) sum += weight;
    for (float& value : input.beta.row_span(k)) value = static_cast<float>(0.001 / sum);
    for (const auto& [word, weight] : rows[k]) input.beta(k, ids[word]) += static_cast<float>(weight / sum);
    Topic topic;
    topic.topic_id = static_cast<uint32_t>(k);
    topic.members = {topic.topic_id};
    topic.share = share_of(k) / shares;
    for (size_t w = 0; w < ids.size(); ++w) {
      input.word_frequency[w] += static_cast<uint64_t>(400000 * topic.share * input.beta(k, w));
    }
    input.topics.push_back(topic);
  }
}

json training_history() {
  json epochs = json::array();
  for (int epoch = 1; epoch <= 60; ++epoch) {
    const double fall = std::exp(-epoch / 12.0);
    const double wave = 1.5 * std::sin(epoch * 1.7);
    epochs.push_back(
        {{"epoch", epoch},
         {"loss", 612 + 190 * fall + wave},
         {"reconstruction", 596 + 200 * fall + wave},
         {"kl", 16 - 10 * fall},
         {"validation_perplexity", 1840 + 2200 * fall + 0.3 * (epoch - 38) * (epoch > 38 ? 6 : 0)}});
  }
  return {{"epochs", epochs}};
}

constexpr size_t kYears = 60;

/// Years in which topics come and go; three are empty, and one holds few documents.
TimeShares time_shares(size_t topics, size_t years) {
  TimeShares time;
  time.without_date = 12;
  eval::TopicShares& shares = time.shares;
  shares.share = shares.low = shares.high = math::Matrix<double>(years, topics);
  for (size_t t = 0; t < years; ++t) {
    time.labels.push_back(std::to_string(2009 - (years - 1) + t));
    const bool empty = years > 10 && t >= years / 3 && t < years / 3 + 3;
    shares.documents.push_back(empty ? 0 : t == 2 * years / 3 ? 3 : 40 + t);
    shares.tokens.push_back(shares.documents.back() * 90);
    if (empty) continue;
    double sum = 0;
    for (size_t k = 0; k < topics; ++k) {
      const double peak = static_cast<double>((k * 23) % years);
      const double distance = (static_cast<double>(t) - peak) / (0.15 * static_cast<double>(years));
      shares.share(t, k) = share_of(k) * (0.2 + std::exp(-distance * distance));
      sum += shares.share(t, k);
    }
    for (size_t k = 0; k < topics; ++k) {
      shares.share(t, k) /= sum;
      shares.low(t, k) = 0.8 * shares.share(t, k);
      shares.high(t, k) = 1.25 * shares.share(t, k);
    }
  }
  return time;
}

/// The words of each topic, of which those with even places rise and the others fall.
WordDrift word_drift(const ReportInput& input) {
  WordDrift drift{input.time->labels, input.time->shares.documents, {}};
  const size_t years = drift.labels.size();
  ThreadPool pool(1);
  math::Matrix<double> uses = input.time->shares.share;
  for (size_t t = 0; t < years; ++t) {
    for (double& value : uses.row_span(t)) value *= 60.0 * static_cast<double>(drift.documents[t]);
  }
  const auto beta = [&](size_t t) {
    math::Matrix<float> slice = input.beta;
    const double place = static_cast<double>(t) / static_cast<double>(years) - 0.5;
    for (size_t k = 0; k < slice.rows(); ++k) {
      double sum = 0;
      for (size_t v = 0; v < slice.cols(); ++v) {
        const CounterRandom random(17, k * slice.cols() + v);
        slice(k, v) *= static_cast<float>(std::exp(3 * place * (random.uniform_double(0) - 0.5)));
        sum += slice(k, v);
      }
      for (float& value : slice.row_span(k)) value = static_cast<float>(value / sum);
    }
    return slice;
  };
  drift.topics = eval::word_drift(pool, beta, uses);
  return drift;
}

json manifest_of(SampleLanguage language, const ReportInput& input) {
  const bool english = language == SampleLanguage::kEnglish;
  uint64_t tokens = 0;
  for (const uint64_t count : input.word_frequency) tokens += count;
  return {{"program_version", "0.1.0"},
          {"created_at", "2026-03-03T10:15:00Z"},
          {"model", "etm"},
          {"seed", 1},
          {"parameters",
           {{"topics", input.beta.rows()},
            {"epochs", 60},
            {"batch_size", 1000},
            {"learning_rate", 0.005},
            {"hidden_size", 800},
            {"embedding_size", 300},
            {"train_embeddings", false}}},
          {"corpus",
           {{"documents", english ? 13829 : 21731},
            {"vocabulary_size", input.vocabulary.size()},
            {"tokens", tokens},
            {"hash", "9f2c41d07be3a8e5"},
            {"source", english ? "speeches.csv" : "reviews.csv"},
            {"language", english ? "en" : "zh"}}},
          {"timings", {{"import_seconds", 3.1}, {"train_seconds", 152.0}, {"total_seconds", 161.4}}}};
}

}  // namespace

ReportInput bare_model(SampleLanguage language, size_t topics) {
  ReportInput input;
  input.title =
      language == SampleLanguage::kEnglish ? "Speeches <1790–2021> & \"more\"" : "网购评论 <2012> & 其他";
  add_words(input, themes(language), topics);
  for (Topic& topic : input.topics) {
    topic.npmi = topic.exclusivity = std::numeric_limits<double>::quiet_NaN();
  }
  return input;
}

ReportInput sample_model(SampleLanguage language, size_t topics) {
  ReportInput input = bare_model(language, topics);
  const bool english = language == SampleLanguage::kEnglish;
  const Themes all = themes(language);
  for (size_t k = 0; k < topics; ++k) {
    const CounterRandom random(13, k);
    input.topics[k].npmi = 0.28 * random.uniform_double(0) - 0.03;
    input.topics[k].exclusivity = 0.2 + 0.6 * random.uniform_double(1);
    for (size_t i = 0; i < 5; ++i) {
      Passage passage{k * 31 + i * 7,
                      english ? "speeches.csv" : "reviews.csv",
                      std::to_string(1950 + (k * 13 + i * 17) % 70),
                      english ? "George W Bush" : "好评",
                      passage_text(all, k, i, english),
                      0.95 - 0.06 * static_cast<double>(i)};
      input.topics[k].passages.push_back(std::move(passage));
    }
  }
  input.metrics = {{"npmi", 0.158},        {"topic_diversity", 0.804},      {"exclusivity", 0.47},
                   {"perplexity", 1846.3}, {"perplexity_per_word", 1902.7}, {"purity", 0.613},
                   {"nmi", 0.402}};
  input.manifest = manifest_of(language, input);
  input.history = training_history();
  input.time = time_shares(topics, kYears);
  return input;
}

ReportInput edited_model(SampleLanguage language, size_t topics) {
  ReportInput input = sample_model(language, topics);
  for (size_t k = 0; k < topics; ++k) {
    input.topics[k].topic_id = static_cast<uint32_t>(k + k / 3);
    input.topics[k].members = {input.topics[k].topic_id};
  }
  const auto merged = static_cast<uint32_t>(topics + topics);
  input.topics[1].name = language == SampleLanguage::kEnglish ? "Schools </script>&" : "学校 </script>&";
  input.topics[1].members = {1, merged};
  input.hidden_beta = math::Matrix<float>(1, input.beta.cols());
  input.hidden_beta.fill(1.0F / static_cast<float>(input.beta.cols()));
  input.hidden_share = {0.01};
  input.model_topics = topics + 2;
  input.metrics_left_out = true;
  input.metrics.erase("perplexity");
  const char* const time = "2026-03-04T08:00:00Z";
  input.edits = {{{"edit_id", 1}, {"created_at", time}, {"kind", "merge"}, {"topics", {1, merged}}},
                 {{"edit_id", 2}, {"created_at", time}, {"kind", "hide"}, {"topics", {merged + 1}}},
                 {{"edit_id", 3}, {"created_at", time}, {"kind", "stop_words"}, {"words", {"et", "al"}}},
                 {{"edit_id", 4},
                  {"created_at", time},
                  {"kind", "rename"},
                  {"topic_id", 1},
                  {"name", input.topics[1].name}}};
  return input;
}

ReportInput dynamic_model(SampleLanguage language, size_t topics, size_t slices) {
  ReportInput input = sample_model(language, topics);
  input.time = time_shares(topics, slices);
  input.drift = word_drift(input);
  input.manifest["model"] = "detm";
  input.metrics.update({{"slice_npmi", 0.141}, {"slice_diversity", 0.78}, {"smoothness", 0.967}});
  return input;
}

ReportInput sample_lda_model(SampleLanguage language, size_t topics) {
  ReportInput input = sample_model(language, topics);
  input.manifest["model"] = "lda";
  input.manifest["model_reason"] = "asked for";
  input.manifest["parameters"] = {{"num_topics", topics},   {"epochs", 300},  {"alpha_sum", 5.0},
                                  {"beta", 0.01},           {"burn_in", 120}, {"samples", 10},
                                  {"optimize_interval", 10}};
  json epochs = json::array();
  for (int epoch = 10; epoch <= 300; epoch += 10) {
    epochs.push_back({{"epoch", epoch},
                      {"log_likelihood", -7.5 - std::exp(-epoch / 60.0)},
                      {"alpha_sum", 5.0},
                      {"beta", 0.01}});
  }
  input.history = {{"epochs", epochs}};
  return input;
}

}  // namespace theta::report

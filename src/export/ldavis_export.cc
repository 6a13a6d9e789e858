#include "export/ldavis_export.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "base/files.h"
#include "report/relevant_words.h"
#include "report/topic_map.h"

namespace theta::exports {
namespace {

using formats::Json;

constexpr int kLambdaSteps = 100;
constexpr const char* kFirstKey = "mdsDat";

// Four digits behind the point, as LDAvis tells logarithms.
double four_digits(double value) {
  return std::round(value * 1e4) / 1e4;
}

/// The model in the order of the picture.
struct Picture {
  std::vector<uint32_t> order;        // [K] columns of the source, by falling share
  std::vector<double> share;          // [K], in this order
  math::Matrix<float> beta;           // [K, V], in this order
  math::Matrix<float> topic_of_word;  // [K, V], p(topic | word)
  std::vector<double> uses;           // [V], at least 1
  double tokens = 0;
};

Picture picture_of(const ExportSource& source) {
  Picture picture;
  const std::vector<double> shares = topic_shares(source);
  picture.order.resize(shares.size());
  std::iota(picture.order.begin(), picture.order.end(), 0U);
  std::sort(picture.order.begin(), picture.order.end(), [&shares](uint32_t a, uint32_t b) {
    return shares[a] != shares[b] ? shares[a] > shares[b] : a < b;
  });
  picture.beta = math::Matrix<float>(shares.size(), source.view.beta.cols());
  for (size_t k = 0; k < shares.size(); ++k) {
    picture.share.push_back(shares[picture.order[k]]);
    std::copy_n(source.view.beta.row(picture.order[k]), source.view.beta.cols(), picture.beta.row(k));
  }
  picture.topic_of_word = report::topic_given_word(picture.beta, picture.share);
  for (const uint64_t uses : source.view.word_frequency) {
    picture.uses.push_back(static_cast<double>(std::max<uint64_t>(uses, 1)));
    picture.tokens += picture.uses.back();
  }
  return picture;
}

Json map_of(const Picture& picture) {
  math::Matrix<double> distances = report::jensen_shannon_distances(picture.beta);
  // The square of our distance is the divergence in bits.
  for (double& value : distances.values()) value = value * value * std::numbers::ln2;
  const std::vector<report::Point> points = report::classical_scaling(distances);
  Json map = {{"x", Json::array()},
              {"y", Json::array()},
              {"topics", Json::array()},
              {"cluster", Json::array()},
              {"Freq", Json::array()}};
  for (size_t k = 0; k < points.size(); ++k) {
    map["x"].push_back(points[k].x);
    map["y"].push_back(points[k].y);
    map["topics"].push_back(k + 1);
    map["cluster"].push_back(1);
    map["Freq"].push_back(100 * picture.share[k]);
  }
  return map;
}

// p(w) * sum_k p(k | w) log(p(k | w) / p(k)), p(k | w) here from beta alone, as LDAvis takes it.
std::vector<double> saliency(const Picture& picture) {
  const std::vector<double> equal(picture.share.size(), 1.0);
  const math::Matrix<float> given = report::topic_given_word(picture.beta, equal);
  std::vector<double> result(picture.uses.size());
  for (size_t k = 0; k < picture.share.size(); ++k) {
    for (size_t v = 0; v < result.size(); ++v) {
      const double p = given(k, v);
      if (p > 0 && picture.share[k] > 0) result[v] += p * std::log(p / picture.share[k]);
    }
  }
  for (size_t v = 0; v < result.size(); ++v) result[v] *= picture.uses[v] / picture.tokens;
  return result;
}

/// The columns of tinfo, filled term by term.
class TermTable {
 public:
  void add(const std::string& term, const std::string& category, double uses, double all,
           double log_probability, double log_lift) {
    term_.push_back(term);
    category_.push_back(category);
    uses_.push_back(uses);
    all_.push_back(all);
    log_probability_.push_back(log_probability);
    log_lift_.push_back(log_lift);
  }
  Json json() && {
    return {{"Term", std::move(term_)},
            {"Freq", std::move(uses_)},
            {"Total", std::move(all_)},
            {"Category", std::move(category_)},
            {"logprob", std::move(log_probability_)},
            {"loglift", std::move(log_lift_)}};
  }

 private:
  Json term_ = Json::array(), category_ = Json::array(), uses_ = Json::array(), all_ = Json::array(),
       log_probability_ = Json::array(), log_lift_ = Json::array();
};

void add_start_view(const ExportSource& source, const Picture& picture, size_t terms, TermTable& table,
                    std::vector<bool>& shown) {
  const std::vector<double> salience = saliency(picture);
  std::vector<uint32_t> order(salience.size());
  std::iota(order.begin(), order.end(), 0U);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(terms), order.end(),
                    [&salience](uint32_t a, uint32_t b) {
                      return salience[a] != salience[b] ? salience[a] > salience[b] : a < b;
                    });
  for (size_t i = 0; i < terms; ++i) {
    const auto rank = static_cast<double>(terms - i);  // it only keeps the order in the page
    table.add(source.view.vocabulary[order[i]], "Default", picture.uses[order[i]], picture.uses[order[i]],
              rank, rank);
    shown[order[i]] = true;
  }
}

void add_topics(const ExportSource& source, const Picture& picture, size_t terms, TermTable& table,
                std::vector<bool>& shown) {
  std::vector<double> log_overall;
  for (const double uses : picture.uses) log_overall.push_back(std::log(uses / picture.tokens));
  for (size_t k = 0; k < picture.share.size(); ++k) {
    const std::string category = fmt::format("Topic{}", k + 1);
    const auto relevant = report::relevant_words(picture.beta.row_span(k), log_overall, kLambdaSteps, terms);
    for (const uint32_t v : relevant) {
      const double log_probability =
          std::log(std::max(picture.beta(k, v), std::numeric_limits<float>::min()));
      table.add(source.view.vocabulary[v], category, picture.uses[v] * picture.topic_of_word(k, v),
                picture.uses[v], four_digits(log_probability), four_digits(log_probability - log_overall[v]));
      shown[v] = true;
    }
  }
}

// Where each shown term is used: its whole uses in a topic by its uses in all, topics with less than half a
// use left out; by term and topic.
Json token_table(const ExportSource& source, const Picture& picture, const std::vector<bool>& shown) {
  std::vector<uint32_t> words;
  for (uint32_t v = 0; v < shown.size(); ++v) {
    if (shown[v]) words.push_back(v);
  }
  std::sort(words.begin(), words.end(), [&source](uint32_t a, uint32_t b) {
    return source.view.vocabulary[a] < source.view.vocabulary[b];
  });
  Json topics = Json::array();
  Json shares = Json::array();
  Json terms = Json::array();
  for (const uint32_t v : words) {
    for (size_t k = 0; k < picture.share.size(); ++k) {
      const double uses = picture.uses[v] * picture.topic_of_word(k, v);
      if (uses < 0.5) continue;
      topics.push_back(k + 1);
      shares.push_back(std::round(uses) / picture.uses[v]);
      terms.push_back(source.view.vocabulary[v]);
    }
  }
  return {{"Topic", std::move(topics)}, {"Freq", std::move(shares)}, {"Term", std::move(terms)}};
}

}  // namespace

Json ldavis_data(const ExportSource& source, size_t terms) {
  const Picture picture = picture_of(source);
  terms = std::min(terms, source.view.vocabulary.size());
  std::vector<bool> shown(source.view.vocabulary.size());
  TermTable table;
  add_start_view(source, picture, terms, table, shown);
  add_topics(source, picture, terms, table, shown);
  Json order = Json::array();
  for (const uint32_t k : picture.order) order.push_back(source.view.topics[k].topic_id + 1);
  Json data = {{kFirstKey, map_of(picture)}};
  data["tinfo"] = std::move(table).json();
  data["token.table"] = token_table(source, picture, shown);
  data["R"] = terms;
  data["lambda.step"] = 1.0 / kLambdaSteps;
  data["plot.opts"] = {{"xlab", "PC1"}, {"ylab", "PC2"}};
  data["topic.order"] = std::move(order);
  return data;
}

Status write_ldavis(const ExportSource& source, size_t terms, const std::string& path) {
  return write_file_atomic(path, formats::json_line(ldavis_data(source, terms)) + "\n");
}

bool is_our_ldavis(const std::string& path) {
  const auto file = MappedFile::open(path);
  return file.ok() && file.value().bytes().starts_with(fmt::format("{{\"{}\":", kFirstKey));
}

}  // namespace theta::exports

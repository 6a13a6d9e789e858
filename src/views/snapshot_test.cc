#include "views/snapshot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "views/groups.h"
#include "views/relations.h"
#include "views/small_snapshot_reference.h"
#include "views/times.h"
#include "views/words.h"

namespace theta::views {
namespace {

using formats::Json;

const Snapshot& shared() {
  return *small_snapshot().snapshot;
}
const engine::ModelView& whole() {
  return small_snapshot().whole;
}

// Jensen-Shannon distance of two topics, from its definition.
double distance(uint32_t a, uint32_t b) {
  double divergence = 0;
  for (size_t v = 0; v < whole().vocabulary.size(); ++v) {
    const double p = whole().beta(a, v);
    const double q = whole().beta(b, v);
    const double middle = (p + q) / 2;
    if (p > 0) divergence += p * std::log2(p / middle) / 2;
    if (q > 0) divergence += q * std::log2(q / middle) / 2;
  }
  return std::sqrt(std::max(0.0, divergence));
}

TEST(Snapshot, ShowsTheTopicsThatEditsLeave) {
  std::vector<uint32_t> ids;
  for (const engine::TopicView& topic : shared().view().topics) ids.push_back(topic.topic_id);
  EXPECT_EQ(ids, (std::vector<uint32_t>{0, 1, 2, 3, 5})) << "4 is part of 1";
  EXPECT_EQ(shared().visible(), (std::vector<uint32_t>{0, 1, 3, 4}));
  EXPECT_EQ(shared().find_topic(5), 4u);
  EXPECT_EQ(shared().find_topic(4), std::nullopt);
  EXPECT_EQ(shared().find_word("ship"), std::nullopt) << "a stop word";
  EXPECT_TRUE(shared().find_word("sail").has_value());
}

TEST(Snapshot, HasTheWeightsOfTheWholeMatrix) {
  ASSERT_EQ(shared().index().documents(), whole().theta.rows());
  for (uint32_t k = 0; k < shared().topics(); ++k) {
    std::vector<float> column(whole().theta.rows() - 3);
    ASSERT_TRUE(shared().theta(k, 3, column).ok());
    for (size_t d = 0; d < column.size(); ++d) ASSERT_EQ(column[d], whole().theta(d + 3, k));
  }
  const std::vector<float> row = shared().weights(17).value();
  for (size_t k = 0; k < row.size(); ++k) EXPECT_EQ(row[k], whole().theta(17, k));
}

TEST(Snapshot, MainTopicIsTheLargestVisibleOne) {
  std::vector<uint32_t> topics(whole().theta.rows());
  std::vector<float> weights(topics.size());
  ASSERT_TRUE(shared().main_topics(0, topics).ok());
  ASSERT_TRUE(shared().main_weights(0, weights).ok());
  for (size_t d = 0; d < topics.size(); ++d) {
    uint32_t best = 0;
    for (const uint32_t k : {0U, 1U, 3U, 4U}) {
      if (whole().theta(d, k) > whole().theta(d, best)) best = k;
    }
    EXPECT_EQ(topics[d], best) << d;
    EXPECT_EQ(weights[d], whole().theta(d, best)) << d;
  }
}

TEST(Words, AreThoseOfAFullSortByRelevance) {
  double uses = 0;
  for (const uint64_t count : whole().word_frequency) uses += static_cast<double>(count);
  for (const double lambda : {0.0, 0.3, 1.0}) {
    std::vector<std::pair<double, uint32_t>> all;
    for (uint32_t v = 0; v < whole().vocabulary.size(); ++v) {
      const double in_topic = std::log(std::max(whole().beta(1, v), 1e-37F));
      const double overall = std::log(static_cast<double>(whole().word_frequency[v]) / uses);
      all.emplace_back(-(lambda * in_topic + (1 - lambda) * (in_topic - overall)), v);
    }
    std::sort(all.begin(), all.end());
    const std::vector<uint32_t> found = words_by_relevance(shared(), 1, lambda, 2, 5);
    ASSERT_EQ(found.size(), 5u);
    for (size_t i = 0; i < found.size(); ++i) {
      const auto value =
          std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.second == found[i]; });
      EXPECT_NEAR(value->first, all[i + 2].first, 1e-9) << "number " << i << " at lambda " << lambda;
    }
  }
}

TEST(Words, AreSharedOutAmongTopicsByBayes) {
  const uint32_t word = shared().find_word("sail").value();
  double sum = 0;
  for (uint32_t k = 0; k < shared().topics(); ++k)
    sum += whole().topics[k].share * static_cast<double>(whole().beta(k, word));
  const std::vector<double> found = topics_of_word(shared(), word);
  ASSERT_EQ(found.size(), shared().topics());
  for (uint32_t k = 0; k < found.size(); ++k)
    EXPECT_NEAR(found[k], whole().topics[k].share * static_cast<double>(whole().beta(k, word)) / sum, 1e-6);
}

TEST(Words, ThatAreUnknownNameANearOne) {
  const Result<Json> view = word_view(shared(), "harbor");
  EXPECT_EQ(view.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(view.error().message.find("harbour"), std::string::npos);
}

TEST(Relations, AreTheDistancesOfTheDefinition) {
  const Json view = similarity_view(shared());
  const std::vector<uint32_t>& visible = shared().visible();
  ASSERT_EQ(view["topics"].size(), visible.size());
  for (size_t i = 0; i < visible.size(); ++i) {
    for (size_t j = 0; j < visible.size(); ++j)
      EXPECT_NEAR(view["similarity"][i][j].get<double>(), 1 - distance(visible[i], visible[j]), 1e-6);
  }
}

// Average linkage from its definition: the two clusters whose topics lie nearest to each other on average.
TEST(Relations, HierarchyJoinsTheNearestOnAverage) {
  const std::vector<uint32_t>& visible = shared().visible();
  std::vector<std::vector<uint32_t>> clusters;
  for (const uint32_t k : visible) clusters.push_back({k});
  const Json view = hierarchy_view(shared());
  ASSERT_EQ(view["merges"].size(), visible.size() - 1);
  for (const Json& merge : view["merges"]) {
    double nearest = 2;
    size_t left = 0;
    size_t right = 0;
    for (size_t i = 0; i < clusters.size(); ++i) {
      for (size_t j = i + 1; j < clusters.size(); ++j) {
        double mean = 0;
        for (const uint32_t a : clusters[i]) {
          for (const uint32_t b : clusters[j]) mean += distance(a, b);
        }
        mean /= static_cast<double>(clusters[i].size() * clusters[j].size());
        if (mean < nearest) nearest = mean, left = i, right = j;
      }
    }
    EXPECT_NEAR(merge["distance"].get<double>(), nearest, 1e-6);
    EXPECT_EQ(merge["topics"].get<size_t>(), clusters[left].size() + clusters[right].size());
    clusters[left].insert(clusters[left].end(), clusters[right].begin(), clusters[right].end());
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(right));
  }
  std::vector<uint32_t> order = view["order"].get<std::vector<uint32_t>>();
  std::sort(order.begin(), order.end());
  EXPECT_EQ(order, (std::vector<uint32_t>{0, 1, 3, 5})) << "every visible topic once";
}

TEST(Relations, NetworkHasThePairsAboveItsThreshold) {
  const Json view = network_view(shared(), 0.0);
  EXPECT_EQ(view["edges"].size(), 6u) << "all pairs of four topics";
  EXPECT_TRUE(network_view(shared(), 1.0)["edges"].empty());
  double before = 1;
  for (const Json& edge : view["edges"]) {
    EXPECT_LE(edge["similarity"].get<double>(), before) << "the most similar first";
    before = edge["similarity"].get<double>();
  }
}

// Of each value the mean theta of its documents, weighted by their words; the effect is that less the
// others'.
TEST(Groups, HaveTheSharesOfTheirDocuments) {
  const DocumentIndex& index = shared().index();
  std::vector<uint32_t> codes(index.documents());
  std::vector<uint32_t> tokens(codes.size());
  ASSERT_TRUE(index.codes(0, 0, codes).ok() && index.tokens(0, tokens).ok());
  const Json view = groups_view(shared(), "place", 10).value();
  ASSERT_EQ(view["values"].size(), 3u);
  size_t documents = 0;
  for (size_t g = 0; g < 3; ++g) {
    const auto& names = index.columns()[0].values;
    const auto code = static_cast<uint32_t>(
        std::find(names.begin(), names.end(), view["values"][g]["value"]) - names.begin());
    for (const Json& topic : view["topics"]) {
      const uint32_t k = shared().find_topic(topic["topic_id"].get<uint64_t>()).value();
      double own = 0, rest = 0, own_tokens = 0, rest_tokens = 0;
      for (size_t d = 0; d < codes.size(); ++d) {
        const double weight = tokens[d];
        const double part = weight * static_cast<double>(whole().theta(d, k));
        codes[d] == code ? (own += part, own_tokens += weight) : (rest += part, rest_tokens += weight);
      }
      EXPECT_NEAR(topic["share"][g].get<double>(), own / own_tokens, 1e-6);
      EXPECT_NEAR(topic["effect"][g].get<double>(), own / own_tokens - rest / rest_tokens, 1e-6);
      EXPECT_LE(topic["effect_low"][g].get<double>(), topic["effect"][g].get<double>());
      documents += topic["documents"][g].get<size_t>();
    }
  }
  EXPECT_EQ(documents, codes.size()) << "every document has one main topic and one value";
}

// Of each year the mean theta of its documents, weighted by their words.
TEST(Times, HaveTheSharesOfTheirDocuments) {
  const std::vector<std::optional<corpus::Date>> dates = shared().index().dates().value();
  std::vector<uint32_t> tokens(dates.size());
  ASSERT_TRUE(shared().index().tokens(0, tokens).ok());
  const Json view = times_view(shared(), parse_frequency("Y").value()).value();
  ASSERT_EQ(view["slices"].size(), 10u);
  for (size_t t = 0; t < 10; ++t) {
    const auto year = view["slices"][t]["label"].get<std::string>();
    EXPECT_EQ(year, std::to_string(2001 + t));
    for (const Json& topic : view["topics"]) {
      const uint32_t k = shared().find_topic(topic["topic_id"].get<uint64_t>()).value();
      double sum = 0;
      double weight = 0;
      for (size_t d = 0; d < dates.size(); ++d) {
        if (corpus::iso_text(*dates[d]) != year) continue;
        sum += static_cast<double>(tokens[d]) * static_cast<double>(whole().theta(d, k));
        weight += tokens[d];
      }
      EXPECT_NEAR(topic["share"][t].get<double>(), sum / weight, 1e-6) << year;
    }
  }
}

TEST(Times, ThatCannotBeCutAreUnavailable) {
  const Json view = times_view(shared(), parse_frequency("D").value()).value();
  EXPECT_EQ(view["available"], false) << "the dates are years";
  EXPECT_FALSE(view["reason"].get<std::string>().empty());
  EXPECT_EQ(parse_frequency("H").error().kind, ErrorKind::kUsage);
}

TEST(Groups, ThatAreUnknownNameANearOne) {
  EXPECT_NE(groups_view(shared(), "plcae", 10).error().message.find("place"), std::string::npos);
  EXPECT_EQ(groups_view(shared(), "", 2).value()["values"].size(), 2u)
      << "the first column, its largest values";
}

}  // namespace
}  // namespace theta::views

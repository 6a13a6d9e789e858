#include "views/groups.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/spelling.h"
#include "views/availability.h"

namespace theta::views {
namespace {

using formats::Json;

constexpr double kZ = 1.959963984540054;  // of a 95 % interval
constexpr size_t kBlock = 65'536;

/// The values of one column and what the topics hold of each.
struct Measured {
  std::vector<uint32_t> order;     // values by falling number of documents
  eval::TopicShares shares;        // [values]
  math::Matrix<double> documents;  // [values, K'] by main topic
  uint64_t without = 0;            // documents whose value is none of them
};

Result<Measured> measure(const Snapshot& snapshot, size_t column) {
  const DocumentIndex& index = snapshot.index();
  const size_t values = index.columns()[column].values.size();
  std::vector<uint32_t> codes(index.documents());
  THETA_RETURN_IF_ERROR(index.codes(column, 0, codes));
  Measured measured;
  THETA_ASSIGN(measured.shares, snapshot.shares(codes, values));
  measured.documents = math::Matrix<double>(values, snapshot.topics());
  std::vector<uint32_t> main(kBlock);
  for (size_t first = 0; first < codes.size(); first += kBlock) {
    const auto part = std::span(main).first(std::min(kBlock, codes.size() - first));
    THETA_RETURN_IF_ERROR(snapshot.main_topics(first, part));
    for (size_t i = 0; i < part.size(); ++i) {
      const uint32_t code = codes[first + i];
      code < values ? void(++measured.documents(code, part[i])) : void(++measured.without);
    }
  }
  measured.order.resize(values);
  std::iota(measured.order.begin(), measured.order.end(), 0U);
  std::stable_sort(measured.order.begin(), measured.order.end(), [&measured](uint32_t a, uint32_t b) {
    return measured.shares.documents[a] > measured.shares.documents[b];
  });
  return measured;
}

double variance(const eval::TopicShares& shares, size_t value, uint32_t topic) {
  const double deviation = (shares.high(value, topic) - shares.low(value, topic)) / (2 * kZ);
  return deviation * deviation;
}

Json topic_json(const Snapshot& snapshot, const Measured& measured, const std::vector<uint32_t>& shown,
                uint32_t k) {
  const eval::TopicShares& shares = measured.shares;
  double all = 0;
  double tokens = 0;
  double spread = 0;
  for (size_t g = 0; g < shares.tokens.size(); ++g) {
    const auto weight = static_cast<double>(shares.tokens[g]);
    tokens += weight;
    all += weight * shares.share(g, k);
    spread += weight * weight * variance(shares, g, k);
  }
  Json json = {{"topic_id", snapshot.view().topics[k].topic_id}, {"name", snapshot.view().topics[k].name}};
  for (const char* const name : {"share", "low", "high", "documents", "effect", "effect_low", "effect_high"})
    json[name] = Json::array();
  for (const uint32_t g : shown) {
    const auto weight = static_cast<double>(shares.tokens[g]);
    const double rest = tokens - weight;
    json["share"].push_back(shares.share(g, k));
    json["low"].push_back(shares.low(g, k));
    json["high"].push_back(shares.high(g, k));
    json["documents"].push_back(static_cast<uint64_t>(measured.documents(g, k)));
    if (rest <= 0 || weight <= 0) {  // nothing to compare with
      for (const char* const name : {"effect", "effect_low", "effect_high"}) json[name].push_back(nullptr);
      continue;
    }
    const double effect = shares.share(g, k) - (all - weight * shares.share(g, k)) / rest;
    const double own = variance(shares, g, k);
    const double others = std::max(0.0, spread - weight * weight * own) / (rest * rest);
    const double reach = kZ * std::sqrt(own + others);
    json["effect"].push_back(effect);
    json["effect_low"].push_back(effect - reach);
    json["effect_high"].push_back(effect + reach);
  }
  return json;
}

}  // namespace

Result<Json> groups_view(const Snapshot& snapshot, std::string_view name, size_t most) {
  const std::vector<GroupColumn>& columns = snapshot.index().columns();
  if (columns.empty()) {
    return unavailable("this model knows of no groups: its texts came without a group or label column",
                       {"name group columns for the data set, and train again"});
  }
  std::optional<size_t> column = name.empty() ? std::optional<size_t>(0) : snapshot.index().find_column(name);
  if (!column.has_value()) {
    std::vector<std::string> names;
    for (const GroupColumn& one : columns) names.push_back(one.name);
    return not_found("query: column: \"{}\" is no column of this model{}", name, did_you_mean(name, names));
  }
  THETA_ASSIGN(Measured measured, measure(snapshot, *column));
  Json list = Json::array();
  for (const GroupColumn& one : columns)
    list.push_back({{"name", one.name}, {"values", one.values.size()}, {"is_whole", one.is_whole}});
  Json json = {{"available", true},
               {"columns", std::move(list)},
               {"column", columns[*column].name},
               {"total_values", measured.order.size()},
               {"documents_without", measured.without}};
  measured.order.resize(std::min(most, measured.order.size()));
  json["values"] = Json::array();
  for (const uint32_t g : measured.order) {
    json["values"].push_back({{"value", columns[*column].values[g]},
                              {"documents", measured.shares.documents[g]},
                              {"tokens", measured.shares.tokens[g]}});
  }
  json["topics"] = Json::array();
  for (const uint32_t k : snapshot.visible())
    json["topics"].push_back(topic_json(snapshot, measured, measured.order, k));
  return json;
}

}  // namespace theta::views

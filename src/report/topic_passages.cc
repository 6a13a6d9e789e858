#include "report/topic_passages.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>

#include "base/files.h"
#include "engine/model_files.h"

namespace theta::report {
namespace {

using formats::Json;

constexpr size_t kMostPassages = 8;

Passage passage_of(const Json& json) {
  const auto weight = json.find("weight");
  const bool known = weight != json.end() && weight->is_number();
  return {json.at("row").get<uint64_t>(),
          json.value("file", ""),
          json.value("time", ""),
          json.value("label", ""),
          json.value("text", ""),
          known ? weight->get<double>() : std::numeric_limits<double>::quiet_NaN(),
          json.value("document", size_t{0})};
}

}  // namespace

Result<TopicPassages> TopicPassages::open(const std::string& model_folder, size_t num_topics) {
  const std::string path = join_path(model_folder, engine::kPassagesFile);
  THETA_ASSIGN(const Json json, formats::read_json(path));
  if (!json.is_object() || !json.contains("topics") || !json.at("topics").is_array()) {
    return bad_input("{}: has no list \"topics\"", path);
  }
  const std::string theta_path = join_path(model_folder, engine::kThetaFile);
  THETA_ASSIGN(formats::NpyFile theta, formats::NpyFile::open(theta_path));
  const bool matrix = theta.type() == formats::ElementType::kFloat32 && theta.shape().size() == 2;
  if (!matrix || theta.shape()[1] != num_topics || json.at("topics").size() != num_topics) {
    return bad_input("{}: its files do not describe the same model", model_folder);
  }
  return TopicPassages(path, json.at("topics"), std::move(theta));
}

Result<std::vector<Passage>> TopicPassages::of(const engine::TopicView& topic) const {
  std::vector<Passage> passages;
  try {
    std::map<size_t, Passage> candidates;  // by document: two members may show the same one
    for (const uint32_t member : topic.members) {
      for (const Json& json : lists_.at(member).at("passages")) {
        if (topic.members.size() == 1) {
          passages.push_back(passage_of(json));
        } else {
          candidates.emplace(json.at("document").get<size_t>(), passage_of(json));
        }
      }
    }
    for (auto& [document, passage] : candidates) {
      if (document >= theta_.shape()[0]) return bad_input("{}: has no document {}", path_, document);
      passage.weight = weight(document, topic.members);
      passages.push_back(std::move(passage));
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: has a field of a wrong type", path_);
  }
  if (topic.members.size() == 1) return passages;  // in the order that the run chose
  std::stable_sort(passages.begin(), passages.end(),
                   [](const Passage& a, const Passage& b) { return a.weight > b.weight; });
  if (passages.size() > kMostPassages) passages.resize(kMostPassages);
  return passages;
}

// Summed and rounded as ModelView::theta is.
double TopicPassages::weight(size_t document, const std::vector<uint32_t>& members) const {
  const size_t row = document * theta_.shape()[1];
  double sum = 0;
  for (const uint32_t member : members) {
    float value;
    std::memcpy(&value, theta_.bytes().data() + (row + member) * sizeof(float), sizeof(float));
    sum += double{value};
  }
  return double{static_cast<float>(sum)};
}

}  // namespace theta::report

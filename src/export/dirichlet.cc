#include "export/dirichlet.h"

#include <algorithm>
#include <cstring>

#include "base/files.h"
#include "engine/model_files.h"
#include "formats/json.h"
#include "formats/safetensors.h"

namespace theta::exports {
namespace {

using formats::Json;

// The prior of every topic of the model, before merging and hiding.
Result<std::vector<double>> learned_alpha(const ExportSource& source) {
  const std::string path = join_path(source.view.folder, engine::kTensorsFile);
  THETA_ASSIGN(const formats::SafetensorsFile file, formats::SafetensorsFile::open(path));
  THETA_ASSIGN(const formats::TensorView tensor, file.find("document_prior", formats::ElementType::kFloat32));
  std::vector<float> values(tensor.bytes.size() / sizeof(float));
  if (values.size() < source.view.model_topics) return bad_input("{}: the document prior is cut", path);
  std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
  return std::vector<double>(values.begin(), values.end());
}

// The last that training told of.
Result<double> learned_beta(const ExportSource& source) {
  const std::string path = join_path(source.view.folder, engine::kHistoryFile);
  THETA_ASSIGN(const Json history, formats::read_json(path));
  try {
    return history.at("epochs").back().at("beta").get<double>();
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: does not tell the beta of an LDA model", path);
  }
}

}  // namespace

Result<DirichletPriors> dirichlet_priors(const ExportSource& source) {
  DirichletPriors priors;
  if (source.view.manifest.value("model", Json()) != Json("lda")) {
    priors.alpha = fitted_alpha(source);
    return priors;
  }
  THETA_ASSIGN(const std::vector<double> alpha, learned_alpha(source));
  for (const engine::TopicView& topic : source.view.topics) {
    priors.alpha.push_back(0);
    for (const uint32_t member : topic.members) priors.alpha.back() += alpha[member];
  }
  THETA_ASSIGN(priors.beta, learned_beta(source));
  return priors;
}

std::vector<double> fitted_alpha(const ExportSource& source) {
  constexpr double kLargestSum = 1e6;
  const size_t topics = source.topics();
  std::vector<double> mean(topics);
  double square = 0;  // of all topics together
  for (size_t d = 0; d < source.documents(); ++d) {
    const std::vector<double> shares = document_shares(source, d);
    for (size_t k = 0; k < topics; ++k) {
      mean[k] += shares[k];
      square += shares[k] * shares[k];
    }
  }
  const auto documents = static_cast<double>(std::max<size_t>(source.documents(), 1));
  square /= documents;
  double mean_square = 0;
  for (double& value : mean) {
    value /= documents;
    mean_square += value * value;
  }
  const double variance = square - mean_square;
  const double sum = variance > 0 ? std::min((1 - square) / variance, kLargestSum) : kLargestSum;
  std::vector<double> alpha;
  for (const double value : mean) alpha.push_back(value * sum);
  return alpha;
}

}  // namespace theta::exports

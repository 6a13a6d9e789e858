#include "engine/calibration.h"

#include <array>
#include <span>

#include "engine/document_completion.h"

namespace theta::engine {
namespace {

constexpr uint64_t kHalvesSeed = 1;  // not the model's: every model is measured on the same halves
constexpr int kSteps = 20;
// An encoder's answer knows the document already and may count for much; a prior knows nothing of it.
constexpr std::array<double, 5> kEncoderStrengths = {60, 30, 16, 8, 4};
constexpr std::array<double, 12> kPriorStrengths = {16, 12, 8, 6, 5, 4, 3, 2, 1, 0.5, 0.25, 0.12};

double perplexity(ThreadPool& pool, const models::TopicInference& inference,
                  const models::InferenceSettings& settings, const eval::Halves& halves,
                  std::span<const uint32_t> slice) {
  const std::vector<double> log_likelihood =
      completion_log_likelihoods(pool, inference, settings, halves, slice);
  return eval::perplexity(log_likelihood, halves.second).per_document;
}

}  // namespace

double validation_perplexity(ThreadPool& pool, const models::TopicInference& inference,
                             const models::InferenceSettings& settings, const corpus::BagOfWords& documents,
                             std::span<const uint32_t> slice) {
  return perplexity(pool, inference, settings, eval::split_halves(documents, kHalvesSeed), slice);
}

models::InferenceSettings calibrate(ThreadPool& pool, const models::TopicInference& inference,
                                    const corpus::BagOfWords& validation, std::span<const uint32_t> slice) {
  models::InferenceSettings best = inference.network().settings;
  if (validation.documents() == 0) return best;
  const eval::Halves halves = eval::split_halves(validation, kHalvesSeed);
  double lowest = perplexity(pool, inference, best, halves, slice);
  const bool encoder = inference.network().has_encoder();
  const auto strengths = encoder ? std::span<const double>(kEncoderStrengths) : kPriorStrengths;
  for (const double strength : strengths) {
    const models::InferenceSettings candidate{kSteps, strength};
    const double value = perplexity(pool, inference, candidate, halves, slice);
    if (!(value < lowest)) continue;
    lowest = value;
    best = candidate;
  }
  return best;
}

}  // namespace theta::engine

// One step of a small dynamic model, as JSON for detm_loss.py: everything that the step read, the random
// numbers that it drew, the terms of its loss, and its gradients.
//   detm_loss default|paper float|double

#include <cmath>
#include <cstdio>
#include <string_view>

#include "base/random.h"
#include "formats/json.h"
#include "models/detm.h"

namespace {

using theta::CounterRandom;
using theta::formats::Json;
using theta::math::Matrix;
using theta::models::Detm;
using theta::models::DetmConfig;

constexpr size_t kDocuments = 14;
// Slice 2 of 4 has no document, and slice 3 none in the batch.
constexpr uint32_t kSliceOf[kDocuments] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 3, 3, 3, 3};
constexpr uint32_t kInBatch = 9;
constexpr theta::models::StepSettings kSettings = {
    .kl_weight = 0.7, .seed = 3, .epoch = 2, .step_in_epoch = 1};

DetmConfig small_config(bool paper) {
  DetmConfig config;
  config.etm.vocabulary_size = 23;
  config.etm.num_topics = 5;
  config.etm.embedding_size = 7;
  config.etm.hidden_size = 6;
  config.slices = 4;
  config.walk_variance = 0.02;
  config.trend_variance = 0.03;
  config.topic_start_variance = 2.0;
  config.trend_hidden = 8;
  config.trend_layers = 3;
  if (paper) {
    config.etm.input = theta::models::EncoderInput::kNormalizedCounts;
    config.etm.word_dropout = 0;
    config.etm.refine_weight = 0;
    config.etm.prior_variance = 1.0;
    config.shared_base = false;
    config.topic_start_variance = 1.0;
  }
  return config;
}

theta::corpus::BagOfWords small_bag(size_t vocabulary) {
  theta::corpus::BagOfWords bag;
  const CounterRandom random(11, 1);
  for (size_t d = 0; d < kDocuments; ++d) {
    std::vector<uint32_t> words;
    std::vector<uint32_t> counts;
    for (uint32_t v = 0; v < vocabulary; ++v) {
      if (random.uniform(d * vocabulary + v) < 0.6F) continue;
      words.push_back(v);
      counts.push_back(1 + static_cast<uint32_t>(random.below(d * 1000 + v, 4)));
    }
    bag.append(words, counts);
  }
  return bag;
}

template <typename T>
Json json_of(const Matrix<T>& m) {
  Json rows = Json::array();
  for (size_t r = 0; r < m.rows(); ++r) rows.push_back(std::vector<double>(m.row(r), m.row(r) + m.cols()));
  return rows;
}

// The first `columns` of a sparse row's values at their places.
template <typename T>
Json dense(const theta::models::SparseRows<T>& rows, size_t columns) {
  Matrix<double> m(rows.rows(), columns);
  for (size_t r = 0; r < rows.rows(); ++r) {
    for (size_t i = 0; i < rows.row_size(r); ++i)
      m(r, rows.row_indices(r)[i]) = static_cast<double>(rows.row_values(r)[i]);
  }
  return json_of(m);
}

/// Moves every value that starts at a constant, so that no term of the loss can hide behind a zero.
template <typename T>
void stir(Detm<T>& model) {
  uint64_t stream = 0;
  for (theta::models::Parameter<T>* parameter : model.parameters()) {
    const CounterRandom random(17, ++stream);
    const auto& name = parameter->name;
    if (name != "walk.base" && name != "walk.log_variance" && name != "prior.log_variance") continue;
    if (!parameter->trained) continue;
    for (size_t i = 0; i < parameter->value.size(); ++i)
      parameter->value.data()[i] += static_cast<T>(random.uniform_double(i) - 0.5);
  }
}

template <typename T>
Json noise_of(Detm<T>& model, const theta::models::Batch<T>& batch, size_t num_topics) {
  const uint64_t stream = theta::stream_id(5, kSettings.epoch, kSettings.step_in_epoch);
  Json noise;
  // Slices draw by their own numbers, so the draws of a topic are (sample - mean) / deviation.
  Matrix<T> alpha;
  model.walk().sample(batch.slices, kSettings.seed, stream, alpha);
  Matrix<double> drawn(alpha.rows(), alpha.cols());
  for (size_t s = 0; s < batch.slices.size(); ++s) {
    const Matrix<T> mean = model.walk().mean(batch.slices[s]);
    for (size_t k = 0; k < num_topics; ++k) {
      for (size_t l = 0; l < alpha.cols(); ++l) {
        const double log_variance =
            static_cast<double>(model.walk().log_variance().value(batch.slices[s] * num_topics + k, l));
        drawn(s * num_topics + k, l) =
            (static_cast<double>(alpha(s * num_topics + k, l)) - static_cast<double>(mean(k, l))) /
            std::exp(0.5 * log_variance);
      }
    }
  }
  noise["alpha"] = json_of(drawn);
  const Matrix<T>& eta = model.trend().eta();
  const Matrix<T>& posterior = model.trend().posterior();
  Matrix<double> steps(eta.rows(), num_topics);
  for (size_t t = 0; t < eta.rows(); ++t) {
    for (size_t k = 0; k < num_topics; ++k)
      steps(t, k) = (static_cast<double>(eta(t, k)) - static_cast<double>(posterior(t, k))) /
                    std::exp(0.5 * static_cast<double>(posterior(t, eta.cols() + k)));
  }
  noise["eta"] = json_of(steps);
  // Documents draw by seed, epoch and number.
  Matrix<double> z(batch.documents.size(), num_topics);
  for (size_t d = 0; d < z.rows(); ++d) {
    const CounterRandom random(kSettings.seed, theta::stream_id(4, kSettings.epoch, batch.documents[d]));
    for (size_t k = 0; k < num_topics; ++k) {
      const auto [even, odd] = random.normal_pair(k / 2);
      z(d, k) = k % 2 == 0 ? even : odd;
    }
  }
  noise["theta"] = json_of(z);
  return noise;
}

template <typename T>
Json run(bool paper) {
  const DetmConfig config = small_config(paper);
  const size_t v_count = config.etm.vocabulary_size;
  const size_t k_count = config.etm.num_topics;
  theta::ThreadPool pool(1);
  Detm<T> model(config, kDocuments, 5);
  stir(model);
  const theta::corpus::BagOfWords bag = small_bag(v_count);
  Matrix<T> backgrounds(config.slices, v_count);
  Matrix<T> words(config.slices, v_count);
  for (size_t t = 0; t < config.slices; ++t) {
    for (size_t v = 0; v < v_count; ++v)
      backgrounds(t, v) =
          static_cast<T>(-0.1 * static_cast<double>(v) + 0.03 * static_cast<double>(t * v % 7));
  }
  std::vector<uint32_t> documents;
  for (uint32_t d = 0; d < kDocuments; ++d) {
    for (size_t i = 0; i < bag.document_words(d).size(); ++i)
      words(kSliceOf[d], bag.document_words(d)[i]) += static_cast<T>(0.25 * bag.document_counts(d)[i]);
    if (d < kInBatch) documents.push_back(d);
  }
  model.set_backgrounds(backgrounds);
  model.trend().set_slice_words(words);
  for (size_t k = 0; k < k_count; ++k)
    model.mean_theta()[k] = static_cast<T>((1.0 + static_cast<double>(k)) / 15.0);
  theta::models::Batch<T> batch;
  make_batch(pool, bag, documents, config.etm, config.etm.word_dropout, kSettings.seed, kSettings.epoch,
             batch);
  theta::models::assign_slices<T>(kSliceOf, batch);

  Json json;
  json["config"] = {{"topics", k_count},
                    {"padded", theta::math::padded(k_count)},
                    {"embedding", config.etm.embedding_size},
                    {"slices", config.slices},
                    {"documents", kDocuments},
                    {"walk_variance", config.walk_variance},
                    {"trend_variance", config.trend_variance},
                    {"topic_start_variance", config.topic_start_variance},
                    {"trend_start_variance", config.trend_start_variance},
                    {"trend_hidden", config.trend_hidden},
                    {"trend_layers", config.trend_layers},
                    {"normalised_counts", paper},
                    {"kl_weight", kSettings.kl_weight},
                    {"refine_weight", config.etm.refine_weight},
                    {"refine_steps", config.etm.refine_steps},
                    {"refine_strength", config.etm.refine_strength}};
  json["counts"] = dense(batch.target, v_count);
  json["visible"] = dense(batch.input, v_count);  // what is 0 here is hidden from the encoder
  json["batch_slices"] = batch.slices;
  json["row_slice"] = batch.row_slice;
  json["backgrounds"] = json_of(backgrounds);
  json["slice_words"] = json_of(words);
  json["mean_theta"] = std::vector<double>(model.mean_theta().begin(), model.mean_theta().end());

  theta::models::Optimizer<T> optimizer({}, theta::models::Optimizer<T>::Mode::kCollectOnly);
  optimizer.begin_step(0.005, model.parameters());
  const theta::models::StepLoss loss = model.step(pool, batch, kSettings, optimizer);
  json["loss"] = {{"reconstruction", loss.reconstruction},
                  {"kl_theta", loss.kl},
                  {"refined", loss.refined},
                  {"kl_alpha", loss.kl_topics},
                  {"kl_eta", loss.kl_trend},
                  {"total", loss.total(kSettings, config.etm)}};
  json["noise"] = noise_of(model, batch, k_count);
  for (const theta::models::Parameter<T>* parameter : model.parameters()) {
    json["parameters"][parameter->name] = json_of(parameter->value);
    if (parameter->trained) json["gradients"][parameter->name] = json_of(parameter->gradient);
  }
  return json;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: detm_loss default|paper float|double\n", stderr);
    return 2;
  }
  const bool paper = std::string_view(argv[1]) == "paper";
  const Json json = std::string_view(argv[2]) == "float" ? run<float>(paper) : run<double>(paper);
  std::puts(theta::formats::json_line(json).c_str());
  return 0;
}

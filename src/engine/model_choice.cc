#include "engine/model_choice.h"

#include <initializer_list>

namespace theta::engine {
namespace {

// Below either, latent Dirichlet allocation measured better (docs/design/0012-lda.md): an encoder and word
// vectors need more documents to learn from, and something to read in each of them.
constexpr size_t kFewDocuments = 500;
constexpr double kFewWords = 3.5;

struct GivenOption {
  const char* name;
  bool given;
};

// The first option on the command line that only this model has, or null.
const char* first_given(std::initializer_list<GivenOption> options) {
  for (const GivenOption& option : options) {
    if (option.given) return option.name;
  }
  return nullptr;
}

// Options of both embedded models.
const char* network_option(const TrainOptions& o) {
  return first_given({{"--recipe", o.recipe != "default"},
                      {"--batch-size", o.batch_size.has_value()},
                      {"--hidden-size", o.hidden_size.has_value()},
                      {"--embedding-size", o.embedding_size.has_value()},
                      {"--embeddings", !o.embeddings.empty()},
                      {"--fixed-embeddings", o.fixed_embeddings},
                      {"--learning-rate", o.learning_rate.has_value()},
                      {"--kl-warmup", o.kl_warmup_epochs.has_value()},
                      {"--dropout", o.dropout.has_value()},
                      {"--batch-norm", o.batch_norm.has_value()},
                      {"--clip", o.clip_norm.has_value()},
                      {"--patience", o.patience.has_value()},
                      {"--anneal-after", o.anneal_after.has_value()}});
}

const char* lda_option(const TrainOptions& o) {
  return first_given({{"--alpha", o.alpha_sum.has_value()},
                      {"--beta", o.beta.has_value()},
                      {"--optimize-interval", o.optimize_interval.has_value()},
                      {"--burn-in", o.burn_in.has_value()}});
}

}  // namespace

std::string reason_for_slices(size_t slices, const std::string& first, const std::string& last,
                              size_t undated, size_t rows) {
  if (slices < 2 || 2 * undated > rows) return {};
  return fmt::format("a time column was found, with {} slices from {} to {}", slices, first, last);
}

Status check_model_options(const TrainOptions& options) {
  const std::string& model = options.model;
  if (model != "auto" && model != "etm" && model != "detm" && model != "lda")
    return usage_error("--model {}: is not one of auto, etm, detm, lda", model);
  const char* const network = network_option(options);
  const char* const lda = lda_option(options);
  if (model == "lda" && network != nullptr)
    return usage_error("{}: is not an option of --model lda", network);
  if ((model == "etm" || model == "detm") && lda != nullptr)
    return usage_error("{}: is not an option of --model {}", lda, model);
  if (network != nullptr && lda != nullptr) {
    return usage_error("{} is an option of --model etm, {} of --model lda; leave out one of them", network,
                       lda);
  }
  return {};
}

ModelChoice choose_model(const TrainOptions& options, const TrainingData& data) {
  if (!data.times.has_value()) return choose_model(options, data.size, "");
  const std::vector<corpus::TimeSlice>& slices = data.times->slices;
  return choose_model(options, data.size,
                      reason_for_slices(slices.size(), slices.front().label, slices.back().label,
                                        data.dates.undated(), data.dates.rows()));
}

ModelChoice choose_model(const TrainOptions& options, const models::CorpusSize& size,
                         const std::string& time) {
  if (options.model != "auto") return {options.model, "asked for by --model"};
  if (const char* const option = lda_option(options))
    return {"lda", fmt::format("{} is an option of it", option)};
  const char* const option = network_option(options);
  if (option != nullptr && time.empty()) return {"etm", fmt::format("{} is an option of it", option)};
  if (option != nullptr) return {"detm", fmt::format("{}, and {} is an option of it", time, option)};
  if (size.documents < kFewDocuments) {
    return {"lda",
            fmt::format("there are {} documents to learn from, and on fewer than {} it finds better topics "
                        "than etm",
                        size.documents, kFewDocuments)};
  }
  if (size.mean_length < kFewWords) {
    return {"lda", fmt::format("a document has {:.1f} words on average, and on fewer than {} it finds better "
                               "topics than etm",
                               size.mean_length, kFewWords)};
  }
  if (!time.empty()) return {"detm", time};
  return {"etm",
          fmt::format("it finds better topics than lda on documents as many and as long as these ({}, {:.1f} "
                      "words on average)",
                      size.documents, size.mean_length)};
}

}  // namespace theta::engine

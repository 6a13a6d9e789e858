#include "encoders/transformer_encoder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/files.h"
#include "base/spelling.h"
#include "encoders/row_kernels.h"

namespace theta::encoders {
namespace {

using math::Matrix;
using tokenizers::TokenIds;

Result<std::string> chosen_prompt(const FolderSettings& settings, const std::string& wanted) {
  const std::string& name = wanted.empty() ? settings.default_prompt : wanted;
  if (name.empty()) return std::string();
  const auto found = settings.prompts.find(name);
  if (found != settings.prompts.end()) return found->second;
  std::vector<std::string> names;
  for (const auto& [known, prompt] : settings.prompts) names.push_back(known);
  return usage_error("the encoder has no prompt \"{}\"{}", name, did_you_mean(name, names));
}

void normalise(float* values, size_t count) {
  const float length = std::sqrt(dot(values, values, count));
  if (length > 0) scale_row(values, 1.0F / length, count);
}

/// Numbers of the texts, the longest first: a batch then holds texts of about one length.
std::vector<size_t> by_length(const std::vector<TokenIds>& tokens) {
  std::vector<size_t> order(tokens.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return tokens[a].size() > tokens[b].size(); });
  return order;
}

}  // namespace

Result<std::unique_ptr<TransformerEncoder>> TransformerEncoder::open(ThreadPool& pool,
                                                                     const std::string& folder,
                                                                     const TransformerOptions& options) {
  THETA_ASSIGN(const EncoderConfig config, read_encoder_config(folder));
  THETA_ASSIGN(FolderSettings settings, read_folder_settings(folder, config));
  THETA_ASSIGN(std::string prompt, chosen_prompt(settings, options.prompt));
  const std::string path = join_path(folder, "tokenizer.json");
  THETA_ASSIGN(auto tokenizer, tokenizers::SubwordTokenizer::open(path));
  if (tokenizer.size() > config.vocabulary) {
    return bad_input("{}: has {} tokens where config.json allows {}", path, tokenizer.size(),
                     config.vocabulary);
  }
  if (options.dimension > config.hidden) {
    return usage_error("the encoder's vectors have {} values and cannot be cut to {}", config.hidden,
                       options.dimension);
  }
  THETA_ASSIGN(WeightFiles weights, WeightFiles::open(folder));
  THETA_ASSIGN(auto transformer, make_transformer(pool, config, std::move(weights), options.precision));
  std::unique_ptr<TransformerEncoder> encoder(
      new TransformerEncoder(std::move(tokenizer), std::move(transformer)));
  encoder->settings_ = std::move(settings);
  if (options.most_tokens > 0) {
    encoder->settings_.most_tokens = std::min(options.most_tokens, encoder->settings_.most_tokens);
  }
  encoder->prompt_ = std::move(prompt);
  encoder->hidden_ = config.hidden;
  encoder->dimension_ = options.dimension == 0 ? config.hidden : options.dimension;
  encoder->settings_.normalise = encoder->settings_.normalise || encoder->dimension_ < config.hidden;
  encoder->batch_tokens_ = std::max<size_t>(options.batch_tokens, 1);
  return encoder;
}

std::vector<TokenIds> TransformerEncoder::tokens_of(ThreadPool& pool,
                                                    const std::vector<std::string_view>& texts) const {
  constexpr size_t kGrain = 64;
  std::vector<TokenIds> tokens(texts.size());
  std::vector<tokenizers::EncodingWork> work(pool.size());
  parallel_for(pool, texts.size(), kGrain, [&](size_t begin, size_t end, size_t worker) {
    for (size_t i = begin; i < end; ++i) {
      const std::string text = prompt_ + std::string(texts[i]);
      tokenizer_.encode(text, settings_.most_tokens, work[worker], tokens[i]);
      // A tokenizer without tokens of its own around a text leaves an empty one without any.
      if (tokens[i].empty()) tokens[i].push_back(0);
    }
  });
  return tokens;
}

void TransformerEncoder::pool_text(const Matrix<float>& states, size_t begin, size_t end, float* out) const {
  std::vector<float> pooled(hidden_, 0.0F);
  switch (settings_.pooling) {
    case Pooling::kLastToken:
      std::copy_n(states.row(end - 1), hidden_, pooled.data());
      break;
    case Pooling::kFirstToken:
      std::copy_n(states.row(begin), hidden_, pooled.data());
      break;
    case Pooling::kMean:
      for (size_t t = begin; t < end; ++t) add_row(states.row(t), pooled.data(), hidden_);
      scale_row(pooled.data(), 1.0F / static_cast<float>(end - begin), hidden_);
  }
  if (settings_.normalise) normalise(pooled.data(), dimension_);
  std::copy_n(pooled.data(), dimension_, out);
}

Result<Matrix<float>> TransformerEncoder::encode(ThreadPool& pool, const std::vector<std::string_view>& texts,
                                                 const StopFlag* stop) {
  const std::vector<TokenIds> tokens = tokens_of(pool, texts);
  const std::vector<size_t> order = by_length(tokens);
  Matrix<float> vectors(texts.size(), dimension_);
  Matrix<float> states;
  for (size_t first = 0; first < order.size();) {
    if (stop != nullptr && stop->requested())
      return make_error(ErrorKind::kCancelled, "stopped while encoding");
    TokenBatch batch;
    size_t next = first;
    while (next < order.size() &&
           (next == first || batch.tokens.size() + tokens[order[next]].size() <= batch_tokens_)) {
      const TokenIds& text = tokens[order[next++]];
      batch.tokens.insert(batch.tokens.end(), text.begin(), text.end());
      batch.offsets.push_back(batch.tokens.size());
    }
    transformer_->forward(pool, batch, states);
    for (size_t i = 0; i < batch.texts(); ++i) {
      pool_text(states, batch.offsets[i], batch.offsets[i + 1], vectors.row(order[first + i]));
    }
    first = next;
  }
  return vectors;
}

}  // namespace theta::encoders

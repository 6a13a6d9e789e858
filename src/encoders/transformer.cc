#include "encoders/transformer.h"

namespace theta::encoders {

Result<std::unique_ptr<Transformer>> make_transformer(ThreadPool& pool, const EncoderConfig& config,
                                                      WeightFiles weights, math::Precision precision) {
  if (config.architecture == Architecture::kQwen3)
    return make_qwen3(pool, config, std::move(weights), precision);
  return make_bert(pool, config, std::move(weights), precision);
}

Result<std::string> prefix_of(const WeightFiles& weights, const std::vector<std::string>& prefixes,
                              const std::string& name) {
  for (const std::string& prefix : prefixes) {
    if (weights.has(prefix + name)) return prefix;
  }
  return bad_input("the weights lack the tensor {}", name);
}

void for_rows(ThreadPool& pool, size_t rows, const std::function<void(size_t)>& row) {
  constexpr size_t kGrain = 16;
  parallel_for(pool, rows, kGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t r = begin; r < end; ++r) row(r);
  });
}

}  // namespace theta::encoders

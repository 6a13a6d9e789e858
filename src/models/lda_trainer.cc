#include "models/lda_trainer.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "base/random.h"

namespace theta::models {
namespace {

constexpr uint64_t kStartStream = 30;
constexpr uint64_t kSweepStream = 31;
// Enough for as many threads; a block's own staleness does not depend on it.
constexpr size_t kBlocksPerRound = 32;
// The fewer tokens move between two looks at the common counts, the better the topics: on 20 Newsgroups 16
// rounds equal the strictly sequential sampler and one round stays behind it. Each round copies the table of
// counts, so corpora with few tokens for their table take fewer.
constexpr size_t kFewestRounds = 4;
constexpr size_t kMostRounds = 16;
constexpr uint64_t kRoundsPerTokenOfACell = 8;
constexpr size_t kWordGrain = 256;
constexpr int kPriorSteps = 5;

void add(int32_t& count, int32_t change) {
  std::atomic_ref<int32_t>(count).fetch_add(change, std::memory_order_relaxed);
}
void add(int64_t& count, int64_t change) {
  std::atomic_ref<int64_t>(count).fetch_add(change, std::memory_order_relaxed);
}

// One number in [0, 1) for each of the tokens of a document, 24 random bits each.
void draw_uniforms(const CounterRandom& random, size_t count, math::AlignedVector<float>& uniforms) {
  if (uniforms.size() < count + 3) uniforms.resize(count + 3);
  for (size_t i = 0; i < count; i += 4) {
    const auto words = random.block(i / 4);
    for (size_t j = 0; j < 4; ++j) uniforms[i + j] = static_cast<float>(words[j] >> 8) * 0x1p-24F;
  }
}

}  // namespace

LdaTrainer::LdaTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const LdaPlan& plan, uint64_t seed)
    : pool_(pool),
      bag_(bag),
      plan_(plan),
      seed_(seed),
      cols_(math::padded(plan.num_topics)),
      counts_(plan.vocabulary_size, plan.num_topics),
      alpha_(cols_),
      workers_(pool.size()) {
  for (const uint32_t count : bag.counts) tokens_ += count;
  const uint64_t cells = std::max<uint64_t>(counts_.word_topic.size(), 1);
  rounds_ = std::clamp<uint64_t>(kRoundsPerTokenOfACell * tokens_ / cells, kFewestRounds, kMostRounds);
  cut_blocks();
  for (Worker& worker : workers_) {
    worker.inverse.resize(cols_);
    worker.weight.resize(cols_);
    worker.cumulative.resize(cols_);
    worker.document_topic.resize(cols_);
  }
  state_.topics.resize(tokens_);
  state_.prior.alpha.assign(plan.num_topics, plan.alpha_sum / static_cast<double>(plan.num_topics));
  state_.prior.beta = plan.beta;
}

// Blocks of about equally many tokens.
void LdaTrainer::cut_blocks() {
  const size_t count = rounds_ * kBlocksPerRound;
  size_t document = 0;
  uint64_t token = 0;
  for (size_t b = 0; b < count; ++b) {
    Block block{document, document, token};
    const uint64_t end = tokens_ * (b + 1) / count;
    while (document < bag_.documents() && token < end) token += bag_.document_length(document++);
    block.last = document;
    blocks_.push_back(block);
  }
}

void LdaTrainer::initialise() {
  uint64_t token = 0;
  for (size_t d = 0; d < bag_.documents(); ++d) {
    const CounterRandom random(seed_, stream_id(kStartStream, d));
    const uint64_t length = bag_.document_length(d);
    for (uint64_t i = 0; i < length; ++i) {
      state_.topics[token++] = static_cast<uint16_t>(random.below(i, plan_.num_topics));
    }
  }
  count_tokens();
}

void LdaTrainer::restore(State state) {
  state_ = std::move(state);
  count_tokens();
}

void LdaTrainer::count_tokens() {
  counts_.word_topic.fill(0);
  std::fill(counts_.topic.begin(), counts_.topic.end(), 0);
  size_t token = 0;
  for (size_t i = 0; i < bag_.words.size(); ++i) {
    for (uint32_t c = 0; c < bag_.counts[i]; ++c) {
      const uint16_t topic = state_.topics[token++];
      ++counts_.word_topic(bag_.words[i], topic);
      ++counts_.topic[topic];
    }
  }
}

void LdaTrainer::run_sweep() {
  for (size_t k = 0; k < plan_.num_topics; ++k) alpha_[k] = static_cast<float>(state_.prior.alpha[k]);
  for (size_t round = 0; round < rounds_; ++round) run_round(round);
  const uint64_t sweep = ++state_.sweeps_done;
  if (plan_.optimize_interval > 0 && sweep > plan_.burn_in && sweep % plan_.optimize_interval == 0 &&
      tokens_ > 0) {
    optimize_prior(statistics(), kPriorSteps, state_.prior);
  }
  const uint64_t left = plan_.sweeps > sweep ? plan_.sweeps - sweep : 0;
  if (left % plan_.sample_interval == 0 && left / plan_.sample_interval < plan_.samples) keep_counts();
}

void LdaTrainer::run_round(size_t round) {
  pool_.run(workers_.size(), [&](size_t w, size_t) { workers_[w].counts = counts_; });
  pool_.run(kBlocksPerRound, [&](size_t b, size_t worker) {
    const Block& block = blocks_[b * rounds_ + round];
    if (block.first == block.last) return;
    sample_block(block, workers_[worker]);
    publish_changes(block, workers_[worker]);
  });
}

void LdaTrainer::sample_block(const Block& block, Worker& worker) {
  const LdaPass pass = {cols_,
                        alpha_.data(),
                        state_.prior.beta,
                        state_.prior.beta * static_cast<double>(plan_.vocabulary_size),
                        worker.counts.word_topic.data(),
                        worker.counts.topic.data(),
                        worker.inverse.data(),
                        worker.document_topic.data(),
                        worker.weight.data(),
                        worker.cumulative.data()};
  fill_inverse(pass, plan_.num_topics);
  uint16_t* topics = state_.topics.data() + block.token;
  worker.before.clear();
  for (size_t d = block.first; d < block.last; ++d) {
    const uint64_t length = bag_.document_length(d);
    worker.before.insert(worker.before.end(), topics, topics + length);
    draw_uniforms(CounterRandom(seed_, stream_id(kSweepStream, state_.sweeps_done, d)), length,
                  worker.uniforms);
    resample_document(pass, bag_.document_words(d), bag_.document_counts(d), worker.uniforms.data(), topics);
    topics += length;
  }
}

// Adds the block's changes to the common counts and takes them back from the thread's own, which the next
// block must find as they stood when the round began.
void LdaTrainer::publish_changes(const Block& block, Worker& worker) {
  const uint16_t* after = state_.topics.data() + block.token;
  const uint16_t* before = worker.before.data();
  std::vector<int64_t> topic_change(cols_);
  for (uint64_t i = bag_.offsets[block.first]; i < bag_.offsets[block.last]; ++i) {
    int32_t* const own = worker.counts.word_topic.row(bag_.words[i]);
    int32_t* const common = counts_.word_topic.row(bag_.words[i]);
    for (uint32_t c = 0; c < bag_.counts[i]; ++c, ++before, ++after) {
      if (*before == *after) continue;
      ++own[*before];
      --own[*after];
      add(common[*before], -1);
      add(common[*after], 1);
      --topic_change[*before];
      ++topic_change[*after];
    }
  }
  for (size_t k = 0; k < plan_.num_topics; ++k) {
    worker.counts.topic[k] -= topic_change[k];
    add(counts_.topic[k], topic_change[k]);
  }
}

void LdaTrainer::count_documents(const Block& block, math::AlignedVector<int32_t>& counts,
                                 LdaStatistics& statistics) const {
  const uint16_t* topics = state_.topics.data() + block.token;
  std::fill(counts.begin(), counts.end(), 0);
  for (size_t d = block.first; d < block.last; ++d) {
    const uint64_t length = bag_.document_length(d);
    for (uint64_t i = 0; i < length; ++i) ++counts[topics[i]];
    for (uint64_t i = 0; i < length; ++i) {  // only the document's own topics, each once
      statistics.document_topic[topics[i]].add(static_cast<uint64_t>(counts[topics[i]]));
      counts[topics[i]] = 0;
    }
    statistics.document_length.add(length);
    topics += length;
  }
}

LdaStatistics LdaTrainer::statistics() {
  std::vector<LdaStatistics> parts(pool_.size());
  for (LdaStatistics& part : parts) part.document_topic.resize(plan_.num_topics);
  pool_.run(blocks_.size(), [&](size_t b, size_t worker) {
    count_documents(blocks_[b], workers_[worker].document_topic, parts[worker]);
  });
  parallel_for(pool_, plan_.vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t worker) {
    for (size_t v = begin; v < end; ++v) {
      for (const int32_t count : counts_.word_topic.row_span(v)) {
        parts[worker].word_topic.add(static_cast<uint64_t>(count));
      }
    }
  });
  LdaStatistics all = std::move(parts[0]);
  for (size_t p = 1; p < parts.size(); ++p) {
    for (size_t k = 0; k < plan_.num_topics; ++k) all.document_topic[k].add(parts[p].document_topic[k]);
    all.document_length.add(parts[p].document_length);
    all.word_topic.add(parts[p].word_topic);
  }
  all.topic_tokens.assign(counts_.topic.begin(),
                          counts_.topic.begin() + static_cast<std::ptrdiff_t>(plan_.num_topics));
  all.vocabulary_size = plan_.vocabulary_size;
  return all;
}

double LdaTrainer::log_likelihood_per_token() {
  if (tokens_ == 0) return 0;
  return log_likelihood(statistics(), state_.prior) / static_cast<double>(tokens_);
}

void LdaTrainer::keep_counts() {
  math::Matrix<uint32_t>& kept = state_.kept_counts;
  if (kept.empty()) kept = math::Matrix<uint32_t>(plan_.vocabulary_size, cols_);
  parallel_for(pool_, plan_.vocabulary_size, kWordGrain, [&](size_t begin, size_t end, size_t) {
    for (size_t v = begin; v < end; ++v) {
      for (size_t k = 0; k < cols_; ++k) kept(v, k) += static_cast<uint32_t>(counts_.word_topic(v, k));
    }
  });
}

math::Matrix<float> LdaTrainer::word_topic() const {
  const math::Matrix<uint32_t>& kept = state_.kept_counts;
  const auto count = [&](size_t v, size_t k) {
    return kept.empty() ? static_cast<double>(counts_.word_topic(v, k)) : static_cast<double>(kept(v, k));
  };
  std::vector<double> topic_tokens(plan_.num_topics);
  double all = 0;
  for (size_t v = 0; v < plan_.vocabulary_size; ++v) {
    for (size_t k = 0; k < plan_.num_topics; ++k) topic_tokens[k] += count(v, k);
  }
  for (const double tokens : topic_tokens) all += tokens;
  // Every kept sweep has counted every token once.
  const double beta = state_.prior.beta * (tokens_ > 0 ? all / static_cast<double>(tokens_) : 1);
  const double beta_sum = beta * static_cast<double>(plan_.vocabulary_size);
  math::Matrix<float> result(plan_.vocabulary_size, cols_);
  for (size_t v = 0; v < plan_.vocabulary_size; ++v) {
    for (size_t k = 0; k < plan_.num_topics; ++k) {
      result(v, k) = static_cast<float>((count(v, k) + beta) / (topic_tokens[k] + beta_sum));
    }
  }
  return result;
}

}  // namespace theta::models

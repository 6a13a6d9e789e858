#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/thread_pool.h"
#include "corpus/bag_of_words.h"
#include "models/lda_counts.h"
#include "models/lda_kernel.h"
#include "models/lda_plan.h"
#include "models/lda_prior.h"

namespace theta::models {

/// Latent Dirichlet allocation (Blei, Ng & Jordan 2003) by collapsed Gibbs sampling (Griffiths & Steyvers
/// 2004), with priors fitted along the way (Wallach, Mimno & McCallum 2009).
///
/// A sweep goes over the documents in rounds. The documents of a round are cut into blocks that are sampled
/// side by side, each on the counts that stood at the start of the round plus its own changes (approximate
/// distributed LDA: Newman, Asuncion, Smyth & Welling 2009); then all changes are added up. Rounds and blocks
/// follow from the corpus alone and every random number from seed, sweep and document, so any number of
/// threads gives the same assignments.
class LdaTrainer {
 public:
  /// `bag` must outlive the trainer. Documents may be empty.
  LdaTrainer(ThreadPool& pool, const corpus::BagOfWords& bag, const LdaPlan& plan, uint64_t seed);

  /// Gives every token a random topic. Once, before the first sweep; a resumed run calls restore() instead.
  void initialise();

  /// Draws the topic of every token once, then fits the priors and keeps the counts when the plan says so.
  void run_sweep();

  size_t sweeps_done() const { return state_.sweeps_done; }
  /// log p(w, z | alpha, beta) per token, in nats.
  double log_likelihood_per_token();
  const LdaPrior& prior() const { return state_.prior; }
  const LdaCounts& counts() const { return counts_; }

  /// p(v | k) as [V, padded(K)], zero in the padding: the mean of the kept samples, or the present counts
  /// when there are none.
  math::Matrix<float> word_topic() const;

  /// Everything that changes in a run but the counts, which follow from z: what a checkpoint holds.
  struct State {
    std::vector<uint16_t> topics;  ///< z, [tokens], document by document, word by word
    LdaPrior prior;
    math::Matrix<uint32_t> kept_counts;  ///< n_vk summed over the kept sweeps; empty before the first
    uint64_t sweeps_done = 0;
  };
  const State& state() const { return state_; }
  /// Goes on from a state of a trainer with the same corpus, plan and seed.
  void restore(State state);

 private:
  // Documents [first, last), whose tokens start at `token`.
  struct Block {
    size_t first = 0;
    size_t last = 0;
    uint64_t token = 0;
  };
  // A thread's own counts and scratch space.
  struct Worker {
    LdaCounts counts;
    math::AlignedVector<float> inverse, weight, cumulative, uniforms;
    math::AlignedVector<int32_t> document_topic;
    std::vector<uint16_t> before;
  };

  void cut_blocks();
  void count_tokens();
  void run_round(size_t round);
  void sample_block(const Block& block, Worker& worker);
  void publish_changes(const Block& block, Worker& worker);
  void count_documents(const Block& block, math::AlignedVector<int32_t>& counts,
                       LdaStatistics& statistics) const;
  LdaStatistics statistics();
  void keep_counts();

  ThreadPool& pool_;
  const corpus::BagOfWords& bag_;
  LdaPlan plan_;
  uint64_t seed_;
  size_t cols_;  // padded(K)
  uint64_t tokens_ = 0;
  size_t rounds_ = 1;
  std::vector<Block> blocks_;  // [rounds * blocks per round]; those of a round lie rounds_ apart
  LdaCounts counts_;
  State state_;
  math::AlignedVector<float> alpha_;  // the prior as the kernel reads it
  std::vector<Worker> workers_;
};

}  // namespace theta::models

#include "eval/word_drift.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "eval/top_words.h"

namespace theta::eval {
namespace {

/// A topic at some time: how often it is used, and its words.
struct Time {
  double uses = 0;
  std::span<const double> words;  // [V] uses * beta
};

double log_odds(double count, double total) {
  return std::log(count / (total - count));
}

// Changes from one time to the next, the clearest `most` of each kind; ties by word number.
DriftWords compare(const Time& before, const Time& after, std::span<const double> prior, double prior_uses,
                   size_t most) {
  DriftWords words;
  for (uint32_t v = 0; v < prior.size(); ++v) {
    if (before.words[v] + after.words[v] < kFewestExpectedUses) continue;
    const double pseudo = kPriorUses * prior[v] / prior_uses;
    const double first = before.words[v] + pseudo;
    const double second = after.words[v] + pseudo;
    const double first_total = before.uses + kPriorUses;
    const double second_total = after.uses + kPriorUses;
    if (first >= first_total || second >= second_total) continue;  // a topic of one word
    const double ratio = log_odds(second, second_total) - log_odds(first, first_total);
    const double z = ratio / std::sqrt(1 / first + 1 / second);
    if (std::abs(z) < kClearChange) continue;
    const DriftWord word = {v, before.words[v] / before.uses, after.words[v] / after.uses, z};
    (z > 0 ? words.rising : words.falling).push_back(word);
  }
  for (std::vector<DriftWord>* const list : {&words.rising, &words.falling}) {
    std::sort(list->begin(), list->end(), [](const DriftWord& a, const DriftWord& b) {
      return std::abs(a.z) != std::abs(b.z) ? std::abs(a.z) > std::abs(b.z) : a.word < b.word;
    });
    if (list->size() > most) list->resize(most);
  }
  return words;
}

/// Uses of topics and of their words, summed over slices.
struct Sum {
  std::vector<double> uses;    // [K]
  math::Matrix<double> words;  // [K, V]

  Sum() = default;
  Sum(size_t topics, size_t words_of_each) : uses(topics), words(topics, words_of_each) {}
  void add(size_t k, double count, std::span<const float> beta) {
    uses[k] += count;
    const std::span<double> row = words.row_span(k);
    for (size_t v = 0; v < row.size(); ++v) row[v] += count * double{beta[v]};
  }
  void set(size_t k, double count, std::span<const float> beta) {
    uses[k] = 0;
    std::fill(words.row_span(k).begin(), words.row_span(k).end(), 0.0);
    add(k, count, beta);
  }
  Time time(size_t k) const { return {uses[k], words.row_span(k)}; }
};

// The slices of the first third, and the first slice of the last one, of those with uses of a topic.
struct Thirds {
  size_t early_end = 0;  // slices below are early
  size_t late_begin = SIZE_MAX;
};

Thirds thirds_of(const math::Matrix<double>& uses, size_t topic) {
  std::vector<size_t> used;
  for (size_t t = 0; t < uses.rows(); ++t) {
    if (uses(t, topic) > 0) used.push_back(t);
  }
  if (used.size() < 2) return {};
  const size_t third = std::max<size_t>(1, used.size() / 3);
  return {used[third - 1] + 1, used[used.size() - third]};
}

/// The two passes over the slices.
class Drift {
 public:
  Drift(ThreadPool& pool, const SliceBeta& beta, const math::Matrix<double>& uses, const DriftChoice& choice)
      : pool_(pool), beta_(beta), uses_(uses), choice_(choice), drifts_(uses.cols()) {}

  std::vector<TopicDrift> run() {
    const size_t topics = uses_.cols();
    for (size_t k = 0; k < topics; ++k) {
      thirds_.push_back(thirds_of(uses_, k));
      drifts_[k].step.resize(uses_.rows());
    }
    for (size_t t = 0; t < uses_.rows(); ++t) sum_up(t);
    for_each_topic([this](size_t k) {
      if (early_.uses[k] == 0 || late_.uses[k] == 0) return;
      drifts_[k].whole = compare_topic(k, early_.time(k), late_.time(k));
    });
    before_ = std::exchange(early_, {});
    now_ = std::exchange(late_, {});
    std::fill(before_.uses.begin(), before_.uses.end(), 0.0);
    for (size_t t = 0; t < uses_.rows(); ++t) step(t);
    return std::move(drifts_);
  }

 private:
  void for_each_topic(const std::function<void(size_t k)>& body) {
    pool_.run(uses_.cols(), [&body](size_t k, size_t /*worker*/) { body(k); });
  }

  void sum_up(size_t t) {
    const math::Matrix<float> beta = beta_(t);
    if (t == 0) {
      all_ = early_ = late_ = Sum(beta.rows(), beta.cols());
    }
    const auto top = top_words(beta, choice_.top_words);
    for (size_t k = 0; k < top.size(); ++k) {
      std::vector<SliceWord>& words = drifts_[k].top.emplace_back();
      for (const uint32_t word : top[k]) words.push_back({word, beta(k, word)});
    }
    for_each_topic([&](size_t k) {
      const double count = uses_(t, k);
      if (count <= 0) return;
      all_.add(k, count, beta.row_span(k));
      if (t < thirds_[k].early_end) early_.add(k, count, beta.row_span(k));
      if (t >= thirds_[k].late_begin) late_.add(k, count, beta.row_span(k));
    });
  }

  void step(size_t t) {
    const math::Matrix<float> beta = beta_(t);
    for_each_topic([&](size_t k) {
      if (uses_(t, k) <= 0) return;
      now_.set(k, uses_(t, k), beta.row_span(k));
      if (before_.uses[k] > 0) drifts_[k].step[t] = compare_topic(k, before_.time(k), now_.time(k));
      std::swap(before_.uses[k], now_.uses[k]);
      std::swap_ranges(before_.words.row(k), before_.words.row(k) + beta.cols(), now_.words.row(k));
    });
  }

  DriftWords compare_topic(size_t k, const Time& before, const Time& after) const {
    return compare(before, after, all_.words.row_span(k), all_.uses[k], choice_.changed);
  }

  ThreadPool& pool_;
  const SliceBeta& beta_;
  const math::Matrix<double>& uses_;
  DriftChoice choice_;
  std::vector<TopicDrift> drifts_;  // [K]
  std::vector<Thirds> thirds_;      // [K]
  Sum all_;
  Sum early_;
  Sum late_;
  Sum before_;  // the last slice with uses of each topic
  Sum now_;
};

}  // namespace

std::vector<TopicDrift> word_drift(ThreadPool& pool, const SliceBeta& beta, const math::Matrix<double>& uses,
                                   const DriftChoice& choice) {
  return Drift(pool, beta, uses, choice).run();
}

}  // namespace theta::eval

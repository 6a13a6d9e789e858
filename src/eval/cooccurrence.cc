#include "eval/cooccurrence.h"

#include <deque>
#include <functional>

namespace theta::eval {
namespace {

constexpr size_t kDocumentsPerTask = 256;

/// Where each word stands in the topics.
class Places {
 public:
  struct Place {
    uint32_t topic;
    uint32_t rank;
  };

  Places(const TopicWords& topics, size_t n) {
    uint32_t largest = 0;
    for (const auto& topic : topics) {
      for (size_t i = 0; i < std::min(n, topic.size()); ++i) largest = std::max(largest, topic[i]);
    }
    number_.assign(size_t{largest} + 1, kNone);
    for (uint32_t k = 0; k < topics.size(); ++k) {
      for (uint32_t i = 0; i < std::min(n, topics[k].size()); ++i) {
        uint32_t& number = number_[topics[k][i]];
        if (number == kNone) {
          number = static_cast<uint32_t>(places_.size());
          places_.emplace_back();
        }
        places_[number].push_back({k, i});
      }
    }
  }

  static constexpr uint32_t kNone = UINT32_MAX;
  /// Number of a word among those that stand in topics; kNone for all others.
  uint32_t number(uint32_t word) const { return word < number_.size() ? number_[word] : kNone; }
  const std::vector<Place>& places(uint32_t number) const { return places_[number]; }
  size_t words() const { return places_.size(); }

 private:
  std::vector<uint32_t> number_;  // by word
  std::vector<std::vector<Place>> places_;
};

/// Windows [first, last] of one document.
struct Run {
  uint64_t first;
  uint64_t last;
};

uint64_t length(const std::vector<Run>& runs) {
  uint64_t sum = 0;
  for (const Run& run : runs) sum += run.last - run.first + 1;
  return sum;
}

uint64_t common_length(const std::vector<Run>& a, const std::vector<Run>& b) {
  uint64_t sum = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const uint64_t first = std::max(a[i].first, b[j].first);
    const uint64_t last = std::min(a[i].last, b[j].last);
    if (first <= last) sum += last - first + 1;
    (a[i].last < b[j].last ? i : j) += 1;
  }
  return sum;
}

/// What one thread has counted, and its notes on the document at hand.
class Counter {
 public:
  Counter(const Places& places, const TopicWords& topics, size_t n)
      : places_(&places), runs_(places.words()), present_(topics.size()) {
    for (const auto& topic : topics) counts_.topics.emplace_back(std::min(n, topic.size()));
  }

  /// The word stands in the windows `run`; runs of one word arrive by rising start.
  void note(uint32_t word, Run run) {
    const uint32_t number = places_->number(word);
    if (number == Places::kNone) return;
    std::vector<Run>& runs = runs_[number];
    if (runs.empty()) found_.push_back(number);
    if (!runs.empty() && run.first <= runs.back().last + 1) {
      runs.back().last = run.last;
    } else {
      runs.push_back(run);
    }
  }

  /// The first place in the document, not before `from`, where the word stands. Places arrive rising.
  uint64_t first_place(uint32_t word, uint64_t place, uint64_t from) {
    const uint32_t number = places_->number(word);
    if (number == Places::kNone) return place;
    seen_.resize(runs_.size());
    std::deque<uint64_t>& seen = seen_[number];
    if (runs_[number].empty()) seen.clear();
    seen.push_back(place);
    while (seen.front() < from) seen.pop_front();
    return seen.front();
  }

  void end_document(uint64_t windows) {
    counts_.windows += windows;
    for (const uint32_t number : found_) {
      for (const Places::Place place : places_->places(number)) {
        if (present_[place.topic].empty()) touched_.push_back(place.topic);
        present_[place.topic].push_back({number, place.rank});
      }
    }
    for (const uint32_t topic : touched_) count_topic(topic);
    for (const uint32_t number : found_) runs_[number].clear();
    found_.clear();
    touched_.clear();
  }

  const Cooccurrence& counts() const { return counts_; }

 private:
  struct Present {
    uint32_t number;
    uint32_t rank;
  };

  void count_topic(uint32_t topic) {
    std::vector<Present>& present = present_[topic];
    for (size_t a = 0; a < present.size(); ++a) {
      const std::vector<Run>& runs = runs_[present[a].number];
      counts_.topics[topic].add(present[a].rank, present[a].rank, length(runs));
      for (size_t b = a + 1; b < present.size(); ++b) {
        counts_.topics[topic].add(present[a].rank, present[b].rank,
                                  common_length(runs, runs_[present[b].number]));
      }
    }
    present.clear();
  }

  const Places* places_;
  std::vector<std::vector<Run>> runs_;      // by number
  std::vector<std::deque<uint64_t>> seen_;  // by number: places in the document; only for kGensim
  std::vector<uint32_t> found_;
  std::vector<std::vector<Present>> present_;  // by topic
  std::vector<uint32_t> touched_;
  Cooccurrence counts_;
};

// Sums of whole numbers: the same whichever thread counted which document.
Cooccurrence count(ThreadPool& pool, const TopicWords& topics, size_t n, size_t documents,
                   const std::function<void(size_t document, Counter& counter)>& read) {
  const Places places(topics, n);
  std::vector<Counter> counters(pool.size(), Counter(places, topics, n));
  parallel_for(pool, documents, kDocumentsPerTask, [&](size_t begin, size_t end, size_t worker) {
    for (size_t d = begin; d < end; ++d) read(d, counters[worker]);
  });
  Cooccurrence result = counters[0].counts();
  for (size_t i = 1; i < counters.size(); ++i) {
    result.windows += counters[i].counts().windows;
    for (size_t k = 0; k < topics.size(); ++k) result.topics[k].add(counters[i].counts().topics[k]);
  }
  return result;
}

}  // namespace

void TopicCooccurrence::add(const TopicCooccurrence& other) {
  for (size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

Cooccurrence count_documents(ThreadPool& pool, const TopicWords& topics, const corpus::BagOfWords& reference,
                             size_t n) {
  return count(pool, topics, n, reference.documents(), [&reference](size_t d, Counter& counter) {
    for (const uint32_t word : reference.document_words(d)) counter.note(word, {0, 0});
    counter.end_document(1);
  });
}

Cooccurrence count_windows(ThreadPool& pool, const TopicWords& topics, const corpus::TokenSequences& tokens,
                           std::span<const uint32_t> documents, size_t window, size_t n,
                           WindowCounting counting) {
  return count(pool, topics, n, documents.size(), [&](size_t i, Counter& counter) {
    const uint64_t begin = tokens.offsets[documents[i]];
    const uint64_t size = tokens.offsets[documents[i] + 1] - begin;
    if (size == 0) return;
    const uint64_t windows = size <= window ? 1 : size - window + 1;
    for (uint64_t p = 0; p < size; ++p) {
      const uint64_t first = p < window ? 0 : p - window + 1;
      const uint32_t word = tokens.words[begin + p];
      const uint64_t last = counting == WindowCounting::kWhole ? p : counter.first_place(word, p, first);
      counter.note(word, {first, std::min(last, windows - 1)});
    }
    counter.end_document(windows);
  });
}

}  // namespace theta::eval

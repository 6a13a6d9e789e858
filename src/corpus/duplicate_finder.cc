#include "corpus/duplicate_finder.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/word_key.h"

namespace theta::corpus {
namespace {

constexpr size_t kBandBytes = 4;
constexpr size_t kBands = std::tuple_size_v<Sketch> / kBandBytes;
constexpr size_t kMostOfBand = 8;    // texts of one band that are remembered: boilerplate must not cost time
constexpr size_t kMostCompared = 4;  // texts compared exactly, those with the most similar sketches
constexpr size_t kAhead = 6;         // sketches whose places in the table are fetched in time
constexpr double kSketchError = 0.25;  // short texts have few shingles, and rough sketches

// Two thirds full at most: beyond that, looking for what is not there takes many steps.
size_t table_size(size_t entries) {
  return std::bit_ceil(entries + entries / 2 + 16);
}

// Numbers of texts under hash values; several may stand under one.
class HashTable {
 public:
  explicit HashTable(size_t entries) : slots_(table_size(entries), 0) {}

  // Calls visit(text) for the texts that may stand under `hash`, until it returns true.
  template <typename Visit>
  void for_each(uint64_t hash, const Visit& visit) const {
    for (size_t i = hash & mask(); slots_[i] != 0; i = (i + 1) & mask()) {
      if (visit(slots_[i] - 1)) return;
    }
  }
  void add(uint64_t hash, uint32_t text) {
    size_t i = hash & mask();
    while (slots_[i] != 0) i = (i + 1) & mask();
    slots_[i] = text + 1;
  }
  void prefetch(uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask()]); }

 private:
  size_t mask() const { return slots_.size() - 1; }
  std::vector<uint32_t> slots_;  // number + 1; 0 is free
};

uint32_t band_of(const Sketch& sketch, size_t band) {
  uint32_t bytes;
  std::memcpy(&bytes, sketch.data() + band * kBandBytes, kBandBytes);
  return bytes;
}

uint64_t band_hash(const Sketch& sketch, size_t band) {
  return text::mix_key(uint64_t{band_of(sketch, band)} << 8 | band) >> 8;
}

struct Candidate {
  uint32_t sketch = 0;
  double similarity = 0;
};

// The sketches of texts that repeat none, to be asked for similar ones.
class SimilarSketches {
 public:
  explicit SimilarSketches(const std::vector<Sketch>& sketches)
      : sketches_(sketches), table_(sketches.size() * kBands) {}

  // Brings what find() will look at near, some time before.
  void prefetch(const Sketch& sketch) const {
    for (size_t band = 0; band < kBands; ++band) table_.prefetch(band_hash(sketch, band));
  }

  // The most similar ones, best first, the earlier ones first among equals.
  const std::vector<Candidate>& find(const Sketch& sketch) {
    candidates_.clear();
    for (size_t band = 0; band < kBands; ++band) {
      in_band_[band] = 0;
      table_.for_each(band_hash(sketch, band), [&](uint32_t other) {
        if (band_of(sketches_[other], band) != band_of(sketch, band)) return false;
        ++in_band_[band];
        consider(sketch, other);
        return false;
      });
    }
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      return a.similarity != b.similarity ? a.similarity > b.similarity : a.sketch < b.sketch;
    });
    if (candidates_.size() > kMostCompared) candidates_.resize(kMostCompared);
    return candidates_;
  }

  // Remembers the sketch that find() was asked about last.
  void add(uint32_t number) {
    for (size_t band = 0; band < kBands; ++band) {
      if (in_band_[band] < kMostOfBand) table_.add(band_hash(sketches_[number], band), number);
    }
  }

 private:
  void consider(const Sketch& sketch, uint32_t other) {
    for (const Candidate& known : candidates_) {
      if (known.sketch == other) return;
    }
    const double similarity = estimated_similarity(sketch, sketches_[other]);
    if (similarity >= DuplicateFinder::kLeastSimilarity - kSketchError)
      candidates_.push_back({other, similarity});
  }

  const std::vector<Sketch>& sketches_;
  HashTable table_;
  std::vector<Candidate> candidates_;
  std::array<size_t, kBands> in_band_ = {};  // sketches found under each band
};

// Compares texts exactly.
class ExactSimilarity {
 public:
  explicit ExactSimilarity(const DuplicateFinder::WordsOf& words_of) : words_of_(words_of) {}

  void set_text(uint32_t text) { read(text, shingles_); }
  double to(uint32_t other) {
    read(other, others_);
    return jaccard_similarity(shingles_, others_);
  }

 private:
  void read(uint32_t text, std::vector<uint64_t>& shingles) {
    words_of_(text, words_);
    shingles_of(words_, shingles);
  }

  const DuplicateFinder::WordsOf& words_of_;
  std::vector<uint64_t> words_;
  std::vector<uint64_t> shingles_;
  std::vector<uint64_t> others_;
};

}  // namespace

void DuplicateFinder::add(const TextKey& key, std::span<const uint64_t> words) {
  if (words.size() < kFewestWords) return add(key, static_cast<const Sketch*>(nullptr));
  const Sketch sketch = theta::corpus::sketch_of(words);
  add(key, &sketch);
}

void DuplicateFinder::add(const TextKey& key, const Sketch* sketch) {
  keys_.push_back(key);
  sketch_of_.push_back(sketch == nullptr ? kNone : static_cast<uint32_t>(sketches_.size()));
  if (sketch != nullptr) sketches_.push_back(*sketch);
}

std::vector<DuplicateFinder::Duplicate> DuplicateFinder::find(const WordsOf& words_of) const {
  std::vector<Duplicate> duplicates;
  std::vector<uint32_t> duplicate_number(keys_.size(), kNone);  // by text
  std::vector<uint32_t> text_of(sketches_.size());
  HashTable same_texts(keys_.size());
  SimilarSketches similar(sketches_);
  ExactSimilarity exact(words_of);
  const auto push = [&](uint32_t text, uint32_t original, float similarity, bool is_exact) {
    duplicate_number[text] = static_cast<uint32_t>(duplicates.size());
    duplicates.push_back({text, original, similarity, is_exact});
  };
  for (uint32_t text = 0; text < keys_.size(); ++text) {
    uint32_t same = kNone;
    same_texts.for_each(keys_[text].low, [&](uint32_t other) {
      if (keys_[other] == keys_[text]) same = other;
      return same != kNone;
    });
    if (same != kNone) {
      // What is the same as a duplicate repeats that one's original, as much as that one does.
      const uint32_t number = duplicate_number[same];
      if (number == kNone) {
        push(text, same, 1, true);
      } else {
        push(text, duplicates[number].original, duplicates[number].similarity, false);
      }
      continue;
    }
    same_texts.add(keys_[text].low, text);
    const uint32_t sketch = sketch_of_[text];
    if (sketch == kNone) continue;
    text_of[sketch] = text;
    if (sketch + kAhead < sketches_.size()) similar.prefetch(sketches_[sketch + kAhead]);
    Duplicate best;
    const std::vector<Candidate>& candidates = similar.find(sketches_[sketch]);
    if (!candidates.empty()) exact.set_text(text);
    for (const Candidate& candidate : candidates) {
      const auto similarity = static_cast<float>(exact.to(text_of[candidate.sketch]));
      if (similarity > best.similarity) best = {text, text_of[candidate.sketch], similarity, false};
    }
    if (static_cast<double>(best.similarity) >= kLeastSimilarity) {
      push(text, best.original, best.similarity, false);
    } else {
      similar.add(sketch);
    }
  }
  return duplicates;
}

}  // namespace theta::corpus

#include "embed/skip_gram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/random.h"
#include "embed/noise_table.h"
#include "embed/skip_gram_kernel.h"
#include "math/kernels.h"

namespace theta::embed {
namespace {

constexpr size_t kBlocks = 4;             // rows and columns of the grid; bounds the useful threads
constexpr size_t kTokensPerPiece = 8192;  // pairs are made piece by piece, in parallel
constexpr size_t kPiecesPerRound = 32;    // and trained round by round, which bounds their memory
constexpr size_t kMostContexts = 16;

// Streams of random numbers; the numbers of other parts of the program are others.
constexpr uint64_t kStartStream = 20;
constexpr uint64_t kThinningStream = 21;
constexpr uint64_t kWindowStream = 22;
constexpr uint64_t kNoiseStream = 23;

/// A centre with its contexts of one block.
struct Group {
  uint32_t centre = 0;
  uint32_t first_context = 0;  // into the cell's contexts
  uint32_t contexts = 0;
  float learning_rate = 0;
};

/// The groups of one piece whose centre is in one block and whose contexts are in another.
struct Cell {
  std::vector<Group> groups;
  std::vector<uint32_t> contexts;

  void clear() {
    groups.clear();
    contexts.clear();
  }
};
using Cells = std::array<Cell, kBlocks * kBlocks>;

/// Documents [first, last).
struct Piece {
  size_t first = 0;
  size_t last = 0;
};

class SkipGram {
 public:
  SkipGram(ThreadPool& pool, std::span<const uint64_t> offsets, std::span<const uint32_t> words,
           size_t vocabulary_size, const SkipGramOptions& options)
      : pool_(pool),
        offsets_(offsets),
        words_(words),
        options_(options),
        stride_(math::padded(options.embedding_size)),
        centres_(vocabulary_size, stride_),
        outputs_(vocabulary_size, stride_),
        frequency_(vocabulary_size) {
    for (const uint32_t word : words) ++frequency_[word];
    deal_words();
    draw_start();
    cut_pieces();
  }

  Status run(ProgressSink* progress, const StopFlag* stop) {
    std::vector<Cells> cells(kPiecesPerRound);
    for (size_t epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t begin = 0; begin < pieces_.size(); begin += kPiecesPerRound) {
        if (stop != nullptr && stop->requested())
          return make_error(ErrorKind::kCancelled, "word vectors stopped");
        const size_t count = std::min(kPiecesPerRound, pieces_.size() - begin);
        parallel_for(pool_, count, 1,
                     [&](size_t i, size_t, size_t) { make_groups(begin + i, epoch, cells[i]); });
        train_round({cells.data(), count}, epoch, begin);
        if (progress != nullptr) {
          const uint64_t done = epoch * words_.size() + offsets_[pieces_[begin + count - 1].last];
          progress->progress({"learning word vectors", done, options_.epochs * words_.size(), "words", ""});
        }
      }
    }
    return {};
  }

  math::Matrix<float> vectors() const {
    math::Matrix<float> result(centres_.rows(), options_.embedding_size);
    for (size_t v = 0; v < result.rows(); ++v) {
      std::copy_n(centres_.row(v), options_.embedding_size, result.row(v));
    }
    return result;
  }

 private:
  // Deals words to blocks by falling frequency, so that the blocks have about the same work.
  void deal_words() {
    std::vector<uint32_t> order(frequency_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [this](uint32_t a, uint32_t b) { return frequency_[a] > frequency_[b]; });
    block_.resize(frequency_.size());
    std::array<std::vector<uint32_t>, kBlocks> members;
    for (size_t i = 0; i < order.size(); ++i) {
      // Back and forth: 0 1 2 3 3 2 1 0, so that no block gets the more frequent word every time.
      const size_t place = i % (2 * kBlocks);
      const size_t block = place < kBlocks ? place : 2 * kBlocks - 1 - place;
      block_[order[i]] = static_cast<uint8_t>(block);
      if (frequency_[order[i]] > 0) members[block].push_back(order[i]);
    }
    for (size_t b = 0; b < kBlocks; ++b) noise_[b] = NoiseTable(std::move(members[b]), frequency_);
    keep_.assign(frequency_.size(), 1);
    if (options_.subsample <= 0) return;
    const double limit = options_.subsample * static_cast<double>(words_.size());
    for (size_t v = 0; v < frequency_.size(); ++v) {
      if (frequency_[v] == 0) continue;
      const double ratio = limit / static_cast<double>(frequency_[v]);
      keep_[v] = static_cast<float>(std::min(1.0, std::sqrt(ratio) + ratio));
    }
  }

  void draw_start() {
    const CounterRandom random(options_.seed, kStartStream);
    const size_t width = options_.embedding_size;
    for (size_t v = 0; v < centres_.rows(); ++v) {
      for (size_t i = 0; i < width; ++i) {
        centres_(v, i) = (random.uniform(v * width + i) - 0.5F) / static_cast<float>(width);
      }
    }
  }

  void cut_pieces() {
    Piece piece;
    for (size_t d = 0; d + 1 < offsets_.size(); ++d) {
      piece.last = d + 1;
      if (offsets_[piece.last] - offsets_[piece.first] < kTokensPerPiece) continue;
      pieces_.push_back(piece);
      piece.first = piece.last;
    }
    if (piece.last > piece.first) pieces_.push_back(piece);
  }

  void make_groups(size_t piece_number, size_t epoch, Cells& cells) const {
    for (Cell& cell : cells) cell.clear();
    const Piece& piece = pieces_[piece_number];
    const CounterRandom thinning(options_.seed, stream_id(kThinningStream, epoch));
    const CounterRandom reach(options_.seed, stream_id(kWindowStream, epoch));
    std::vector<uint32_t> kept;
    for (size_t d = piece.first; d < piece.last; ++d) {
      kept.clear();
      for (uint64_t i = offsets_[d]; i < offsets_[d + 1]; ++i) {
        const float keep = keep_[words_[i]];
        if (keep >= 1 || thinning.uniform(i) < keep) kept.push_back(words_[i]);
      }
      const auto done = static_cast<double>(epoch * words_.size() + offsets_[d]);
      const double left = 1 - done / static_cast<double>(options_.epochs * words_.size());
      const auto rate = static_cast<float>(options_.learning_rate * left);
      for (size_t i = 0; i < kept.size(); ++i) {
        add_centre(kept, i, 1 + reach.below(offsets_[d] + i, options_.window), rate, cells);
      }
    }
  }

  void add_centre(const std::vector<uint32_t>& kept, size_t centre, size_t window, float rate,
                  Cells& cells) const {
    const size_t begin = centre - std::min(centre, window);
    const size_t end = std::min(kept.size(), centre + window + 1);
    Cell* const row = cells.data() + block_[kept[centre]] * kBlocks;
    std::array<Group*, kBlocks> open = {};
    for (size_t i = begin; i < end; ++i) {
      if (i == centre) continue;
      Cell& cell = row[block_[kept[i]]];
      Group*& group = open[block_[kept[i]]];
      if (group == nullptr || group->contexts == kMostContexts) {
        cell.groups.push_back({kept[centre], static_cast<uint32_t>(cell.contexts.size()), 0, rate});
        group = &cell.groups.back();
      }
      cell.contexts.push_back(kept[i]);
      ++group->contexts;
    }
  }

  // In each of kBlocks turns the cells (b, b + turn) are trained at the same time: no two share a row.
  void train_round(std::span<const Cells> cells, size_t epoch, size_t first_piece) {
    for (size_t turn = 0; turn < kBlocks; ++turn) {
      parallel_for(pool_, kBlocks, 1, [&](size_t b, size_t, size_t) {
        const size_t context_block = (b + turn) % kBlocks;
        if (noise_[context_block].empty()) return;
        const size_t cell = b * kBlocks + context_block;
        for (size_t i = 0; i < cells.size(); ++i) {
          const CounterRandom random(options_.seed,
                                     stream_id(kNoiseStream, epoch, (first_piece + i) * 16 + cell));
          train_cell(cells[i][cell], noise_[context_block], random);
        }
      });
    }
  }

  void train_cell(const Cell& cell, const NoiseTable& noise, const CounterRandom& random) {
    std::vector<float> gradient(stride_);
    std::vector<uint32_t> rows(kMostContexts + options_.negatives);
    uint64_t drawn = 0;
    for (const Group& group : cell.groups) {
      std::copy_n(cell.contexts.data() + group.first_context, group.contexts, rows.data());
      size_t count = group.contexts;
      for (size_t n = 0; n < options_.negatives; n += 2, ++drawn) {
        const auto bits = random.block(drawn);
        add_noise(noise.draw(bits[0], bits[1]), group, rows, count);
        if (n + 1 < options_.negatives) add_noise(noise.draw(bits[2], bits[3]), group, rows, count);
      }
      skip_gram_step(centres_.row(group.centre), outputs_.data(), stride_, rows.data(), group.contexts, count,
                     group.learning_rate, gradient.data());
    }
  }

  // A noise word that is a context is no noise.
  static void add_noise(uint32_t word, const Group& group, std::vector<uint32_t>& rows, size_t& count) {
    if (std::find(rows.begin(), rows.begin() + group.contexts, word) == rows.begin() + group.contexts) {
      rows[count++] = word;
    }
  }

  ThreadPool& pool_;
  std::span<const uint64_t> offsets_;
  std::span<const uint32_t> words_;
  const SkipGramOptions& options_;
  size_t stride_;
  math::Matrix<float> centres_;
  math::Matrix<float> outputs_;
  std::vector<uint64_t> frequency_;
  std::vector<uint8_t> block_;
  std::vector<float> keep_;  // probability that a token of the word is kept
  std::array<NoiseTable, kBlocks> noise_;
  std::vector<Piece> pieces_;
};

}  // namespace

Result<math::Matrix<float>> train_skip_gram(ThreadPool& pool, std::span<const uint64_t> offsets,
                                            std::span<const uint32_t> words, size_t vocabulary_size,
                                            const SkipGramOptions& options, ProgressSink* progress,
                                            const StopFlag* stop) {
  if (words.empty()) return bad_input("there are no words to learn vectors from");
  if (options.window < 1 || options.embedding_size < 1 || options.epochs < 1) {
    return usage_error("window, embedding size and epochs must be at least 1");
  }
  SkipGram model(pool, offsets, words, vocabulary_size, options);
  THETA_RETURN_IF_ERROR(model.run(progress, stop));
  return model.vectors();
}

}  // namespace theta::embed

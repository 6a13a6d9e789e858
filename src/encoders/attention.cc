#include "encoders/attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "encoders/row_kernels.h"
#include "math/gemm.h"
#include "math/matrix.h"

namespace theta::encoders {
namespace {

using math::Transpose;

constexpr size_t kQueries = 64;
constexpr size_t kKeys = 256;

/// Some queries of one head and one text.
struct Task {
  size_t text;
  size_t head;
  size_t first;  ///< query, counted within the text
};

std::vector<Task> make_tasks(const std::vector<size_t>& offsets, size_t heads) {
  std::vector<Task> tasks;
  for (size_t text = 0; text + 1 < offsets.size(); ++text) {
    const size_t length = offsets[text + 1] - offsets[text];
    for (size_t head = 0; head < heads; ++head) {
      for (size_t first = 0; first < length; first += kQueries) tasks.push_back({text, head, first});
    }
  }
  return tasks;
}

/// Scratch of one thread, and what is known of each query so far.
struct Block {
  math::AlignedVector<float> scores = math::AlignedVector<float>(kQueries * kKeys);
  float maximum[kQueries];  ///< of the scaled scores
  float sum[kQueries];      ///< of exp(score - maximum)
};

/// Turns the scores of one query into weights; what was summed before shrinks when the maximum grows.
void weigh(Block& block, size_t query, size_t keys, size_t visible, bool is_first, float scale, float* out,
           size_t head_size) {
  float* const scores = block.scores.data() + query * kKeys;
  if (visible == 0) {
    std::fill_n(scores, keys, 0.0F);
    return;
  }
  const float top = std::max(block.maximum[query], largest(scores, visible) * scale);
  const float shrink = std::exp(block.maximum[query] - top);
  block.sum[query] = block.sum[query] * shrink + exp_and_sum(scores, scale, top, visible);
  block.maximum[query] = top;
  std::fill(scores + visible, scores + keys, 0.0F);
  if (!is_first && shrink != 1.0F) scale_row(out, shrink, head_size);
}

void attend_block(const AttentionInput& input, size_t text_begin, size_t length, const Task& task,
                  Block& block, float* out) {
  const size_t queries = std::min(kQueries, length - task.first);
  const size_t last = input.causal ? task.first + queries : length;  // keys that any of the queries sees
  const size_t key_head = task.head / (input.heads / input.key_heads);
  const size_t out_stride = input.heads * input.head_size;
  const float scale = 1.0F / std::sqrt(static_cast<float>(input.head_size));
  const float* const q =
      input.queries + (text_begin + task.first) * input.stride + task.head * input.head_size;
  float* const o = out + (text_begin + task.first) * out_stride + task.head * input.head_size;
  std::fill_n(block.maximum, queries, -std::numeric_limits<float>::infinity());
  std::fill_n(block.sum, queries, 0.0F);
  for (size_t begin = 0; begin < last; begin += kKeys) {
    const size_t keys = std::min(kKeys, last - begin);
    const size_t offset = (text_begin + begin) * input.stride + key_head * input.head_size;
    math::gemm_serial(Transpose::kNo, Transpose::kYes, queries, keys, input.head_size, q, input.stride,
                      input.keys + offset, input.stride, 0.0F, block.scores.data(), kKeys);
    for (size_t i = 0; i < queries; ++i) {
      const size_t seen = input.causal ? task.first + i + 1 : length;
      const size_t visible = std::min(keys, seen > begin ? seen - begin : 0);
      weigh(block, i, keys, visible, begin == 0, scale, o + i * out_stride, input.head_size);
    }
    math::gemm_serial(Transpose::kNo, Transpose::kNo, queries, input.head_size, keys, block.scores.data(),
                      kKeys, input.values + offset, input.stride, begin == 0 ? 0.0F : 1.0F, o, out_stride);
  }
  for (size_t i = 0; i < queries; ++i) scale_row(o + i * out_stride, 1.0F / block.sum[i], input.head_size);
}

}  // namespace

void attend(ThreadPool& pool, const std::vector<size_t>& offsets, const AttentionInput& input, float* out) {
  const std::vector<Task> tasks = make_tasks(offsets, input.heads);
  std::vector<Block> blocks(pool.size());
  pool.run(tasks.size(), [&](size_t i, size_t worker) {
    const size_t begin = offsets[tasks[i].text];
    attend_block(input, begin, offsets[tasks[i].text + 1] - begin, tasks[i], blocks[worker], out);
  });
}

}  // namespace theta::encoders

#include "encoders/packed_linear.h"

#include <omp.h>
#include <oneapi/dnnl/dnnl.hpp>

#include <algorithm>
#include <numeric>

#include "base/assert.h"
#include "math/kernels.h"

namespace theta::encoders {
namespace {

using DataType = dnnl::memory::data_type;
using Dim = dnnl::memory::dim;
using math::Precision;

constexpr size_t kTileColumns = 512;  // a tile of weights stays in the cache while all rows pass by
constexpr size_t kRoundingGrain = size_t{1} << 15;

const dnnl::engine& cpu() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

/// Ours is the only pool that may start threads.
dnnl::stream& stream_of_thread() {
  thread_local dnnl::stream stream(cpu());
  omp_set_num_threads(1);
  return stream;
}

Dim dim(size_t value) {
  return static_cast<Dim>(value);
}

/// Some outputs: the product for one block of rows, and their weights and biases.
struct Tile {
  size_t begin = 0;
  dnnl::matmul product;
  dnnl::memory weights;
  dnnl::memory bias;
  dnnl::memory::desc x, y, scratch;
};

/// The stacked parts as one matrix, row by row.
class Stack {
 public:
  explicit Stack(const std::vector<Weights>& parts) : parts_(parts) {}
  size_t rows() const {
    return std::accumulate(parts_.begin(), parts_.end(), size_t{0},
                           [](size_t sum, const Weights& part) { return sum + part.rows; });
  }
  void copy_row(size_t row, float* out) const {
    size_t part = 0;
    while (row >= parts_[part].rows) row -= parts_[part++].rows;
    parts_[part].copy_row(row, out);
  }

 private:
  const std::vector<Weights>& parts_;
};

}  // namespace

struct PackedLinear::State {
  size_t inputs = 0;
  size_t outputs = 0;
  Precision precision = Precision::kFloat32;
  std::vector<float> bias;
  std::vector<Tile> tiles;

  DataType factor() const { return precision == Precision::kBfloat16 ? DataType::bf16 : DataType::f32; }
  void prepare(Tile& tile, size_t columns);
  void fill(Tile& tile, size_t columns, const Stack& stack);
  void multiply(const Tile& tile, const void* x, float* y) const;
};

void PackedLinear::State::prepare(Tile& tile, size_t columns) {
  const dnnl::memory::dims x_shape = {dim(kRowBlock), dim(inputs)};
  const dnnl::memory::dims w_shape = {dim(inputs), dim(columns)};
  tile.x = dnnl::memory::desc(x_shape, factor(), dnnl::memory::dims{dim(inputs), 1});
  tile.y =
      dnnl::memory::desc({dim(kRowBlock), dim(columns)}, DataType::f32, dnnl::memory::dims{dim(outputs), 1});
  const dnnl::memory::desc any(w_shape, factor(), dnnl::memory::format_tag::any);
  const dnnl::memory::desc b({1, dim(columns)}, DataType::f32, dnnl::memory::dims{dim(columns), 1});
  dnnl::primitive_attr attributes;
  // Scratch space of our own: oneDNN's shared one is not safe when several threads execute primitives.
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  const dnnl::matmul::desc wanted =
      bias.empty() ? dnnl::matmul::desc(tile.x, any, tile.y) : dnnl::matmul::desc(tile.x, any, b, tile.y);
  const dnnl::matmul::primitive_desc description(wanted, attributes, cpu());
  tile.product = dnnl::matmul(description);
  tile.weights = dnnl::memory(description.weights_desc(), cpu());
  tile.scratch = description.scratchpad_desc();
  if (!bias.empty()) tile.bias = dnnl::memory(b, cpu(), bias.data() + tile.begin);
}

void PackedLinear::State::fill(Tile& tile, size_t columns, const Stack& stack) {
  math::AlignedVector<float> rows(columns * inputs);
  for (size_t r = 0; r < columns; ++r) stack.copy_row(tile.begin + r, rows.data() + r * inputs);
  const dnnl::memory::desc plain({dim(inputs), dim(columns)}, DataType::f32,
                                 dnnl::memory::dims{1, dim(inputs)});
  dnnl::memory source(plain, cpu(), rows.data());
  dnnl::stream& stream = stream_of_thread();
  dnnl::reorder(source, tile.weights).execute(stream, source, tile.weights);
  stream.wait();
}

void PackedLinear::State::multiply(const Tile& tile, const void* x, float* y) const {
  dnnl::stream& stream = stream_of_thread();
  thread_local math::AlignedVector<uint8_t> scratch;
  if (scratch.size() < tile.scratch.get_size()) scratch.resize(tile.scratch.get_size());
  std::unordered_map<int, dnnl::memory> arguments = {
      {DNNL_ARG_SRC, dnnl::memory(tile.x, cpu(), const_cast<void*>(x))},
      {DNNL_ARG_WEIGHTS, tile.weights},
      {DNNL_ARG_DST, dnnl::memory(tile.y, cpu(), y)},
      {DNNL_ARG_SCRATCHPAD, dnnl::memory(tile.scratch, cpu(), scratch.data())}};
  if (!bias.empty()) arguments.emplace(DNNL_ARG_BIAS, tile.bias);
  tile.product.execute(stream, arguments);
  stream.wait();
}

PackedLinear::PackedLinear() = default;
PackedLinear::~PackedLinear() = default;
PackedLinear::PackedLinear(PackedLinear&& other) noexcept = default;
PackedLinear& PackedLinear::operator=(PackedLinear&& other) noexcept = default;

PackedLinear PackedLinear::pack(ThreadPool& pool, const std::vector<Weights>& parts,
                                const std::vector<float>& bias, Precision precision) {
  PackedLinear linear;
  linear.state_ = std::make_unique<State>();
  State& state = *linear.state_;
  const Stack stack(parts);
  state.inputs = parts[0].cols;
  state.outputs = stack.rows();
  state.precision = precision;
  state.bias = bias;
  THETA_ASSERT(bias.empty() || bias.size() == state.outputs);
  state.tiles.resize((state.outputs + kTileColumns - 1) / kTileColumns);
  pool.run(state.tiles.size(), [&](size_t t, size_t) {
    Tile& tile = state.tiles[t];
    tile.begin = t * kTileColumns;
    const size_t columns = std::min(kTileColumns, state.outputs - tile.begin);
    state.prepare(tile, columns);
    state.fill(tile, columns, stack);
  });
  return linear;
}

size_t PackedLinear::outputs() const {
  return state_->outputs;
}
size_t PackedLinear::inputs() const {
  return state_->inputs;
}

void PackedLinear::forward(ThreadPool& pool, size_t rows, const float* x, float* y) const {
  THETA_ASSERT(rows % kRowBlock == 0);
  const State& state = *state_;
  math::AlignedVector<uint16_t> rounded;
  if (state.precision == Precision::kBfloat16) {
    rounded.resize(rows * state.inputs);
    parallel_for(pool, rounded.size(), kRoundingGrain, [&](size_t begin, size_t end, size_t) {
      math::round_to_bfloat16(x + begin, rounded.data() + begin, end - begin);
    });
  }
  // Tile by tile, so that threads read the same weights at about the same time.
  const size_t blocks = rows / kRowBlock;
  pool.run(state.tiles.size() * blocks, [&](size_t task, size_t) {
    const Tile& tile = state.tiles[task / blocks];
    const size_t row = task % blocks * kRowBlock;
    const void* source = x + row * state.inputs;
    if (!rounded.empty()) source = rounded.data() + row * state.inputs;
    state.multiply(tile, source, y + row * state.outputs + tile.begin);
  });
}

}  // namespace theta::encoders

#include "machine_limits.h"

#include <oneapi/dnnl/dnnl.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <oneapi/dnnl/dnnl.hpp>

#include "base/assert.h"
#include "base/random.h"
#include "base/thread_pool.h"
#include "harness.h"
#include "math/matrix.h"

// The OpenMP run-time comes with oneDNN. The setting belongs to the calling thread.
extern "C" void omp_set_num_threads(int threads);

namespace theta::bench {
namespace {

constexpr double kSecondsPerCase = 0.25;

using Floats = math::AlignedVector<float>;

Floats random_floats(size_t count, uint64_t stream) {
  const CounterRandom random(1, stream);
  Floats values(count);
  for (size_t i = 0; i < count; ++i) values[i] = random.uniform(i) - 0.5f;
  return values;
}

/// Work per second of the fastest of as many runs as fit into the time of one case, at least five: neighbours
/// on the machine slow single runs down but do not lower what it can do.
double rate_of(double work_per_run, const std::function<void()>& run) {
  run();
  const double once = seconds_of(run);
  const double fitting = kSecondsPerCase / std::max(once, 1e-6);
  const auto repeats = static_cast<size_t>(std::clamp(fitting, 5.0, 2000.0));
  return work_per_run / measure(repeats, run).fastest;
}

/// One product with its operands, cut into row stripes of C on demand.
class Product {
 public:
  explicit Product(const GemmShape& shape)
      : shape_(shape),
        a_(random_floats(shape.m * shape.k, 1)),
        b_(random_floats(shape.k * shape.n, 2)),
        c_(shape.m * shape.n) {}

  void run_rows(size_t begin, size_t end) {
    const GemmShape& s = shape_;
    const size_t a_begin = s.a_transposed ? begin : begin * s.k;
    const auto status = dnnl_sgemm(s.a_transposed ? 'T' : 'N', s.b_transposed ? 'T' : 'N',
                                   static_cast<dnnl_dim_t>(end - begin), static_cast<dnnl_dim_t>(s.n),
                                   static_cast<dnnl_dim_t>(s.k), 1.0f, a_.data() + a_begin,
                                   static_cast<dnnl_dim_t>(s.a_transposed ? s.m : s.k), b_.data(),
                                   static_cast<dnnl_dim_t>(s.b_transposed ? s.k : s.n), 0.0f,
                                   c_.data() + begin * s.n, static_cast<dnnl_dim_t>(s.n));
    THETA_ASSERT(status == dnnl_success);
  }
  void run() { run_rows(0, shape_.m); }

  /// A few elements of C against a dot product in double.
  void check() const {
    const GemmShape& s = shape_;
    for (size_t sample = 0; sample < 16; ++sample) {
      const size_t i = sample * 7919 % s.m;
      const size_t j = sample * 104729 % s.n;
      double expected = 0;
      for (size_t p = 0; p < s.k; ++p) {
        const double a = a_[s.a_transposed ? p * s.m + i : i * s.k + p];
        expected += a * static_cast<double>(b_[s.b_transposed ? j * s.k + p : p * s.n + j]);
      }
      THETA_ASSERT(std::abs(expected - static_cast<double>(c_[i * s.n + j])) <
                   1e-5 * static_cast<double>(s.k));
    }
  }

 private:
  GemmShape shape_;
  Floats a_;
  Floats b_;
  Floats c_;
};

/// The product shared by oneDNN itself.
double rate_by_library(Product& product, double flops, size_t threads) {
  omp_set_num_threads(static_cast<int>(threads));
  product.run();
  product.check();
  const double rate = rate_of(flops, [&] { product.run(); });
  omp_set_num_threads(1);
  return rate;
}

/// The product shared as row stripes, four per thread, each by a oneDNN that is held to one thread.
double rate_by_stripes(Product& product, const GemmShape& shape, size_t threads) {
  ThreadPool pool(threads);
  const size_t grain = (shape.m + 4 * threads - 1) / (4 * threads);
  const auto run = [&] {
    parallel_for(pool, shape.m, grain, [&](size_t begin, size_t end, size_t) {
      omp_set_num_threads(1);
      product.run_rows(begin, end);
    });
  };
  run();
  product.check();
  return rate_of(shape.flops(), run);
}

dnnl::memory::desc matrix_desc(size_t rows, size_t cols, bool transposed, dnnl::memory::data_type type) {
  const dnnl::memory::dims dims = {static_cast<dnnl_dim_t>(rows), static_cast<dnnl_dim_t>(cols)};
  return {dims, type, transposed ? dnnl::memory::format_tag::ba : dnnl::memory::format_tag::ab};
}

/// A float32 matrix as oneDNN wants it for the bfloat16 product.
dnnl::memory as_bf16(const GemmShape& shape, bool is_a, const dnnl::memory::desc& wanted,
                     const dnnl::engine& engine, dnnl::stream& stream) {
  const size_t rows = is_a ? shape.m : shape.k;
  const size_t cols = is_a ? shape.k : shape.n;
  Floats values = random_floats(rows * cols, is_a ? 1 : 2);
  dnnl::memory source(
      matrix_desc(rows, cols, is_a ? shape.a_transposed : shape.b_transposed, dnnl::memory::data_type::f32),
      engine, values.data());
  dnnl::memory target(wanted, engine);
  dnnl::reorder(source, target).execute(stream, source, target);
  stream.wait();
  return target;
}

// The widest vectors of the machine, chosen when the program starts: the baseline's are too narrow to fill
// the caches.
#define THETA_BENCH_WIDEST __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))

/// Integer sums may be reordered, so the compiler can keep many of them in flight.
THETA_BENCH_WIDEST uint32_t sum_of_words(const float* values, size_t count) {
  const auto* words = reinterpret_cast<const uint32_t*>(values);
  uint32_t sum = 0;
  for (size_t i = 0; i < count; ++i) sum += words[i];
  return sum;
}

THETA_BENCH_WIDEST void triad(float* __restrict a, const float* __restrict b, const float* __restrict c,
                              size_t count) {
  for (size_t i = 0; i < count; ++i) a[i] = b[i] + 3.0f * c[i];
}

/// The arrays of one thread.
struct Slice {
  std::vector<Floats> arrays;
  uint64_t sink = 0;
};

/// `bytes` in all, cut into `arrays` arrays for each thread.
std::vector<Slice> slices(size_t bytes, size_t threads, size_t arrays) {
  std::vector<Slice> result(threads);
  const size_t count = std::max<size_t>(bytes / (sizeof(float) * threads * arrays), 1024);
  for (Slice& slice : result) slice.arrays.assign(arrays, Floats(count, 1.0f));
  return result;
}

double bytes_of(const std::vector<Slice>& all) {
  const Slice& first = all.front();
  return static_cast<double>(all.size() * first.arrays.size() * first.arrays[0].size() * sizeof(float));
}

}  // namespace

double fp32_gemm_rate(const GemmShape& shape, size_t threads) {
  Product product(shape);
  const double by_library = rate_by_library(product, shape.flops(), threads);
  return threads == 1 ? by_library : std::max(by_library, rate_by_stripes(product, shape, threads));
}

std::optional<double> bf16_gemm_rate(const GemmShape& shape, size_t threads) {
  using dnnl::memory;
  const dnnl::cpu_isa isa = dnnl::get_effective_cpu_isa();
  if (isa != dnnl::cpu_isa::avx512_core_bf16 && isa != dnnl::cpu_isa::avx512_core_amx) return std::nullopt;
  omp_set_num_threads(static_cast<int>(threads));
  const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  dnnl::stream stream(engine);
  const memory::desc a = matrix_desc(shape.m, shape.k, shape.a_transposed, memory::data_type::bf16);
  memory::desc b = matrix_desc(shape.k, shape.n, false, memory::data_type::bf16);
  b.data.format_kind = dnnl_format_kind_any;  // lets the library choose its packed layout
  const memory::desc c = matrix_desc(shape.m, shape.n, false, memory::data_type::f32);
  const dnnl::matmul::primitive_desc description(dnnl::matmul::desc(a, b, c), engine);
  memory a_memory = as_bf16(shape, true, description.src_desc(), engine, stream);
  memory b_memory = as_bf16(shape, false, description.weights_desc(), engine, stream);
  memory c_memory(description.dst_desc(), engine);
  const dnnl::matmul product(description);
  const double rate = rate_of(shape.flops(), [&] {
    product.execute(stream,
                    {{DNNL_ARG_SRC, a_memory}, {DNNL_ARG_WEIGHTS, b_memory}, {DNNL_ARG_DST, c_memory}});
    stream.wait();
  });
  omp_set_num_threads(1);
  return rate;
}

double read_bandwidth(size_t bytes, size_t threads) {
  std::vector<Slice> all = slices(bytes, threads, 1);
  ThreadPool pool(threads);
  return rate_of(bytes_of(all), [&] {
    pool.run(threads, [&](size_t task, size_t) {
      Slice& slice = all[task];
      slice.sink += sum_of_words(slice.arrays[0].data(), slice.arrays[0].size());
    });
  });
}

double triad_bandwidth(size_t bytes, size_t threads) {
  std::vector<Slice> all = slices(bytes, threads, 3);
  ThreadPool pool(threads);
  return rate_of(bytes_of(all), [&] {
    pool.run(threads, [&](size_t task, size_t) {
      std::vector<Floats>& arrays = all[task].arrays;
      triad(arrays[0].data(), arrays[1].data(), arrays[2].data(), arrays[0].size());
    });
  });
}

double limit_seconds(const Work& work, size_t threads) {
  constexpr size_t kWorkingSet = size_t{256} << 20;
  constexpr size_t kCachedSet = size_t{16} << 20;
  double seconds = 0;
  for (const GemmShape& shape : work.products) seconds += shape.flops() / fp32_gemm_rate(shape, threads);
  if (work.memory_bytes > 0) seconds += work.memory_bytes / triad_bandwidth(kWorkingSet, threads);
  if (work.cache_bytes > 0) seconds += work.cache_bytes / read_bandwidth(kCachedSet, threads);
  return seconds;
}

}  // namespace theta::bench

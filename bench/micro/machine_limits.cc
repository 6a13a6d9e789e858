// Prints what this machine can do: product rates for the shapes of an ETM step, memory and cache bandwidth.

#include "machine_limits.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "harness.h"

namespace {

using theta::bench::GemmShape;

// Batch 1000, H = 800, L = 300, K = 50; V = 3072 (20 Newsgroups), 10,000 (New York Times).
const std::vector<std::pair<std::string, GemmShape>> kShapes = {
    {"square", {2048, 2048, 2048}},
    {"hidden layer", {1000, 800, 800, false, true}},
    {"hidden layer, weight gradient", {800, 800, 1000, true, false}},
    {"heads", {1000, 100, 800, false, true}},
    {"dense input layer, V=3072", {1000, 800, 3072, false, true}},
    {"same, weight gradient", {800, 3072, 1000, true, false}},
    {"beta logits, V=3072", {50, 3072, 300, false, true}},
    {"beta logits, V=10000", {50, 10000, 300, false, true}},
    {"rho gradient, V=10000", {10000, 300, 50, true, false}},
    {"alpha gradient, V=10000", {50, 300, 10000}},
    {"theta*beta, V=3072", {1000, 3072, 50}},
    {"theta*beta, V=10000", {1000, 10000, 50}},
};

void print_products(size_t threads) {
  for (const auto& [name, shape] : kShapes) {
    const double fp32 = theta::bench::fp32_gemm_rate(shape, threads) / 1e9;
    const auto bf16 = theta::bench::bf16_gemm_rate(shape, threads);
    fmt::print("gemm  {:<32} {:>5} x {:>5} x {:>5}  threads={}  fp32 {:6.0f} GFLOP/s  bf16 {}\n", name,
               shape.m, shape.n, shape.k, threads, fp32,
               bf16 ? fmt::format("{:6.0f} GFLOP/s", *bf16 / 1e9) : "none");
    std::fflush(stdout);
  }
}

void print_bandwidth(size_t threads) {
  for (const size_t mib : {1, 16, 64, 1024}) {
    fmt::print("bandwidth  {:>5} MiB in all  threads={}  read {:6.1f} GB/s  triad {:6.1f} GB/s\n", mib,
               threads, theta::bench::read_bandwidth(mib << 20, threads) / 1e9,
               theta::bench::triad_bandwidth(mib << 20, threads) / 1e9);
    std::fflush(stdout);
  }
}

}  // namespace

int main() {
  fmt::print("{}\n", theta::bench::machine_line());
  const size_t processors = theta::bench::usable_processors();
  for (size_t threads = 1; threads <= 2 && threads <= processors; ++threads) {
    print_products(threads);
    print_bandwidth(threads);
  }
  return 0;
}

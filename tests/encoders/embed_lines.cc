// embed_lines MODEL LINES OUT.npy [PRECISION [THREADS]]: the vectors of the lines of LINES, each a JSON
// string. PRECISION is float32 or bfloat16. Prints the seconds of opening and encoding, the tokens, and the
// peak of memory.

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "encoders/transformer_encoder.h"
#include "formats/npy.h"
#include "support/json_lines.h"

namespace {

using theta::encoders::TransformerEncoder;

/// Of all threads of this program: what it took, whoever else used the machine meanwhile.
double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

theta::Status run(int argc, char** argv) {
  theta::encoders::TransformerOptions options;
  if (argc > 4 && std::string_view(argv[4]) == "bfloat16")
    options.precision = theta::math::Precision::kBfloat16;
  theta::ThreadPool pool(argc > 5 ? std::stoul(argv[5]) : 0);
  THETA_ASSIGN(const std::vector<std::string> lines, theta::testing_support::read_json_lines(argv[2]));
  const std::vector<std::string_view> texts(lines.begin(), lines.end());
  auto start = std::chrono::steady_clock::now();
  THETA_ASSIGN(const auto encoder, TransformerEncoder::open(pool, argv[1], options));
  const double opening = seconds_since(start);
  start = std::chrono::steady_clock::now();
  const double before = processor_seconds();
  THETA_ASSIGN(const auto vectors, encoder->encode(pool, texts, nullptr));
  const double encoding = seconds_since(start);
  const double processor = processor_seconds() - before;
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "{{\"texts\": {}, \"opening\": {:.3f}, \"encoding\": {:.3f}, \"processor\": {:.3f}, \"peak_mb\": "
      "{}}}\n",
      texts.size(), opening, encoding, processor, usage.ru_maxrss / 1024);
  return theta::formats::write_npy(argv[3], theta::formats::ElementType::kFloat32,
                                   {vectors.rows(), vectors.cols()}, theta::as_bytes(vectors.values()));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const theta::Status status = run(argc, argv);
  if (!status.ok()) fmt::print(stderr, "{}\n", status.error().message);
  return status.ok() ? 0 : 1;
}

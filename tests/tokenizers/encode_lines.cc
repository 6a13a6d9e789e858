// encode_lines TOKENIZER LINES [--time]: prints the tokens of each line of LINES, a JSON string, as numbers;
// with --time what was read and how fast, and nothing else.

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "support/json_lines.h"
#include "tokenizers/subword_tokenizer.h"

namespace {

using theta::tokenizers::EncodingWork;
using theta::tokenizers::SubwordTokenizer;
using theta::tokenizers::TokenIds;

void print_ids(const TokenIds& ids) {
  fmt::print("{}\n", fmt::join(ids, " "));
}

void print_rate(const SubwordTokenizer& tokenizer, const std::vector<std::string>& lines) {
  EncodingWork work;
  TokenIds ids;
  size_t bytes = 0;
  size_t tokens = 0;
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& line : lines) {
    tokenizer.encode(line, SubwordTokenizer::kNoLimit, work, ids);
    bytes += line.size();
    tokens += ids.size();
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("{} lines, {} bytes, {} tokens, {:.1f} MB/s\n", lines.size(), bytes, tokens,
             static_cast<double>(bytes) / 1e6 / seconds.count());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto tokenizer = SubwordTokenizer::open(argv[1]);
  const auto lines = theta::testing_support::read_json_lines(argv[2]);
  if (!tokenizer.ok() || !lines.ok()) {
    fmt::print(stderr, "{}\n", tokenizer.ok() ? lines.error().message : tokenizer.error().message);
    return 1;
  }
  if (argc > 3 && std::string_view(argv[3]) == "--time") {
    print_rate(tokenizer.value(), lines.value());
    return 0;
  }
  EncodingWork work;
  TokenIds ids;
  for (const std::string& line : lines.value()) {
    tokenizer.value().encode(line, SubwordTokenizer::kNoLimit, work, ids);
    print_ids(ids);
  }
  return 0;
}

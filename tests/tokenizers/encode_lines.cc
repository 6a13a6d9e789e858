// encode_lines TOKENIZER LINES [--time]: prints the tokens of each line of LINES, a JSON string, as numbers;
// with --time what was read and how fast, and nothing else.

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "formats/json.h"
#include "tokenizers/subword_tokenizer.h"

namespace {

using theta::tokenizers::EncodingWork;
using theta::tokenizers::SubwordTokenizer;
using theta::tokenizers::TokenIds;

theta::Result<std::vector<std::string>> read_lines(const std::string& path) {
  THETA_ASSIGN(const std::string all, theta::read_file(path));
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = all.find('\n', begin);
    THETA_ASSIGN(const auto line,
                 theta::formats::parse_json(std::string_view(all).substr(begin, end - begin), path));
    lines.push_back(line.get<std::string>());
    begin = end == std::string::npos ? all.size() : end + 1;
  }
  return lines;
}

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
  const auto lines = read_lines(argv[2]);
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

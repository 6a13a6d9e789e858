// Simplified and Traditional text must come out as OpenCC's t2s and s2tw write it, and Traditional text must
// be cut where its Simplified form is cut. usage: opencc_parity CORPUS.csv.gz   (77, skipped, when it is
// missing)

#include <fmt/format.h>

#include <opencc/SimpleConverter.hpp>

#include "base/files.h"
#include "corpus/row_reader.h"
#include "text/characters.h"
#include "text/chinese_script.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace {

using theta::text::Tokenizer;

constexpr uint64_t kEveryRow = 8;  // OpenCC takes its time
constexpr int kSkipped = 77;

std::string simplified(const std::string& text) {
  std::string out;
  theta::text::append_simplified(text, out);
  return out;
}

std::string traditional(const std::string& text) {
  std::string out;
  theta::text::append_traditional(text, out);
  return out;
}

// The number of characters of each word.
std::vector<size_t> word_lengths(const Tokenizer& tokenizer, const std::string& text) {
  Tokenizer::Scratch scratch;
  tokenizer.tokenize(text, scratch);
  std::vector<size_t> lengths;
  for (const std::string_view token : scratch.tokens) lengths.push_back(theta::text::count_characters(token));
  return lengths;
}

class Comparison {
 public:
  Comparison() : to_simplified_("t2s.json"), to_traditional_("s2tw.json"), tokenizer_(create_tokenizer()) {}

  void compare(const std::string& text) {
    const std::string theirs_simplified = to_simplified_.Convert(text);
    const std::string theirs = to_traditional_.Convert(theirs_simplified);
    const std::string back = to_simplified_.Convert(theirs);
    check("to Simplified", text, simplified(text) == theirs_simplified);
    check("to Traditional", text, traditional(text) == theirs);
    check("back to Simplified", theirs, simplified(theirs) == back);
    check("cut", theirs, word_lengths(tokenizer_, theirs) == word_lengths(tokenizer_, back));
    changed_ += theirs != text ? 1 : 0;
  }

  // Every Han character of the basic plane and some beyond, alone.
  void compare_characters() {
    for (char32_t c = 0x3400; c < 0x2FFFF; c = c == 0x9FFF ? 0x20000 : c + 1) {
      std::string character;
      theta::text::append_utf8(c, character);
      check("character", character, simplified(character) == to_simplified_.Convert(character));
    }
  }

  int report(uint64_t texts) const {
    fmt::print("{} texts, {} differ in Traditional, {} differences from OpenCC\n", texts, changed_,
               different_);
    return different_ == 0 && changed_ > texts / 2 ? 0 : 1;
  }

 private:
  static Tokenizer create_tokenizer() {
    theta::text::TokenizerOptions options;
    options.keep_stop_words = true;
    options.min_characters = 1;
    return Tokenizer::create(options).value();
  }

  void check(const char* what, const std::string& text, bool equal) {
    if (equal) return;
    if (++different_ <= 10) fmt::print("{}: {}\n", what, text);
  }

  opencc::SimpleConverter to_simplified_;
  opencc::SimpleConverter to_traditional_;
  Tokenizer tokenizer_;
  uint64_t changed_ = 0;
  uint64_t different_ = 0;
};

theta::Result<int> run(const std::string& path) {
  THETA_ASSIGN(const auto reader, theta::corpus::open_rows(path, {}));
  Comparison comparison;
  comparison.compare_characters();
  uint64_t texts = 0;
  theta::corpus::Row row;
  while (true) {
    THETA_ASSIGN(const bool more, reader->next(row));
    if (!more) break;
    if (row.number % kEveryRow != 0 || !row.problem.empty()) continue;
    comparison.compare(row.cells[0]);
    ++texts;
  }
  return comparison.report(texts);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !theta::file_exists(argv[1])) {
    fmt::print("skipped: the corpus {} is not there\n", argc == 2 ? argv[1] : "");
    return kSkipped;
  }
  const theta::Result<int> result = run(argv[1]);
  if (result.ok()) return result.value();
  fmt::print("{}\n", result.error().message);
  return 1;
}

// Cuts each line of standard input into words and writes them with U+0001 between. For the parity tests.
// usage: segment_lines [DICTIONARY]   (words of the user, in UTF-8)

#include <iostream>
#include <memory>
#include <string>

#include "base/files.h"
#include "text/chinese_segmenter.h"
#include "text/embedded_data.h"
#include "text/word_lines.h"

namespace {

using theta::Result;
using theta::text::ChineseDictionary;
using theta::text::ChineseSegmenter;
using theta::text::UserDictionary;

Result<std::unique_ptr<UserDictionary>> read_dictionary(const std::string& path) {
  THETA_ASSIGN(const std::string text, theta::read_file(path));
  THETA_ASSIGN(const auto words, theta::text::parse_dictionary(text, path));
  return std::make_unique<UserDictionary>(ChineseDictionary(theta::text::embedded_chinese_dictionary()),
                                          words);
}

void segment_lines(const ChineseSegmenter& segmenter) {
  ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words;
  std::string line;
  while (std::getline(std::cin, line)) {
    words.clear();
    segmenter.segment(line, words, scratch);
    for (size_t i = 0; i < words.size(); ++i) std::cout << (i == 0 ? "" : "\x01") << words[i];
    std::cout << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  if (argc < 2) {
    segment_lines(ChineseSegmenter::instance());
    return 0;
  }
  const auto dictionary = read_dictionary(argv[1]);
  if (!dictionary.ok()) {
    std::cerr << dictionary.error().message << '\n';
    return 1;
  }
  segment_lines(ChineseSegmenter(*dictionary.value()));
  return 0;
}

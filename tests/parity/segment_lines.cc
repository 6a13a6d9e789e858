// Cuts each line of standard input into words and writes them with U+0001 between. For the parity test.

#include <iostream>
#include <string>

#include "text/chinese_segmenter.h"

int main() {
  std::ios::sync_with_stdio(false);
  const theta::text::ChineseSegmenter& segmenter = theta::text::ChineseSegmenter::instance();
  theta::text::ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words;
  std::string line;
  while (std::getline(std::cin, line)) {
    words.clear();
    segmenter.segment(line, words, scratch);
    for (size_t i = 0; i < words.size(); ++i) std::cout << (i == 0 ? "" : "\x01") << words[i];
    std::cout << '\n';
  }
  return 0;
}

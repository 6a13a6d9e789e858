// word2vec_copy IN OUT text|binary: reads a file of word vectors and writes it in the named format.

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "embed/word2vec_file.h"

int main(int argc, char** argv) {
  using theta::embed::Word2vecFormat;
  if (argc != 4) return 2;
  const auto read = theta::embed::read_word2vec(argv[1]);
  if (!read.ok()) {
    fmt::print(stderr, "{}\n", read.error().message);
    return 1;
  }
  const auto format = std::string(argv[3]) == "text" ? Word2vecFormat::kText : Word2vecFormat::kBinary;
  const theta::Status written =
      theta::embed::write_word2vec(argv[2], read.value().words, read.value().vectors, format);
  if (!written.ok()) fmt::print(stderr, "{}\n", written.error().message);
  return written.ok() ? 0 : 1;
}

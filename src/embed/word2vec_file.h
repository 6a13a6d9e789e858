#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/stop_flag.h"
#include "math/matrix.h"

namespace theta::embed {

/// Words and their vectors, in the order of the file.
/// Invariant: words are unique, not empty and hold no white space; every value is finite.
struct WordVectors {
  std::vector<std::string> words;  ///< [V], UTF-8
  math::Matrix<float> vectors;     ///< [V, L]
};

/// The two formats of the word2vec program (Mikolov et al. 2013). Both begin with a line "V L".
/// Text: one line per word, the word and L decimal numbers parted by spaces. Binary: the word, one space, L
/// little-endian float32 values, and a line feed that readers must not insist on.
enum class Word2vecFormat {
  kDetect,  ///< reading only: text if what follows the first line is printable
  kText,
  kBinary,
};

struct Word2vecReadOptions {
  Word2vecFormat format = Word2vecFormat::kDetect;
  /// When given, other words are passed over: memory then grows with this list and not with the file. The
  /// numbers of words passed over in a text file are not looked at.
  const std::vector<std::string>* only = nullptr;
  ProgressSink* progress = nullptr;
  const StopFlag* stop = nullptr;
};

/// Reads a file in either format, plain or gzip, as written by us, word2vec, gensim or fastText (.vec).
/// kBadInput naming file and line (text) or entry (binary): first line that is not "V L", a word twice, too
/// few or too many numbers, a number that is not one or not finite, fewer or more words than promised.
/// kNotFound; kCancelled.
Result<WordVectors> read_word2vec(const std::string& path, const Word2vecReadOptions& options = {});

/// Vectors of a vocabulary: row v belongs to word v.
struct VocabularyVectors {
  math::Matrix<float> vectors;  ///< [V, L]; rows of words that the file lacks are zero
  std::vector<uint8_t> found;   ///< [V], 1 where the file has the word
  size_t found_count = 0;
};

/// read_word2vec with `only` = vocabulary, put in the vocabulary's order.
/// kBadInput when the file has none of the words: it is then most likely of another language.
Result<VocabularyVectors> read_vocabulary_vectors(const std::string& path,
                                                  const std::vector<std::string>& vocabulary,
                                                  Word2vecReadOptions options = {});

/// Writes `vectors` [V, L] of `words` [V] so that `path` holds the old file or the whole new one. Text
/// numbers are the shortest decimals that read back to the same float. kBadInput when a word is empty or
/// holds white space or a control character, which no reader could tell from the layout; kFailed when a value
/// is not finite.
Status write_word2vec(const std::string& path, const std::vector<std::string>& words,
                      const math::Matrix<float>& vectors, Word2vecFormat format);

}  // namespace theta::embed

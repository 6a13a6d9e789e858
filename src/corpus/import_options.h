#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/column_roles.h"
#include "corpus/duplicates_file.h"
#include "corpus/phrase_learner.h"
#include "corpus/row_reader.h"
#include "corpus/text_splitter.h"
#include "text/tokenizer.h"

namespace theta::corpus {

/// How a file becomes a corpus. Zero, where it is no sensible value, means: by the size of the corpus.
struct ImportOptions {
  ReadOptions read;
  ColumnChoice columns;
  text::TokenizerOptions tokenizer;
  bool choose_script = true;            ///< decides tokenizer.chinese_script by the first texts
  std::vector<std::string> drop_words;  ///< are not to be in the vocabulary
  SplitOptions split;
  DuplicateHandling duplicates = DuplicateHandling::kKeep;
  std::optional<PhraseOptions> phrases;  ///< joins phrases when set
  size_t vocabulary_size = 0;            ///< words at most
  uint32_t least_documents = 0;          ///< a word must be in this many documents
  double greatest_share = 0;             ///< a word may be in this share of the documents
  std::string word_list;                 ///< a file to list every word in (corpus/word_list_file.h), or empty
};

}  // namespace theta::corpus

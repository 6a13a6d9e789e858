#pragma once

#include <string>

#include "corpus/import_summary.h"

namespace theta::corpus {

/// Imports a published bag-of-words folder as the ETM and TopMost papers use them: vocab.txt, train.txt,
/// test.txt and, where present, valid.txt, test_h1.txt / test_h2.txt (halves for document completion),
/// *_labels.txt with label2id.txt, *_times.txt with time2id.txt. One document per line, "word:count" pairs,
/// words numbered from 0. Every file may be gzip with ".gz" behind its name. The split becomes the corpus's
/// own.
Result<ImportSummary> import_bow_folder(const std::string& source, const std::string& target);

/// Imports a published OCTIS folder: vocabulary.txt and corpus.tsv with text TAB part TAB label, where the
/// text is already words parted by blanks and the part is train, val or test.
Result<ImportSummary> import_octis_folder(const std::string& source, const std::string& target);

}  // namespace theta::corpus

#include "base/files.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"
#include "formats/npy.h"

namespace theta::corpus {
namespace {

Result<std::vector<std::string>> read_vocabulary(const std::string& path) {
  THETA_ASSIGN(const MappedFile file, MappedFile::open(path));
  std::vector<std::string> words;
  std::string_view rest = file.bytes();
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos)
      return bad_input("{}: the last line has no end; the file is cut", path);
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return words;
}

// Empty when the invariants of BagOfWords hold.
std::string check_bag(const BagOfWords& bag, size_t vocabulary_size) {
  if (bag.offsets.empty() || bag.offsets.front() != 0 || bag.offsets.back() != bag.words.size() ||
      bag.words.size() != bag.counts.size()) {
    return "offsets, words and values do not fit together";
  }
  for (size_t d = 0; d + 1 < bag.offsets.size(); ++d) {
    if (bag.offsets[d] > bag.offsets[d + 1] || bag.offsets[d + 1] > bag.words.size()) {
      return fmt::format("document {} has impossible offsets", d);
    }
    for (uint64_t i = bag.offsets[d]; i < bag.offsets[d + 1]; ++i) {
      const bool ascends = i == bag.offsets[d] || bag.words[i - 1] < bag.words[i];
      if (!ascends || bag.words[i] >= vocabulary_size || bag.counts[i] == 0) {
        return fmt::format("document {} has an impossible word or count", d);
      }
    }
  }
  return {};
}

Result<BagOfWords> read_bag(const std::string& folder, const std::string& prefix, size_t vocabulary_size) {
  BagOfWords bag;
  THETA_ASSIGN(bag.offsets, formats::read_npy_vector<uint64_t>(bag_file(folder, prefix, "offsets")));
  THETA_ASSIGN(bag.words, formats::read_npy_vector<uint32_t>(bag_file(folder, prefix, "words")));
  THETA_ASSIGN(bag.counts, formats::read_npy_vector<uint32_t>(bag_file(folder, prefix, "values")));
  const std::string problem = check_bag(bag, vocabulary_size);
  if (!problem.empty()) return bad_input("{}: {}", join_path(folder, prefix + "_*.npy"), problem);
  return bag;
}

Status read_splits(const std::string& folder, Corpus& corpus) {
  const std::string path = join_path(folder, kSplitFile);
  THETA_ASSIGN(const std::vector<uint8_t> split, formats::read_npy_vector<uint8_t>(path));
  size_t tests = 0;
  for (const uint8_t part : split) {
    if (part > static_cast<uint8_t>(Split::kTest)) return bad_input("{}: value {} is no split", path, part);
    corpus.split.push_back(static_cast<Split>(part));
    tests += corpus.split.back() == Split::kTest ? 1 : 0;
  }
  if (split.size() != corpus.documents()) return bad_input("{}: does not have one entry per document", path);
  if (!corpus.info.value("has_test_halves", false)) return {};
  THETA_ASSIGN(corpus.test_first_half, read_bag(folder, kFirstHalf, corpus.vocabulary_size()));
  THETA_ASSIGN(corpus.test_second_half, read_bag(folder, kSecondHalf, corpus.vocabulary_size()));
  if (corpus.test_first_half->documents() != tests || corpus.test_second_half->documents() != tests) {
    return bad_input("{}: the halves do not have one entry per test document", folder);
  }
  return {};
}

Status read_row_offsets(const std::string& folder, Corpus& corpus) {
  const std::string path = join_path(folder, kRowOffsetsFile);
  THETA_ASSIGN(corpus.row_offsets, formats::read_npy_vector<uint64_t>(path));
  const std::vector<uint64_t>& offsets = corpus.row_offsets;
  bool fits = !offsets.empty() && offsets.front() == 0 && offsets.back() == corpus.documents();
  for (size_t r = 1; fits && r < offsets.size(); ++r) fits = offsets[r - 1] < offsets[r];
  if (!fits) return bad_input("{}: does not cut the documents into rows", path);
  return {};
}

Status read_labels(const std::string& folder, Corpus& corpus) {
  corpus.label_names = corpus.info.value("label_names", std::vector<std::string>());
  if (corpus.label_names.empty()) return {};
  const std::string path = join_path(folder, kLabelsFile);
  THETA_ASSIGN(corpus.labels, formats::read_npy_vector<uint32_t>(path));
  if (corpus.labels.size() != corpus.documents())
    return bad_input("{}: does not have one entry per document", path);
  for (const uint32_t label : corpus.labels) {
    if (label != Corpus::kNoLabel && label >= corpus.label_names.size()) {
      return bad_input("{}: label {} has no name", path, label);
    }
  }
  return {};
}

Result<formats::Json> read_info(const std::string& folder) {
  const std::string path = join_path(folder, kCorpusFile);
  if (!file_exists(path)) return not_found("{}: not a corpus folder (it has no {})", folder, kCorpusFile);
  THETA_ASSIGN(formats::Json info, formats::read_json(path));
  if (!info.is_object() || info.value("format", "") != kCorpusFormat)
    return bad_input("{}: not a corpus file", path);
  const int version = info.value("version", 0);
  if (version != kCorpusVersion) {
    return make_error(ErrorKind::kUnsupported, "{}: written in format {}, this program reads {}", path,
                      version, kCorpusVersion);
  }
  return info;
}

}  // namespace

bool is_corpus_folder(const std::string& path) {
  return is_folder(path) && file_exists(join_path(path, kCorpusFile));
}

Result<Corpus> load_corpus(const std::string& folder) {
  Corpus corpus;
  THETA_ASSIGN(corpus.info, read_info(folder));
  try {
    THETA_ASSIGN(corpus.vocabulary, read_vocabulary(join_path(folder, kVocabularyFile)));
    THETA_ASSIGN(corpus.counts, read_bag(folder, kCounts, corpus.vocabulary_size()));
    if (corpus.info.value("has_split", false)) THETA_RETURN_IF_ERROR(read_splits(folder, corpus));
    if (corpus.info.value("has_pieces", false)) THETA_RETURN_IF_ERROR(read_row_offsets(folder, corpus));
    THETA_RETURN_IF_ERROR(read_labels(folder, corpus));
    corpus.hash = corpus_hash(corpus.vocabulary, corpus.counts);
    if (corpus.hash != corpus.info.value("hash", "")) {
      return bad_input("{}: vocabulary and counts do not have the hash that {} names; import again", folder,
                       kCorpusFile);
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: {} has a field of a wrong type", folder, kCorpusFile);
  }
  return corpus;
}

Result<TokenSequences> load_token_sequences(const std::string& folder, const Corpus& corpus) {
  const std::string path = join_path(folder, kTokenOffsetsFile);
  if (!file_exists(path)) {
    return not_found("{}: has no token sequences (a bag-of-words source has no word order)", folder);
  }
  TokenSequences tokens;
  THETA_ASSIGN(tokens.offsets, formats::read_npy_vector<uint64_t>(path));
  THETA_ASSIGN(tokens.words, formats::read_npy_vector<uint32_t>(join_path(folder, kTokenWordsFile)));
  bool fits = tokens.offsets.size() == corpus.documents() + 1 && tokens.offsets.front() == 0 &&
              tokens.offsets.back() == tokens.words.size();
  for (size_t d = 1; fits && d < tokens.offsets.size(); ++d)
    fits = tokens.offsets[d - 1] <= tokens.offsets[d];
  for (size_t i = 0; fits && i < tokens.words.size(); ++i) fits = tokens.words[i] < corpus.vocabulary_size();
  if (!fits) return bad_input("{}: does not fit the documents and the vocabulary", path);
  return tokens;
}

}  // namespace theta::corpus

#include <dirent.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <functional>

#include "base/files.h"
#include "base/hash.h"
#include "corpus/corpus.h"
#include "corpus/corpus_files.h"
#include "formats/npy.h"

namespace theta::corpus {
namespace {

bool folder_is_empty(const std::string& folder) {
  DIR* const listing = ::opendir(folder.c_str());
  if (listing == nullptr) return true;
  size_t entries = 0;
  while (::readdir(listing) != nullptr) ++entries;
  ::closedir(listing);
  return entries <= 2;  // "." and ".."
}

Status write_vocabulary(const std::string& folder, const std::vector<std::string>& vocabulary) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(folder, kVocabularyFile)));
  for (const std::string& word : vocabulary) THETA_RETURN_IF_ERROR(file.write(word + "\n"));
  return file.close();
}

Status write_bag(const std::string& folder, const std::string& prefix, const BagOfWords& bag) {
  THETA_RETURN_IF_ERROR(formats::write_npy_vector(bag_file(folder, prefix, "offsets"), bag.offsets));
  THETA_RETURN_IF_ERROR(formats::write_npy_vector(bag_file(folder, prefix, "words"), bag.words));
  return formats::write_npy_vector(bag_file(folder, prefix, "values"), bag.counts);
}

Status write_splits(const std::string& folder, const Corpus& corpus) {
  if (corpus.split.empty()) return {};
  std::vector<uint8_t> split;
  for (const Split part : corpus.split) split.push_back(static_cast<uint8_t>(part));
  THETA_RETURN_IF_ERROR(formats::write_npy_vector(join_path(folder, kSplitFile), split));
  if (!corpus.test_first_half.has_value()) return {};
  THETA_RETURN_IF_ERROR(write_bag(folder, kFirstHalf, *corpus.test_first_half));
  return write_bag(folder, kSecondHalf, *corpus.test_second_half);
}

formats::Json corpus_info(const Corpus& corpus) {
  formats::Json info = {
      {"format", kCorpusFormat}, {"version", kCorpusVersion}, {"program_version", THETA_VERSION}};
  info["documents"] = corpus.documents();
  info["vocabulary_size"] = corpus.vocabulary_size();
  uint64_t tokens = 0;
  for (const uint32_t count : corpus.counts.counts) tokens += count;
  info["tokens"] = tokens;
  info["non_zeros"] = corpus.counts.non_zeros();
  info["hash"] = corpus.hash;
  info["has_split"] = !corpus.split.empty();
  info["has_test_halves"] = corpus.test_first_half.has_value();
  info["has_pieces"] = !corpus.row_offsets.empty();
  info["label_names"] = corpus.label_names;
  info.update(corpus.info);
  return info;
}

}  // namespace

std::string corpus_hash(const std::vector<std::string>& vocabulary, const BagOfWords& counts) {
  Sha256 hash;
  for (const std::string& word : vocabulary) {
    hash.update(word);
    hash.update("\n");
  }
  hash.update(as_bytes(counts.offsets));
  hash.update(as_bytes(counts.words));
  hash.update(as_bytes(counts.counts));
  return hash.hex();
}

Status prepare_corpus_folder(const std::string& folder) {
  const std::string info = join_path(folder, kCorpusFile);
  if (is_folder(folder) && !file_exists(info) && !folder_is_empty(folder)) {
    return usage_error("{}: holds other files; name a new or empty folder for the corpus", folder);
  }
  THETA_RETURN_IF_ERROR(make_folders(folder));
  // Whether token sequences belong to a corpus is told by their files alone, so a former corpus's must go.
  for (const std::string& former : {info, join_path(folder, kTokenOffsetsFile)}) {
    if (::unlink(former.c_str()) != 0 && errno != ENOENT) return errno_error(errno, "replace", former);
  }
  return {};
}

Status write_corpus(const std::string& folder, Corpus& corpus, ThreadPool& pool) {
  const BagOfWords& counts = corpus.counts;
  const auto write_small_files = [&]() -> Status {
    THETA_RETURN_IF_ERROR(write_vocabulary(folder, corpus.vocabulary));
    THETA_RETURN_IF_ERROR(write_splits(folder, corpus));
    if (!corpus.row_offsets.empty()) {
      THETA_RETURN_IF_ERROR(
          formats::write_npy_vector(join_path(folder, kRowOffsetsFile), corpus.row_offsets));
    }
    if (!corpus.labels.empty()) {
      THETA_RETURN_IF_ERROR(formats::write_npy_vector(join_path(folder, kLabelsFile), corpus.labels));
    }
    return formats::write_npy_vector(bag_file(folder, kCounts, "offsets"), counts.offsets);
  };
  // Large corpora take a while to hash and to hand over to the disk; neither needs the other.
  const std::array<std::function<Status()>, 4> parts = {
      [&] { return formats::write_npy_vector(bag_file(folder, kCounts, "words"), counts.words); },
      [&] { return formats::write_npy_vector(bag_file(folder, kCounts, "values"), counts.counts); },
      [&]() -> Status {
        corpus.hash = corpus_hash(corpus.vocabulary, counts);
        return {};
      },
      write_small_files};
  std::array<Status, parts.size()> done;
  pool.run(parts.size(), [&](size_t part, size_t) { done[part] = parts[part](); });
  for (Status& status : done) THETA_RETURN_IF_ERROR(std::move(status));
  corpus.info = corpus_info(corpus);
  return formats::write_json(join_path(folder, kCorpusFile), corpus.info);
}

Status write_corpus(const std::string& folder, Corpus& corpus) {
  ThreadPool alone(1);
  return write_corpus(folder, corpus, alone);
}

}  // namespace theta::corpus

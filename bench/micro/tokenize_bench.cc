// Speed of text to words and counts, beside scikit-learn's CountVectorizer in the same run.
// usage: tokenize_bench [FOLDER WITH THE CORPORA]   (by default ../shared/data beside the repository)

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "corpus/bag_of_words.h"
#include "corpus/word_counter.h"
#include "harness.h"
#include "text/chinese_script.h"
#include "text/chinese_segmenter.h"

namespace {

using theta::bench::Timing;
using theta::corpus::BagOfWords;
using theta::corpus::WordCounter;
using theta::text::Tokenizer;

struct Peer {
  double seconds = 0;
  double fastest = 0;
  double slowest = 0;
  unsigned long vocabulary = 0;
  unsigned long non_zeros = 0;
};

struct Corpus {
  std::string bytes;
  std::vector<std::string_view> texts;
  double megabytes = 0;
  std::optional<Peer> peer;
};

// The first line that a command prints; nothing when it fails.
std::optional<std::string> first_line(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  char line[256] = "";
  const bool read = std::fgets(line, sizeof line, pipe) != nullptr;
  if (pclose(pipe) != 0) return std::nullopt;
  return read ? line : "";
}

void cut_texts(Corpus& corpus) {
  for (size_t i = 0; i + 8 <= corpus.bytes.size();) {
    uint64_t length = 0;
    std::memcpy(&length, corpus.bytes.data() + i, 8);
    corpus.texts.push_back(std::string_view(corpus.bytes).substr(i + 8, length));
    corpus.megabytes += static_cast<double>(length) / 1e6;
    i += 8 + length;
  }
}

// Lets the Python program read the corpus, hand over the texts and time the peer.
std::optional<Corpus> load(const std::string& path, bool with_peer) {
  const theta::TemporaryFolder folder;
  const std::string texts = folder.file("texts");
  const auto line =
      first_line(fmt::format("/usr/bin/python3 {}/bench/peers/count_vectorizer.py '{}' --texts {} {}",
                             THETA_SOURCE_DIR, path, texts, with_peer ? "" : "--no-peer"));
  if (!line.has_value()) return std::nullopt;
  Corpus corpus;
  auto bytes = theta::read_file(texts);
  if (!bytes.ok()) return std::nullopt;
  corpus.bytes = std::move(bytes).value();
  cut_texts(corpus);
  Peer peer;
  if (std::sscanf(line->c_str(), "%lf %lf %lf %lu %lu", &peer.seconds, &peer.fastest, &peer.slowest,
                  &peer.vocabulary, &peer.non_zeros) == 5) {
    corpus.peer = peer;
  }
  return corpus;
}

std::string rate(const Corpus& corpus, const Timing& timing) {
  std::string text = fmt::format("{:.1f} MB/s", corpus.megabytes / timing.median);
  if (corpus.peer) text += fmt::format(", {:.1f} x the peer", corpus.peer->seconds / timing.median);
  return text;
}

void bench_tokens(const char* name, const Corpus& corpus, const Tokenizer& tokenizer) {
  Tokenizer::Scratch scratch;
  const Timing timing = theta::bench::measure(7, [&] {
    for (const std::string_view text : corpus.texts) tokenizer.tokenize(text, scratch);
  });
  theta::bench::report(fmt::format("{}/tokens", name), "threads=1", timing,
                       fmt::format("{:.1f} MB/s", corpus.megabytes / timing.median));
}

// As CountVectorizer(min_df=30, max_df=.7): every frequent word that is not everywhere.
constexpr theta::corpus::VocabularyLimits kLimits = {SIZE_MAX, 30, 0.7};

/// Tokenises and counts all texts, the work of CountVectorizer.fit_transform. The token files that the
/// counter writes for skip-gram are part of the time.
theta::Result<BagOfWords> count_words(const Corpus& corpus, const Tokenizer& tokenizer,
                                      theta::ThreadPool& pool, const std::string& folder,
                                      size_t& vocabulary_size) {
  constexpr size_t kGrain = 64;
  const size_t documents = corpus.texts.size();
  THETA_ASSIGN(WordCounter counter, WordCounter::create(tokenizer, pool.size(), folder, std::nullopt));
  std::vector<theta::corpus::TokenSpan> spans(documents);
  std::vector<theta::Status> status(pool.size());
  theta::parallel_for(pool, documents, kGrain, [&](size_t begin, size_t end, size_t worker) {
    for (size_t d = begin; d < end && status[worker].ok(); ++d) {
      auto span = counter.add(worker, corpus.texts[d]);
      status[worker] = span.status();
      if (span.ok()) spans[d] = span.value();
    }
  });
  for (const theta::Status& one : status) THETA_RETURN_IF_ERROR(one);
  THETA_RETURN_IF_ERROR(counter.finish());
  counter.choose_vocabulary(pool, kLimits, spans);
  const size_t tasks = (documents + kGrain - 1) / kGrain;
  std::vector<BagOfWords> pieces(tasks);
  std::vector<WordCounter::Counted> counted(pool.size());
  theta::parallel_for(pool, documents, kGrain, [&](size_t begin, size_t end, size_t worker) {
    for (size_t d = begin; d < end; ++d) {
      counter.read(spans[d], counted[worker]);
      pieces[begin / kGrain].append(counted[worker].words, counted[worker].counts);
    }
  });
  BagOfWords bag;
  for (const BagOfWords& piece : pieces) {
    for (size_t d = 0; d < piece.documents(); ++d)
      bag.append(piece.document_words(d), piece.document_counts(d));
  }
  vocabulary_size = counter.vocabulary().size();
  return bag;
}

void bench_counts(const char* name, const char* setting, const Corpus& corpus, const Tokenizer& tokenizer) {
  const theta::TemporaryFolder folder;
  for (const size_t threads : {size_t{1}, size_t{2}}) {
    theta::ThreadPool pool(threads);
    size_t words = 0;
    size_t non_zeros = 0;
    const Timing timing = theta::bench::measure(7, [&] {
      const auto bag = count_words(corpus, tokenizer, pool, folder.path(), words);
      if (!bag.ok()) {
        fmt::print(stderr, "{}\n", bag.error().message);
        std::exit(1);
      }
      non_zeros = bag.value().non_zeros();
    });
    theta::bench::report(fmt::format("{}/tokens and counts", name),
                         fmt::format("{} V={} nnz={} threads={}", setting, words, non_zeros, threads), timing,
                         rate(corpus, timing));
  }
}

void bench_segmentation(const Corpus& corpus) {
  theta::text::ChineseSegmenter::Scratch scratch;
  std::vector<std::string_view> words;
  const Timing timing = theta::bench::measure(7, [&] {
    for (const std::string_view text : corpus.texts) {
      words.clear();
      theta::text::ChineseSegmenter::instance().segment(text, words, scratch);
    }
  });
  theta::bench::report("chinese/segmentation", "threads=1", timing,
                       fmt::format("{:.1f} MB/s", corpus.megabytes / timing.median));
}

// The same texts in Traditional.
Corpus in_traditional(const Corpus& corpus) {
  Corpus converted;
  std::vector<size_t> ends;
  for (const std::string_view text : corpus.texts) {
    theta::text::append_traditional(text, converted.bytes);
    ends.push_back(converted.bytes.size());
  }
  size_t begin = 0;
  for (const size_t end : ends) {
    converted.texts.push_back(std::string_view(converted.bytes).substr(begin, end - begin));
    begin = end;
  }
  converted.megabytes = static_cast<double>(converted.bytes.size()) / 1e6;
  return converted;
}

void bench_conversion(const char* name, const Corpus& corpus,
                      void (*convert)(std::string_view, std::string&)) {
  std::string out;
  const Timing timing = theta::bench::measure(7, [&] {
    for (const std::string_view text : corpus.texts) {
      out.clear();
      convert(text, out);
    }
  });
  theta::bench::report(name, "threads=1", timing,
                       fmt::format("{:.1f} MB/s", corpus.megabytes / timing.median));
}

Tokenizer tokenizer(bool keep_stop_words) {
  return std::move(Tokenizer::create({.keep_stop_words = keep_stop_words})).value();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : THETA_SOURCE_DIR "/../shared/data";
  const auto english = load(folder + "/20newsgroups.csv.gz", true);
  const auto chinese = load(folder + "/zh_online_shopping_10_cats.csv.gz", false);
  if (!english || !chinese) {
    fmt::print(stderr, "tokenize_bench: cannot read the corpora in {} or start /usr/bin/python3\n", folder);
    return 1;
  }
  fmt::print("{}\n", theta::bench::machine_line());
  if (english->peer) {
    theta::bench::report(
        "peer CountVectorizer",
        fmt::format("V={} nnz={} threads=1", english->peer->vocabulary, english->peer->non_zeros),
        {english->peer->seconds, english->peer->fastest, english->peer->slowest, 3},
        fmt::format("{:.1f} MB/s", english->megabytes / english->peer->seconds));
  } else {
    fmt::print("no peer: python3-sklearn is not installed\n");
  }
  bench_tokens("english", *english, tokenizer(false));
  bench_counts("english", "default", *english, tokenizer(false));
  bench_counts("english", "keep stop words", *english, tokenizer(true));
  bench_tokens("chinese", *chinese, tokenizer(false));
  bench_segmentation(*chinese);
  bench_counts("chinese", "default", *chinese, tokenizer(false));
  const Corpus traditional = in_traditional(*chinese);
  bench_tokens("traditional", traditional, tokenizer(false));
  bench_conversion("traditional/to Simplified", traditional, theta::text::append_simplified);
  bench_conversion("chinese/to Traditional", *chinese, theta::text::append_traditional);
  return 0;
}

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "embed/buffered_input.h"
#include "embed/word2vec_file.h"

namespace theta::embed {
namespace {

constexpr uint64_t kMaxWidth = 65536;
constexpr uint64_t kMaxWords = uint64_t{1} << 32;
constexpr uint64_t kWordsPerReport = 4096;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Removes and returns the next piece of `line` that is parted by blanks; empty at the end.
std::string_view next_field(std::string_view& line) {
  size_t begin = 0;
  while (begin < line.size() && is_blank(line[begin])) ++begin;
  size_t end = begin;
  while (end < line.size() && !is_blank(line[end])) ++end;
  const std::string_view field = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return field;
}

template <typename T>
bool parse_number(std::string_view text, T& value) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

/// A finite float; numbers too small for a float become zero or denormal.
bool parse_value(std::string_view text, float& value) {
  if (parse_number(text, value)) return std::isfinite(value);
  double wide = 0;
  if (!parse_number(text, wide)) return false;
  value = static_cast<float>(wide);
  return std::isfinite(value);
}

/// Text that a message can quote.
std::string quoted(std::string_view text) {
  constexpr size_t kShown = 40;
  return fmt::format("'{}{}'", text.substr(0, kShown), text.size() > kShown ? "..." : "");
}

class Reader {
 public:
  Reader(const std::string& path, const Word2vecReadOptions& options, BufferedInput input)
      : path_(path), options_(options), input_(std::move(input)), format_(options.format) {
    if (options.only) wanted_.insert(options.only->begin(), options.only->end());
  }

  Result<WordVectors> read() {
    THETA_RETURN_IF_ERROR(read_header());
    if (options_.format == Word2vecFormat::kDetect) {
      THETA_ASSIGN(format_, detect());
    }
    while (entries_ < count_) {
      if (entries_ % kWordsPerReport == 0) THETA_RETURN_IF_ERROR(report());
      THETA_RETURN_IF_ERROR(format_ == Word2vecFormat::kText ? read_text_entry() : read_binary_entry());
    }
    THETA_RETURN_IF_ERROR(check_end());
    result_.vectors.reshape(result_.words.size(), width_);
    return std::move(result_);
  }

 private:
  Status read_header() {
    THETA_ASSIGN(const std::optional<std::string_view> first, input_.next_line());
    if (!first) return bad_input("{} is empty", path_);
    std::string_view rest = *first;
    const std::string_view count = next_field(rest);
    const std::string_view width = next_field(rest);
    if (!parse_number(count, count_) || !parse_number(width, width_) || !next_field(rest).empty()) {
      return bad_input("{}, line 1: expected the number of words and the length of their vectors, found {}",
                       path_, quoted(*first));
    }
    if (width_ == 0 || width_ > kMaxWidth || count_ > kMaxWords) {
      return bad_input(
          "{}, line 1: {} words with vectors of length {} are outside what is read (length 1 to {})", path_,
          count_, width_, kMaxWidth);
    }
    return {};
  }

  /// Among 64 bytes of real vectors in binary some byte is not printable: half of the values are negative,
  /// and then their last byte is above 127.
  Result<Word2vecFormat> detect() {
    constexpr size_t kLooked = 64;
    constexpr size_t kLongestWord = 4096;
    THETA_ASSIGN(std::string_view bytes, input_.peek(kLongestWord + kLooked));
    bytes.remove_prefix(std::min(bytes.find(' '), bytes.size()));
    bytes = bytes.substr(0, std::min<size_t>(kLooked, 4 * width_ + 1));
    const auto printable = [](char c) {
      return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
    };
    return std::all_of(bytes.begin(), bytes.end(), printable) ? Word2vecFormat::kText
                                                              : Word2vecFormat::kBinary;
  }

  Status read_text_entry() {
    THETA_ASSIGN(const std::optional<std::string_view> line, input_.next_line());
    if (!line) return too_few();
    ++entries_;
    std::string_view rest = *line;
    const std::string_view word = next_field(rest);
    if (word.empty()) return bad_input("{}: no word before the numbers", place());
    if (!is_wanted(word)) return {};
    THETA_ASSIGN(float* const values, append(word));
    return parse_values(rest, values);
  }

  Status parse_values(std::string_view rest, float* values) const {
    uint64_t parsed = 0;
    for (std::string_view field = next_field(rest); !field.empty(); field = next_field(rest)) {
      if (parsed < width_ && !parse_value(field, values[parsed])) {
        return bad_input("{}: {} is not a finite number", place(), quoted(field));
      }
      ++parsed;
    }
    if (parsed != width_) {
      return bad_input("{}: {} numbers, but the first line promises {} for each word", place(), parsed,
                       width_);
    }
    return {};
  }

  Status read_binary_entry() {
    THETA_RETURN_IF_ERROR(skip_line_feed());
    THETA_ASSIGN(const std::optional<std::string_view> word, input_.take_until(' '));
    if (!word) return too_few();
    ++entries_;
    if (word->empty()) return bad_input("{}: no word before the numbers", place());
    float* values = nullptr;
    const std::string name(*word);  // the view does not outlive take()
    if (is_wanted(*word)) {
      THETA_ASSIGN(values, append(*word));
    }
    const size_t bytes = static_cast<size_t>(width_) * sizeof(float);
    THETA_ASSIGN(const std::string_view raw, input_.take(bytes));
    if (raw.size() < bytes)
      return bad_input("{}: the file ends inside the vector of {}", place(), quoted(name));
    if (!values) return {};
    std::memcpy(values, raw.data(), bytes);
    if (!std::all_of(values, values + width_, [](float value) { return std::isfinite(value); })) {
      return bad_input("{}: the vector of {} is not finite", place(), quoted(name));
    }
    return {};
  }

  Status skip_line_feed() {
    THETA_ASSIGN(const std::string_view next, input_.peek(1));
    if (next == "\n") THETA_RETURN_IF_ERROR(input_.take(1));
    return {};
  }

  bool is_wanted(std::string_view word) {
    if (!options_.only) return true;
    key_.assign(word);
    return wanted_.contains(key_);
  }

  /// A new row for `word`, valid until the next call.
  Result<float*> append(std::string_view word) {
    const auto [entry, is_new] = first_entry_.try_emplace(std::string(word), entries_);
    if (!is_new)
      return bad_input("{}: the word {} came before, in {}", place(), quoted(word), place(entry->second));
    const size_t row = result_.words.size();
    result_.words.emplace_back(word);
    // Doubled and not taken from the first line, which may promise more than the file holds.
    if (row >= result_.vectors.rows()) result_.vectors.reshape(std::max<size_t>(2 * row, 64), width_);
    return result_.vectors.row(row);
  }

  /// After the last word only line ends may follow.
  Status check_end() {
    while (true) {
      THETA_ASSIGN(std::optional<std::string_view> line, input_.next_line());
      if (!line) return {};
      if (!next_field(*line).empty()) {
        return bad_input("{} goes on after the {} words that its first line promises", path_, count_);
      }
    }
  }

  Error too_few() const {
    return bad_input("{} ends after {} words, but its first line promises {}", path_, entries_, count_);
  }

  /// Word n of a text file stands in line n + 1.
  std::string place(uint64_t entry) const {
    return format_ == Word2vecFormat::kText ? fmt::format("line {}", entry + 1)
                                            : fmt::format("word {}", entry);
  }
  std::string place() const { return fmt::format("{}, {}", path_, place(entries_)); }

  Status report() const {
    if (options_.stop && options_.stop->requested()) {
      return make_error(ErrorKind::kCancelled, "stopped while reading {}", path_);
    }
    if (options_.progress)
      options_.progress->progress({"reading word vectors", entries_, count_, "words", ""});
    return {};
  }

  const std::string& path_;
  const Word2vecReadOptions& options_;
  BufferedInput input_;
  Word2vecFormat format_;
  uint64_t count_ = 0;
  uint64_t width_ = 0;
  uint64_t entries_ = 0;
  std::unordered_set<std::string> wanted_;
  std::unordered_map<std::string, uint64_t> first_entry_;
  std::string key_;
  WordVectors result_;
};

}  // namespace

Result<WordVectors> read_word2vec(const std::string& path, const Word2vecReadOptions& options) {
  THETA_ASSIGN(BufferedInput input, BufferedInput::open(path));
  return Reader(path, options, std::move(input)).read();
}

Result<VocabularyVectors> read_vocabulary_vectors(const std::string& path,
                                                  const std::vector<std::string>& vocabulary,
                                                  Word2vecReadOptions options) {
  options.only = &vocabulary;
  THETA_ASSIGN(const WordVectors read, read_word2vec(path, options));
  if (read.words.empty() && !vocabulary.empty()) {
    return bad_input("{} has none of the {} words of the vocabulary", path, vocabulary.size());
  }
  std::unordered_map<std::string_view, size_t> row_of_word;
  for (size_t row = 0; row < read.words.size(); ++row) row_of_word.emplace(read.words[row], row);
  VocabularyVectors result{
      {vocabulary.size(), read.vectors.cols()}, std::vector<uint8_t>(vocabulary.size()), 0};
  for (size_t v = 0; v < vocabulary.size(); ++v) {
    const auto found = row_of_word.find(vocabulary[v]);
    if (found == row_of_word.end()) continue;
    std::copy_n(read.vectors.row(found->second), read.vectors.cols(), result.vectors.row(v));
    result.found[v] = 1;
    ++result.found_count;
  }
  return result;
}

}  // namespace theta::embed

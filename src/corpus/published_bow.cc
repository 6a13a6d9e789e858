#include "corpus/published_bow.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/files.h"
#include "corpus/published_corpus.h"
#include "formats/byte_input.h"

namespace theta::corpus {
namespace {

struct Part {
  const char* name;
  Split split;
};
constexpr std::array<Part, 3> kParts = {
    {{"train", Split::kTrain}, {"valid", Split::kValid}, {"test", Split::kTest}}};

// The path of `name` in `folder`, plain or gzip; empty when there is neither.
std::string existing_file(const std::string& folder, const std::string& name) {
  for (const char* const suffix : {"", ".gz"}) {
    std::string path = join_path(folder, name + suffix);
    if (file_exists(path)) return path;
  }
  return {};
}

// Parses one number and moves `p` behind it.
bool parse_number(const char*& p, const char* end, uint32_t& value) {
  const auto [next, error] = std::from_chars(p, end, value);
  p = next;
  return error == std::errc();
}

// Appends "3:1 17:2" to the bag; an explanation when the line cannot be read.
std::optional<std::string> append_document(std::string_view line, size_t vocabulary_size, BagOfWords& bag) {
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  const char* p = line.data();
  const char* const end = p + line.size();
  while (p < end) {
    if (*p == ' ' || *p == '\r') {
      ++p;
      continue;
    }
    uint32_t word = 0;
    uint32_t count = 0;
    if (!parse_number(p, end, word) || p == end || *p++ != ':' || !parse_number(p, end, count) ||
        count == 0) {
      return "not a list of word:count pairs";
    }
    if (word >= vocabulary_size)
      return fmt::format("word {} is beyond the vocabulary of {}", word, vocabulary_size);
    pairs.emplace_back(word, count);
  }
  std::sort(pairs.begin(), pairs.end());
  for (size_t i = 1; i < pairs.size(); ++i) {
    if (pairs[i - 1].first == pairs[i].first) return fmt::format("word {} appears twice", pairs[i].first);
  }
  for (const auto& [word, count] : pairs) {
    bag.words.push_back(word);
    bag.counts.push_back(count);
  }
  bag.offsets.push_back(bag.words.size());
  return std::nullopt;
}

Result<BagOfWords> read_bow_file(const std::string& path, size_t vocabulary_size) {
  THETA_ASSIGN(const std::vector<std::string> lines, read_lines(path));
  BagOfWords bag;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::optional<std::string> problem = append_document(lines[i], vocabulary_size, bag);
    if (problem.has_value()) return bad_input("{}, line {}: {}", path, i + 1, *problem);
  }
  return bag;
}

// Names by number from a file that maps names to numbers, in JSON or as Python prints a dictionary.
Result<std::vector<std::string>> read_names(const std::string& path) {
  if (path.empty()) return std::vector<std::string>();
  THETA_ASSIGN(std::string text, formats::read_plain_or_gzip(path));
  std::replace(text.begin(), text.end(), '\'', '"');
  THETA_ASSIGN(const formats::Json map, formats::parse_json(text, path));
  std::vector<std::string> names;
  for (const auto& [name, number] : map.items()) {
    if (!number.is_number_unsigned() || number.get<size_t>() > map.size()) {
      return bad_input("{}: {} is not numbered", path, name);
    }
    names.resize(std::max(names.size(), number.get<size_t>() + 1));
    names[number.get<size_t>()] = name;
  }
  return names;
}

// One name per document from a file of numbers; empty when there is no such file.
Result<std::vector<std::string>> read_values(const std::string& folder, const std::string& file,
                                             const std::string& names_file) {
  const std::string path = existing_file(folder, file);
  if (path.empty()) return std::vector<std::string>();
  THETA_ASSIGN(const std::vector<std::string> names, read_names(existing_file(folder, names_file)));
  THETA_ASSIGN(std::vector<std::string> values, read_lines(path));
  for (size_t i = 0; i < values.size(); ++i) {
    uint32_t number = 0;
    const char* p = values[i].data();
    if (!parse_number(p, p + values[i].size(), number))
      return bad_input("{}, line {}: not a number", path, i + 1);
    if (number < names.size()) values[i] = names[number];
  }
  return values;
}

Status add_part(const std::string& folder, const Part& part, PublishedCorpus& corpus) {
  const std::string path = existing_file(folder, fmt::format("{}.txt", part.name));
  if (path.empty()) {
    if (part.split == Split::kTrain) return not_found("{}: has no train.txt or train.txt.gz", folder);
    return {};
  }
  const size_t vocabulary_size = corpus.vocabulary_size();
  THETA_ASSIGN(const BagOfWords bag, read_bow_file(path, vocabulary_size));
  THETA_ASSIGN(const auto labels,
               read_values(folder, fmt::format("{}_labels.txt", part.name), "label2id.txt"));
  THETA_ASSIGN(const auto times, read_values(folder, fmt::format("{}_times.txt", part.name), "time2id.txt"));
  BagOfWords first;
  BagOfWords second;
  const std::string first_path = existing_file(folder, "test_h1.txt");
  const std::string second_path = existing_file(folder, "test_h2.txt");
  const bool has_halves = part.split == Split::kTest && !first_path.empty() && !second_path.empty();
  if (has_halves) {
    THETA_ASSIGN(first, read_bow_file(first_path, vocabulary_size));
    THETA_ASSIGN(second, read_bow_file(second_path, vocabulary_size));
  }
  for (const size_t entries : {labels.size(), times.size(), first.documents(), second.documents()}) {
    if (entries != 0 && entries != bag.documents()) {
      return bad_input("{}: holds {} documents, but a file beside it {} entries", path, bag.documents(),
                       entries);
    }
  }
  for (size_t d = 0; d < bag.documents(); ++d) {
    Document document;
    document.file = path.substr(path.rfind('/') + 1);
    document.row = d + 1;
    if (!labels.empty()) document.label = labels[d];
    if (!times.empty()) document.time = times[d];
    if (!corpus.add(std::move(document), part.split, bag.document_words(d), bag.document_counts(d))) continue;
    if (has_halves) corpus.add_halves(first, second, d);
  }
  return {};
}

}  // namespace

Result<ImportSummary> import_bow_folder(const std::string& source, const std::string& target) {
  THETA_ASSIGN(std::vector<std::string> vocabulary, read_lines(join_path(source, "vocab.txt")));
  PublishedCorpus corpus(std::move(vocabulary));
  for (const Part& part : kParts) THETA_RETURN_IF_ERROR(add_part(source, part, corpus));
  return corpus.write(source, "bow", target);
}

}  // namespace theta::corpus

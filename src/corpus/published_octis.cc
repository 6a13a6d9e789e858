#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/files.h"
#include "corpus/published_bow.h"
#include "corpus/published_corpus.h"

namespace theta::corpus {
namespace {

std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Result<Split> parse_split(std::string_view name) {
  if (name == "train") return Split::kTrain;
  if (name == "val" || name == "valid") return Split::kValid;
  if (name == "test") return Split::kTest;
  return bad_input("part \"{}\" is not train, val or test", name);
}

using WordIndex = std::unordered_map<std::string_view, uint32_t>;

// The known words, in text order.
std::vector<uint32_t> known_words(std::string_view text, const WordIndex& index) {
  std::vector<uint32_t> tokens;
  for (const std::string_view word : split_at(text, ' ')) {
    const auto found = index.find(word);
    if (found != index.end()) tokens.push_back(found->second);
  }
  return tokens;
}

// Their counts, by rising word number.
std::map<uint32_t, uint32_t> count_words(const std::vector<uint32_t>& tokens) {
  std::map<uint32_t, uint32_t> counts;
  for (const uint32_t word : tokens) ++counts[word];
  return counts;
}

}  // namespace

Result<ImportSummary> import_octis_folder(const std::string& source, const std::string& target) {
  THETA_ASSIGN(const std::vector<std::string> vocabulary, read_lines(join_path(source, "vocabulary.txt")));
  WordIndex index;
  for (const std::string& word : vocabulary) index.emplace(word, static_cast<uint32_t>(index.size()));
  if (index.size() != vocabulary.size()) return bad_input("{}/vocabulary.txt: a word appears twice", source);
  std::string path = join_path(source, "corpus.tsv");
  if (!file_exists(path)) path += ".gz";
  THETA_ASSIGN(const std::vector<std::string> lines, read_lines(path));
  PublishedCorpus corpus(vocabulary);
  for (size_t row = 1; row <= lines.size(); ++row) {
    const std::vector<std::string_view> cells = split_at(lines[row - 1], '\t');
    if (cells.size() < 2) return bad_input("{}, line {}: has no part behind its text", path, row);
    const Result<Split> split = parse_split(cells[1]);
    if (!split.ok()) return bad_input("{}, line {}: {}", path, row, split.error().message);
    Document document;
    document.file = path.substr(path.rfind('/') + 1);
    document.row = row;
    document.text = cells[0];
    if (cells.size() > 2) document.label = cells[2];
    const std::vector<uint32_t> tokens = known_words(cells[0], index);
    std::vector<uint32_t> words;
    std::vector<uint32_t> counts;
    for (const auto& [word, count] : count_words(tokens)) {
      words.push_back(word);
      counts.push_back(count);
    }
    if (corpus.add(std::move(document), split.value(), words, counts)) corpus.add_tokens(tokens);
  }
  return corpus.write(source, "octis", target);
}

}  // namespace theta::corpus

#include "corpus/word_list_file.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace theta::corpus {

Status write_word_list(const std::string& path, const std::vector<std::string_view>& words,
                       const std::vector<uint32_t>& documents) {
  std::vector<uint32_t> order;
  for (uint32_t word = 0; word < documents.size(); ++word) {
    if (documents[word] > 0) order.push_back(word);
  }
  std::sort(order.begin(), order.end(), [&words](uint32_t a, uint32_t b) { return words[a] < words[b]; });
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  std::string line;
  for (const uint32_t word : order) {
    line.assign(words[word]);
    line += fmt::format("\t{}\n", documents[word]);
    THETA_RETURN_IF_ERROR(file.write(line));
  }
  return file.close();
}

Result<WordListFile> WordListFile::open(const std::string& path) {
  THETA_ASSIGN(MappedFile file, MappedFile::open(path));
  return WordListFile(std::move(file));
}

// Invariant: the line of the word, if there is one, starts in [low, high); both are starts of lines.
std::optional<uint32_t> WordListFile::documents(std::string_view word) const {
  const std::string_view text = file_.bytes();
  size_t low = 0;
  size_t high = text.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const size_t before = middle == 0 ? std::string_view::npos : text.rfind('\n', middle - 1);
    const size_t start = before == std::string_view::npos ? 0 : before + 1;
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    const std::string_view found = line.substr(0, line.find('\t'));
    if (found == word) {
      uint32_t documents = 0;
      const std::string_view figure = line.substr(std::min(found.size() + 1, line.size()));
      std::from_chars(figure.data(), figure.data() + figure.size(), documents);
      return documents;
    }
    if (found < word) {
      low = std::min(end + 1, text.size());
    } else {
      high = start;
    }
  }
  return std::nullopt;
}

}  // namespace theta::corpus

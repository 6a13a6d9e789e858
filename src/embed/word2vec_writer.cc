#include <charconv>
#include <cmath>

#include "base/assert.h"
#include "base/files.h"
#include "embed/word2vec_file.h"

namespace theta::embed {
namespace {

Status check_row(const std::string& path, const std::string& word, std::span<const float> values) {
  const auto breaks_layout = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F;
  };
  if (word.empty() || std::any_of(word.begin(), word.end(), breaks_layout)) {
    return bad_input("cannot write {}: the word '{}' is empty or holds white space or a control character",
                     path, word);
  }
  for (const float value : values) {
    if (!std::isfinite(value)) {
      return make_error(ErrorKind::kFailed, "cannot write {}: the vector of '{}' is not finite", path, word);
    }
  }
  return {};
}

void append_text(std::span<const float> values, std::string& line) {
  char digits[32];
  for (const float value : values) {
    line += ' ';
    line.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
}

}  // namespace

Status write_word2vec(const std::string& path, const std::vector<std::string>& words,
                      const math::Matrix<float>& vectors, Word2vecFormat format) {
  THETA_ASSERT(words.size() == vectors.rows());
  THETA_ASSERT(format != Word2vecFormat::kDetect);
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  THETA_RETURN_IF_ERROR(file.write(fmt::format("{} {}\n", vectors.rows(), vectors.cols())));
  std::string line;
  for (size_t v = 0; v < words.size(); ++v) {
    const std::span<const float> values = vectors.row_span(v);
    THETA_RETURN_IF_ERROR(check_row(path, words[v], values));
    line = words[v];
    if (format == Word2vecFormat::kText) {
      append_text(values, line);
    } else {
      line += ' ';
      line += as_bytes(values);
    }
    line += '\n';
    THETA_RETURN_IF_ERROR(file.write(line));
  }
  return file.close();
}

}  // namespace theta::embed

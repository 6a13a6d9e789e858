#include "corpus/word_files.h"

#include "base/files.h"
#include "corpus/text_input.h"

namespace theta::corpus {
namespace {

constexpr size_t kLargestFile = size_t{64} << 20;

Result<std::string> read_text(const std::string& path) {
  if (is_folder(path)) return bad_input("{}: is a folder; name a file of words", path);
  THETA_ASSIGN(TextInput input, TextInput::open(path, ""));
  std::string text;
  for (bool more = true; more;) {
    THETA_ASSIGN(more, input.read(text));
    if (text.size() > kLargestFile) {
      return bad_input("{}: has more than {} MiB, too much for a list of words", path, kLargestFile >> 20);
    }
  }
  if (input.replaced() > 0) {
    return bad_input("{}: is not text in {}, the encoding that it seems to be in; save it as UTF-8", path,
                     text::encoding_name(input.encoding().encoding));
  }
  return text;
}

}  // namespace

Result<std::vector<text::DictionaryWord>> read_dictionary(const std::string& path) {
  THETA_ASSIGN(const std::string text, read_text(path));
  return text::parse_dictionary(text, path);
}

Result<std::vector<std::string>> read_word_list(const std::string& path) {
  THETA_ASSIGN(const std::string text, read_text(path));
  return text::parse_word_list(text, path);
}

}  // namespace theta::corpus

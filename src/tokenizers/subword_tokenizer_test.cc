#include "tokenizers/subword_tokenizer.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "tokenizers/byte_alphabet.h"
#include "tokenizers/word_scanner.h"

namespace theta::tokenizers {
namespace {

std::vector<std::string> words_of(const WordRule& rule, std::string_view text) {
  std::vector<std::string> words;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = end_of_word(rule, text, begin);
    words.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

using Pieces = std::vector<std::string>;

TEST(WordScanner, CutsAsTheNewerPatternDoes) {
  const WordRule rule = {.newer = true, .longest_number = 1};
  EXPECT_EQ(words_of(rule, "I'LL go  on,\n\n  now 12"),
            (Pieces{"I", "'LL", " go", " ", " on", ",\n\n", " ", " now", " ", "1", "2"}));
  EXPECT_EQ(words_of(rule, "(abc) 中文。x"), (Pieces{"(abc", ")", " 中文", "。x"}));
  EXPECT_EQ(words_of(rule, " \n \n  "), (Pieces{" \n \n", "  "}));
}

TEST(WordScanner, CutsAsTheOlderPatternDoes) {
  const WordRule rule = {.newer = false};
  EXPECT_EQ(words_of(rule, "it's 123  ok!?\n x"), (Pieces{"it", "'s", " 123", " ", " ok", "!?", "\n", " x"}));
  EXPECT_EQ(words_of(rule, "end "), (Pieces{"end", " "}));
}

TEST(ByteAlphabet, ReadsHiddenBytes) {
  EXPECT_EQ(bytes_of_token("\u0120a"), " a");
  EXPECT_EQ(bytes_of_token("\u0100"), std::string(1, '\0'));
  EXPECT_EQ(bytes_of_token("中"), std::nullopt);
}

constexpr const char* kWordPiece = R"({
  "added_tokens": [{"id": 0, "content": "[UNK]", "special": true}, {"id": 1, "content": "[CLS]", "special": true},
                   {"id": 2, "content": "[SEP]", "special": true}],
  "normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
  "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 1], "sep": ["[SEP]", 2]},
  "model": {"type": "WordPiece", "unk_token": "[UNK]",
            "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "play": 3, "##ing": 4, "中": 5, "!": 6, "cafe": 7}}})";

TokenIds tokens_of(const SubwordTokenizer& tokenizer, std::string_view text,
                   size_t most = SubwordTokenizer::kNoLimit) {
  EncodingWork work;
  TokenIds ids;
  tokenizer.encode(text, most, work, ids);
  return ids;
}

TEST(SubwordTokenizer, CutsWordsIntoPieces) {
  const auto tokenizer = SubwordTokenizer::parse(kWordPiece, "here");
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.error().message;
  EXPECT_EQ(tokens_of(tokenizer.value(), "Playing 中中! CAFÉ"), (TokenIds{1, 3, 4, 5, 5, 6, 7, 2}));
  EXPECT_EQ(tokens_of(tokenizer.value(), "player"), (TokenIds{1, 0, 2}));
  EXPECT_EQ(tokens_of(tokenizer.value(), ""), (TokenIds{1, 2}));
  EXPECT_EQ(tokenizer.value().size(), 8U);
}

TEST(SubwordTokenizer, KeepsTheTokensAroundATextThatIsCut) {
  const auto tokenizer = SubwordTokenizer::parse(kWordPiece, "here");
  EXPECT_EQ(tokens_of(tokenizer.value(), "playing playing", 4), (TokenIds{1, 3, 4, 2}));
}

TEST(SubwordTokenizer, TakesBytesThatAreNotUtf8) {
  const auto tokenizer = SubwordTokenizer::parse(kWordPiece, "here");
  EXPECT_EQ(tokens_of(tokenizer.value(), "play\xff\xc3!"), (TokenIds{1, 3, 6, 2}));
}

TEST(SubwordTokenizer, SaysWhatIsWrongInOneSentence) {
  const std::vector<std::tuple<std::string, std::string>> cases = {
      {"{", "here: not the description"},
      {"[]", "here: not the description"},
      {R"({"model": {"type": "WordLevel", "vocab": {}}})", "here: the model WordLevel is not known"},
      {R"({"model": {"type": "WordPiece", "vocab": {"a": 0}}})",
       "here: the vocabulary lacks the token [UNK]"},
      {R"({"model": {"type": "WordPiece", "vocab": {"a": -4}}})", "here: the token a has the number -4"},
      {R"({"model": {"type": "Unigram", "vocab": [["a", 0.5]], "unk_id": 3}})",
       "here: unk_id 3 is not a token of the vocabulary"},
      {R"({"normalizer": {"type": "Nmt"}, "model": {}})", "here: the normalizer Nmt is not known"},
      {R"({"normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAA"}, "model": {}})",
       "here: precompiled_charsmap is not Base64"},
      {R"({"normalizer": {"type": "Precompiled", "precompiled_charsmap": "/////w=="}, "model": {}})",
       "here: precompiled_charsmap does not have the length that it states"},
      {R"({"pre_tokenizer": {"type": "ByteLevel"}, "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}})",
       "here: the vocabulary has no token for byte 0"},
      {R"({"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "("}}, "model": {}})",
       "here: the regular expression ( is not understood"},
  };
  for (const auto& [json, beginning] : cases) {
    const auto tokenizer = SubwordTokenizer::parse(json, "here");
    ASSERT_FALSE(tokenizer.ok()) << json;
    EXPECT_TRUE(tokenizer.error().message.starts_with(beginning)) << tokenizer.error().message;
  }
}

TEST(SubwordTokenizer, RefusesPartsInsidePartsWithoutEnd) {
  std::string json = R"({"model": {}, "normalizer": )";
  for (int i = 0; i < 300000; ++i) json += R"({"type": "Sequence", "normalizers": [)";
  EXPECT_EQ(SubwordTokenizer::parse(json, "here").error().message, "here: parts nested too deeply");
}

}  // namespace
}  // namespace theta::tokenizers

#include "engine/held_out.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace theta::engine {
namespace {

// A corpus of `rows` rows; row r has 1 + r % 5 pieces when it is split.
corpus::Corpus corpus_of(size_t rows, bool split) {
  corpus::Corpus corpus;
  corpus.vocabulary = {"word"};
  if (split) corpus.row_offsets = {0};
  for (size_t row = 0; row < rows; ++row) {
    const size_t pieces = split ? 1 + row % 5 : 1;
    for (size_t i = 0; i < pieces; ++i)
      corpus.counts.append(std::vector<uint32_t>{0}, std::vector<uint32_t>{1});
    if (split) corpus.row_offsets.push_back(corpus.counts.documents());
  }
  return corpus;
}

void expect_whole_rows(const corpus::Corpus& corpus, const Parts& parts) {
  const std::vector<corpus::Split> part = part_of_each(parts, corpus.documents());
  for (size_t row = 0; row + 1 < corpus.row_offsets.size(); ++row) {
    for (uint64_t d = corpus.row_offsets[row]; d < corpus.row_offsets[row + 1]; ++d)
      EXPECT_EQ(part[d], part[corpus.row_offsets[row]]) << "row " << row << ", document " << d;
  }
  std::set<uint32_t> all(parts.train.begin(), parts.train.end());
  all.insert(parts.valid.begin(), parts.valid.end());
  all.insert(parts.test.begin(), parts.test.end());
  EXPECT_EQ(all.size(), corpus.documents());
  EXPECT_EQ(all.size(), parts.train.size() + parts.valid.size() + parts.test.size());
}

TEST(HeldOut, PiecesOfARowStayTogether) {
  const corpus::Corpus corpus = corpus_of(400, true);
  const Parts parts = divide(corpus);
  expect_whole_rows(corpus, parts);
  EXPECT_GT(parts.test.size(), 40u);  // a tenth of the rows, most of them with several pieces
  EXPECT_TRUE(std::is_sorted(parts.test.begin(), parts.test.end()));
}

TEST(HeldOut, RowsOfASplitCorpusAreDividedAsWholeDocumentsWere) {
  const corpus::Corpus split = corpus_of(400, true);
  const Parts whole = divide(corpus_of(400, false));
  std::vector<uint32_t> expected;
  for (const uint32_t row : whole.test) {
    for (uint64_t d = split.row_offsets[row]; d < split.row_offsets[row + 1]; ++d)
      expected.push_back(static_cast<uint32_t>(d));
  }
  EXPECT_EQ(divide(split).test, expected);
}

TEST(HeldOut, FewRowsAreAllTrainedOnHoweverManyPiecesTheyHave) {
  const Parts parts = divide(corpus_of(49, true));
  EXPECT_TRUE(parts.test.empty());
  EXPECT_TRUE(parts.valid.empty());
  EXPECT_EQ(parts.train.size(), corpus_of(49, true).documents());
}

TEST(HeldOut, AnOwnSplitIsKeptAndItsValidationRowsAreWhole) {
  corpus::Corpus corpus = corpus_of(300, true);
  for (size_t row = 0; row < 300; ++row) {
    for (uint64_t d = corpus.row_offsets[row]; d < corpus.row_offsets[row + 1]; ++d)
      corpus.split.push_back(row % 3 == 0 ? corpus::Split::kTest : corpus::Split::kTrain);
  }
  const Parts parts = divide(corpus);
  expect_whole_rows(corpus, parts);
  EXPECT_FALSE(parts.valid.empty());
  for (const uint32_t d : parts.test) EXPECT_EQ(corpus.split[d], corpus::Split::kTest);
}

}  // namespace
}  // namespace theta::engine

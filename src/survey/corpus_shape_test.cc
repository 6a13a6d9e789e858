#include "survey/corpus_shape.h"

#include <gtest/gtest.h>

namespace theta::survey {
namespace {

using formats::Json;

// Ten documents; six words are in 1, two in 4, one in 6 and one in 9 of them. The survey's vocabulary has the
// words of 2 to 8 documents.
Json profile() {
  return formats::parse_json(R"({
    "documents": 10,
    "characters": {"mean": 25.5},
    "vocabulary": {"size": 3, "words": 10, "tokens": 28, "non_zeros": 14,
                   "limits": {"largest_size": 1000, "least_documents": 2, "greatest_share": 0.8, "drop_words": []}},
    "documents_of_words": [[1, 6], [4, 2], [6, 1], [9, 1]],
    "time": {"bin": "year", "first": "2019-03-01", "last": "2021-05-31", "dated": 9, "undated": 1,
             "slices": [{"label": "2019", "documents": 3}, {"label": "2020", "documents": 3},
                        {"label": "2021", "documents": 3}]}})",
                             "test")
      .value();
}

engine::CorpusShape shape(const corpus::ImportOptions& import, const std::string& time_bin = "auto") {
  return corpus_shape(profile(), import, time_bin).value();
}

TEST(CorpusShape, IsThatOfTheSurveyWhereNothingElseIsAskedFor) {
  const engine::CorpusShape found = shape({});
  EXPECT_EQ(found.documents, 10u);
  EXPECT_EQ(found.vocabulary_size, 3u);
  EXPECT_EQ(found.tokens, 28u);
  EXPECT_EQ(found.non_zeros, 14u);
  EXPECT_EQ(found.characters, 255u);
}

TEST(CorpusShape, CountsWithOtherLimits) {
  EXPECT_EQ(shape({.vocabulary_size = 2}).non_zeros, 6u + 4u) << "the words in most documents stay";
  EXPECT_EQ(shape({.vocabulary_size = 2}).tokens, 20u) << "each comes twice in a document";
  EXPECT_EQ(shape({.least_documents = 1}).vocabulary_size, 9u);
  EXPECT_EQ(shape({.least_documents = 1}).non_zeros, 6u + 2 * 4u + 6u);
  EXPECT_EQ(shape({.greatest_share = 1}).non_zeros, 2 * 4u + 6u + 9u);
  EXPECT_EQ(shape({.greatest_share = 0.5}).non_zeros, 2 * 4u);
}

TEST(CorpusShape, CutsTimeAsAsked) {
  EXPECT_EQ(shape({}).slices, 3u);
  EXPECT_EQ(shape({}).time, "a time column was found, with 3 slices from 2019 to 2021");
  EXPECT_EQ(shape({}, "quarter").slices, 10u);  // Q1 2019 to Q2 2021
  EXPECT_EQ(shape({}, "5").slices, 5u);
}

TEST(CorpusShape, HasNoSlicesWithoutDates) {
  Json undated = profile();
  undated["time"] = nullptr;
  EXPECT_EQ(corpus_shape(undated, {}, "auto").value().slices, 0u);
  EXPECT_EQ(corpus_shape(undated, {}, "month").error().kind, ErrorKind::kBadInput);
  Json few = profile();
  few["time"]["undated"] = 30;
  EXPECT_EQ(corpus_shape(few, {}, "auto").value().time, "") << "most rows have no date";
}

TEST(CorpusShape, OfCountsHasNoTexts) {
  Json counts = profile();
  counts["characters"] = nullptr;
  counts["vocabulary"]["limits"] = nullptr;
  EXPECT_EQ(corpus_shape(counts, {.vocabulary_size = 1}, "auto").value().non_zeros, 9u);
  EXPECT_EQ(corpus_shape(counts, {}, "auto").value().characters, 0u);
}

}  // namespace
}  // namespace theta::survey

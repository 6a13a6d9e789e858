#include "report/methods_paragraph.h"

#include <gtest/gtest.h>

#include "report/references.h"

namespace theta::report {
namespace {

using formats::Json;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

MethodsFacts fitted(const char* model) {
  MethodsFacts facts;
  facts.manifest = {
      {"model", model},
      {"seed", 7},
      {"program_version", "1.2"},
      {"parameters", {{"epochs", 300}, {"batch_size", 1000}, {"learning_rate", 0.005}}},
      {"corpus", {{"documents", 18846}, {"vocabulary_size", 4000}, {"tokens", 1234567}, {"hash", "ab12"}}}};
  facts.figures = {{"npmi", 0.12345}, {"perplexity", 1234.56}};
  facts.edits = Json::array();
  facts.model_topics = facts.shown_topics = 20;
  return facts;
}

TEST(MethodsParagraph, TellsWhatWasFittedToWhatAndHow) {
  const MethodsParagraph methods = methods_paragraph(fitted("etm"));
  for (const char* const part :
       {"(Dieng, Ruiz & Blei, 2020) with 20 topics, ",
        "18,846 documents, a vocabulary of 4,000 words and 1,234,567 uses",
        "Training used 300 epochs, batches of 1,000 documents, a learning rate of 0.005 and random seed 7.",
        "topic coherence (NPMI) 0.123 and perplexity 1234.6 (for NPMI",
        "THETA 1.2 (fingerprint of the collection: ab12)."}) {
    EXPECT_TRUE(has(methods.english, part)) << part << "\n" << methods.english;
  }
  for (const char* const part :
       {"主题数为 20", "语料共 18,846 篇文档，词表含 4,000 个词，用词 1,234,567 次。",
        "训练 300 轮，每批 1,000 篇文档，学习率 0.005，随机种子 7。",
        "主题一致性（NPMI）0.123，困惑度 1234.6", "THETA 1.2（语料指纹：ab12）。"}) {
    EXPECT_TRUE(has(methods.chinese, part)) << part << "\n" << methods.chinese;
  }
  EXPECT_FALSE(has(methods.english, "After training")) << "nobody changed anything";
}

TEST(MethodsParagraph, TellsWhatPeopleChanged) {
  MethodsFacts facts = fitted("lda");
  facts.merged = {{1, 4, 6}, {2, 3}};
  facts.hidden_topics = 1;
  facts.named_topics = 2;
  facts.shown_topics = 16;
  facts.edits = {{{"kind", "stop_words"}, {"words", {"et", "al", "xx"}}},
                 {{"kind", "allow_words"}, {"words", {"xx"}}}};
  const MethodsParagraph methods = methods_paragraph(facts);
  EXPECT_TRUE(
      has(methods.english,
          "After training, topics 1, 4 and 6; topics 2 and 3 were merged; 1 topic was left out; \"et\" and "
          "\"al\" were "
          "taken out of the topics as stop words; 2 topics were named, by hand; 16 topics are shown."))
      << methods.english;
  EXPECT_TRUE(has(methods.chinese,
                  "训练之后，人工合并了主题 1、4、6；2、3，隐藏了 1 个主题，从主题词中去掉了“et”、“al”，为 2 "
                  "个主题命名；共列出 16 "
                  "个主题。"))
      << methods.chinese;
  EXPECT_TRUE(has(methods.english, "300 sweeps over all words"));
}

TEST(MethodsParagraph, ManyStopWordsAreCounted) {
  MethodsFacts facts = fitted("etm");
  Json words = Json::array();
  for (int i = 0; i < 40; ++i) words.push_back("w" + std::to_string(i));
  facts.edits = {{{"kind", "stop_words"}, {"words", words}}};
  EXPECT_TRUE(has(methods_paragraph(facts).english, "40 words were taken out of the topics"));
}

TEST(MethodsParagraph, LeavesOutWhatIsNotKnown) {
  MethodsFacts facts;
  facts.model_topics = facts.shown_topics = 1;
  const MethodsParagraph methods = methods_paragraph(facts);
  EXPECT_TRUE(methods.english.starts_with(
      "We fitted an embedded topic model (Dieng, Ruiz & Blei, 2020) with 1 topic, "));
  EXPECT_TRUE(methods.english.ends_with("Computations were done with THETA."));
  for (const char* const part :
       {"collection held", "Training used", "The model reached", "fingerprint", "null"})
    EXPECT_FALSE(has(methods.english, part)) << part;
}

// Whoever is named in the text is in the list of references.
TEST(MethodsParagraph, CitesWhatTheBibliographyHolds) {
  for (const char* const model : {"etm", "detm", "lda"}) {
    for (const size_t slices : {size_t{0}, size_t{9}}) {
      MethodsFacts facts = fitted(model);
      facts.drift_slices = slices;
      const std::string text = methods_paragraph(facts).english;
      const std::string works = bibliography(model, slices > 0);
      for (const auto& [author, key] : std::initializer_list<std::pair<const char*, const char*>>{
               {"Blei, 2020)", "dieng2020topic"},
               {"Blei, 2019)", "dieng2019dynamic"},
               {"Jordan, 2003)", "blei2003latent"},
               {"Steyvers, 2004)", "griffiths2004finding"},
               {"McCallum, 2009)", "wallach2009rethinking"},
               {"et al., 2009)", "asuncion2009smoothing"},
               {"Quinn, 2008)", "monroe2008fightin"},
               {"Shirley, 2014)", "sievert2014ldavis"},
               {"Baldwin, 2014)", "lau2014machine"}}) {
        EXPECT_EQ(has(text, author), has(works, key)) << model << " " << author;
      }
    }
  }
}

}  // namespace
}  // namespace theta::report

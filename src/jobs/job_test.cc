#include "jobs/job.h"

#include <gtest/gtest.h>

namespace theta::jobs {
namespace {

formats::Json description(const char* more) {
  formats::Json json = formats::parse_json(more, "test").value();
  json["format"] = "theta-job";
  json["version"] = 1;
  json["output"] = "tasks/1";
  return json;
}

TEST(Job, ReadsEveryFieldOfTraining) {
  const formats::Json json = description(R"({"kind": "train", "store": "s", "threads": 3, "seed": 9,
    "checkpoint_seconds": 5, "files": ["a/b.csv", {"key": "c", "name": "d/e.csv"}],
    "import": {"text_column": "t", "group_column": ["g", "h"], "language": "zh", "split": "paragraph",
      "split_min_words": 3, "duplicates": "drop", "phrases": true, "phrase_npmi": 0.25, "vocab_size": 70,
      "max_share": 0.5, "chinese_script": "simplified", "stop_words": ["x"], "drop_words": ["y"],
      "dictionary": ["云计算", ["C++", 7]]},
    "train": {"model": "etm", "topics": 12, "learning_rate": 0.01, "batch_norm": false, "fixed_embeddings": true,
      "embeddings": "vectors/1"}})");
  const Job job = parse_job(json, "job.json").value();
  EXPECT_EQ(job.kind, JobKind::kTrain);
  EXPECT_EQ(job.store, "s");
  EXPECT_EQ(job.output, "tasks/1/");
  EXPECT_EQ(job.threads, 3U);
  ASSERT_EQ(job.files.size(), 2U);
  EXPECT_EQ(job.files[0].name, "b.csv");
  EXPECT_EQ(job.files[1].name, "d/e.csv");
  EXPECT_EQ(job.import.options.columns.text, std::vector<std::string>{"t"});
  EXPECT_EQ(job.import.options.columns.groups, (std::vector<std::string>{"g", "h"}));
  const corpus::ImportOptions options = corpus::import_options(job.import).value();
  EXPECT_EQ(options.tokenizer.language, text::Language::kChinese);
  EXPECT_EQ(options.tokenizer.chinese_script, text::ChineseScript::kSimplified);
  EXPECT_FALSE(options.choose_script);
  EXPECT_EQ(options.split.unit, corpus::SplitUnit::kParagraph);
  EXPECT_EQ(options.split.least_words, 3U);
  EXPECT_EQ(options.duplicates, corpus::DuplicateHandling::kDrop);
  EXPECT_EQ(options.phrases.value().least_npmi, 0.25);
  EXPECT_EQ(options.vocabulary_size, 70U);
  EXPECT_EQ(options.greatest_share, 0.5);
  EXPECT_EQ(options.tokenizer.dictionary.at(1), (text::DictionaryWord{"C++", 7}));
  EXPECT_EQ(options.tokenizer.stop_words, std::vector<std::string>{"x"});
  EXPECT_EQ(options.drop_words, std::vector<std::string>{"y"});
  EXPECT_EQ(job.train.num_topics, 12U);
  EXPECT_EQ(job.train.learning_rate, 0.01);
  EXPECT_EQ(job.train.batch_norm, false);
  EXPECT_TRUE(job.train.fixed_embeddings);
  EXPECT_EQ(job.train.embeddings, "vectors/1");
  EXPECT_EQ(job.train.seed, 9U);
  EXPECT_EQ(job.train.checkpoint_seconds, 5);
}

TEST(Job, IdentityIsWhatDecidesTheBytes) {
  const formats::Json one = description(R"({"kind": "train", "corpus": "c/", "seed": 1})");
  formats::Json other = one;
  other["threads"] = 2;
  other["store"] = "elsewhere";
  other["checkpoint_seconds"] = 1;
  EXPECT_EQ(parse_job(one, "a").value().identity, parse_job(other, "b").value().identity);
  other["seed"] = 2;
  EXPECT_NE(parse_job(one, "a").value().identity, parse_job(other, "b").value().identity);
}

TEST(Job, SweepsTakeEachNumberOnceInRisingOrder) {
  const Job job =
      parse_job(description(R"({"kind": "sweep", "corpus": "c", "topics": [9, 3, 9], "seeds": [2, 1]})"), "j")
          .value();
  EXPECT_EQ(job.topics, (std::vector<uint64_t>{3, 9}));
  EXPECT_EQ(job.seeds, (std::vector<uint64_t>{1, 2}));
  EXPECT_EQ(job.corpus, "c/");
}

TEST(Job, EveryKindRefusesFieldsOfTheOthers) {
  for (const char* const wrong :
       {R"({"kind": "train", "corpus": "c", "top_n": 3})",
        R"({"kind": "evaluate", "corpus": "c", "model": "m", "seed": 1})",
        R"({"kind": "export", "model": "m", "export": {"format": "csv"}, "train": {}})",
        R"({"kind": "sweep", "corpus": "c", "topics": [2], "model": "m"})"}) {
    const auto job = parse_job(description(wrong), "j");
    ASSERT_FALSE(job.ok()) << wrong;
    EXPECT_EQ(job.error().kind, ErrorKind::kBadInput);
    EXPECT_NE(job.error().message.find("is no field of a job"), std::string::npos) << job.error().message;
  }
}

TEST(Job, AMistypedRequiredFieldIsToldAsTheTypo) {
  formats::Json json = description(R"({"kind": "train", "files": ["a.csv"]})");
  json.erase("output");
  EXPECT_EQ(parse_job(json, "job.json").error().message, "job.json: output: is missing");
  json["outptu"] = "tasks/1";
  const std::string told = parse_job(json, "job.json").error().message;
  EXPECT_EQ(told.find("job.json: outptu: is no field of a job"), 0U) << told;
  EXPECT_NE(told.find("\"output\""), std::string::npos) << told;
}

TEST(Job, ErrorsOfTheLibraryAreToldInWordsOfTheDescription) {
  const Error error = in_words_of_jobs(usage_error("--batch-size 0: with --model lda and --min-weight"));
  EXPECT_EQ(error.message, "batch_size 0: with model lda and min_weight");
  EXPECT_EQ(error.kind, ErrorKind::kBadInput);
  EXPECT_EQ(in_words_of_jobs(not_found("a-b")).message, "a-b");
  EXPECT_EQ(in_words_of_jobs(not_found("a")).kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace theta::jobs

#include "tasks/job_of_task.h"

#include <gtest/gtest.h>

namespace theta::tasks {
namespace {

using formats::Json;

Json parse(const std::string& text) {
  return formats::parse_json(text, "test").value();
}

const TaskInputs& inputs() {
  static const TaskInputs kInputs{.files = {{"datasets/1/0", "a.csv"}, {"datasets/1/1", "b.csv"}},
                                  .columns_json = R"({"text_column":"text","time_column":"date"})",
                                  .model = "tasks/1/x/model/",
                                  .corpus = "tasks/1/x/corpus/"};
  return kInputs;
}

std::string problem(const std::string& request) {
  const Result<Json> job = job_of_task(parse(request), inputs(), "out/");
  return job.ok() ? "ok" : job.error().message;
}

TEST(JobOfTask, TrainingHasTheNamesOfTheCommandLine) {
  const Json job = job_of_task(parse(R"({"type":"train","dataset_id":"d","model":"etm","num_topics":20,
      "vocab_size":5000,"epochs":50,"batch_size":200,"learning_rate":0.01,"hidden_dim":400,"seed":7,
      "options":{"import":{"time_column":"year","phrases":true},"train":{"dropout":0.2}}})"),
                               inputs(), "out/")
                       .value();
  EXPECT_EQ(job, parse(R"({"format":"theta-job","version":1,"kind":"train","output":"out/","seed":7,
      "files":[{"key":"datasets/1/0","name":"a.csv"},{"key":"datasets/1/1","name":"b.csv"}],
      "import":{"text_column":"text","time_column":"year","phrases":true,"vocab_size":5000},
      "train":{"dropout":0.2,"epochs":50,"batch_size":200,"learning_rate":0.01,"hidden_size":400,
               "model":"etm","topics":20}})"));
}

TEST(JobOfTask, LeavesOutWhatWasNotAskedFor) {
  const Json job = job_of_task(parse(R"({"type":"train","dataset_id":"d"})"), inputs(), "out/").value();
  EXPECT_EQ(job["train"], Json::object());
  EXPECT_FALSE(job.contains("seed"));
}

TEST(JobOfTask, SweepTakesLists) {
  const Json job = job_of_task(parse(R"({"type":"sweep","dataset_id":"d","num_topics":[5,10],"seed":3})"),
                               inputs(), "out/")
                       .value();
  EXPECT_EQ(job["topics"], parse("[5,10]"));
  EXPECT_EQ(job["seeds"], parse("[3]"));
}

TEST(JobOfTask, MeasuringAndExportingWorkOnAModel) {
  EXPECT_EQ(
      job_of_task(parse(R"({"type":"evaluate","model_id":"m","options":{"top_n":5}})"), inputs(), "out/")
          .value(),
      parse(R"({"format":"theta-job","version":1,"kind":"evaluate","output":"out/",
                      "model":"tasks/1/x/model/","corpus":"tasks/1/x/corpus/","top_n":5})"));
  EXPECT_EQ(job_of_task(parse(R"({"type":"export","model_id":"m","options":{"export":{"format":"csv"}}})"),
                        inputs(), "out/")
                .value()["export"],
            parse(R"({"format":"csv"})"));
}

TEST(JobOfTask, TopicsOfOthersAreScoredOnADataSetOrOnTheTextsOfAModel) {
  EXPECT_EQ(
      job_of_task(parse(R"({"type":"evaluate","dataset_id":"d","topics":[["a","b"]],
                                  "options":{"top_n":2,"import":{"text_column":"body"}}})"),
                  inputs(), "out/")
          .value(),
      parse(R"({"format":"theta-job","version":1,"kind":"evaluate","output":"out/","topic_list":[["a","b"]],
      "files":[{"key":"datasets/1/0","name":"a.csv"},{"key":"datasets/1/1","name":"b.csv"}],
      "import":{"text_column":"body","time_column":"date"},"top_n":2})"));
  EXPECT_EQ(job_of_task(parse(R"({"type":"evaluate","model_id":"m","topics":"ship sail ocean\nbread oven"})"),
                        inputs(), "out/")
                .value(),
            parse(R"({"format":"theta-job","version":1,"kind":"evaluate","output":"out/",
      "topic_list":"ship sail ocean\nbread oven","corpus":"tasks/1/x/corpus/"})"));
}

TEST(JobOfTask, StabilityTrainsADataSetOrTheModelAgain) {
  const Json fresh =
      job_of_task(parse(R"({"type":"stability","dataset_id":"d","num_topics":5,"seed":[4,9]})"), inputs(),
                  "out/")
          .value();
  EXPECT_EQ(fresh["seeds"], parse("[4,9]"));
  EXPECT_EQ(fresh["train"], parse(R"({"topics":5})"));
  TaskInputs trained = inputs();
  trained.train_json = R"({"topics":7,"model":"lda","epochs":3})";
  EXPECT_EQ(
      job_of_task(parse(R"({"type":"stability","model_id":"m","seed":2})"), trained, "out/").value(),
      parse(
          R"({"format":"theta-job","version":1,"kind":"stability","output":"out/","model":"tasks/1/x/model/",
      "corpus":"tasks/1/x/corpus/","seeds":[2],"train":{"topics":7,"model":"lda","epochs":3}})"));
}

TEST(JobOfTask, ErrorsNameTheField) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {R"([])", "request: must be an object"},
      {R"({})", "request: type: is missing"},
      {R"({"type":"trian","dataset_id":"d"})",
       "request: type: must be one of train, sweep, stability, evaluate, export"},
      {R"({"type":5})", "request: type"},
      {R"({"type":"train"})", "request: dataset_id: is missing"},
      {R"({"type":"train","dataset_id":5})", "request: dataset_id: must be a string"},
      {R"({"type":"train","dataset_id":"d","model_id":"m"})", "request: model_id: is not for train"},
      {R"({"type":"evaluate","model_id":"m","dataset_id":"d"})", "request: dataset_id: is not for evaluate"},
      {R"({"type":"evaluate"})", "request: model_id: is missing"},
      {R"({"type":"train","dataset_id":"d","num_topic":5})",
       "request: num_topic: is no field of a job; did you mean \"num_topics\"?"},
      {R"({"type":"train","dataset_id":"d","num_topics":0})", "request: num_topics: must be from 1"},
      {R"({"type":"train","dataset_id":"d","num_topics":"5"})",
       "request: num_topics: must be a whole number"},
      {R"({"type":"train","dataset_id":"d","num_topics":[5]})",
       "request: num_topics: must be a whole number"},
      {R"({"type":"train","dataset_id":"d","epochs":1.5})", "request: epochs: must be a whole number"},
      {R"({"type":"train","dataset_id":"d","learning_rate":-1})", "request: learning_rate: must be from"},
      {R"({"type":"train","dataset_id":"d","seed":-1})", "request: seed: must be from 0"},
      {R"({"type":"train","dataset_id":"d","model":"bert"})",
       "request: model: must be one of auto, etm, detm, lda"},
      {R"({"type":"train","dataset_id":"d","model":"lda","options":{"train":{"model":"etm"}}})",
       "request: model: is given in options as model, too"},
      {R"({"type":"train","dataset_id":"d","options":[]})", "request: options: must be an object"},
      {R"({"type":"train","dataset_id":"d","options":{"train":5}})",
       "request: options.train: must be an object"},
      {R"({"type":"train","dataset_id":"d","options":{"top_n":5}})",
       "request: options.top_n: is no option of train"},
      {R"({"type":"train","dataset_id":"d","options":{"train":{"dropuot":0.1}}})",
       "request: options: train.dropuot: is no field of a job; did you mean \"dropout\"?"},
      {R"({"type":"train","dataset_id":"d","options":{"train":{"embeddings":"models/secret"}}})",
       "request: options.train.embeddings: must be skip-gram"},
      {R"({"type":"train","dataset_id":"d","vocab_size":9,"options":{"import":{"vocab_size":8}}})",
       "request: vocab_size: is given in options as vocab_size, too"},
      {R"({"type":"sweep","dataset_id":"d"})", "request: num_topics: is missing"},
      {R"({"type":"sweep","dataset_id":"d","num_topics":[]})",
       "request: num_topics: must be a list of whole"},
      {R"({"type":"sweep","dataset_id":"d","num_topics":["x"]})",
       "request: num_topics: must be a list of whole"},
      {R"({"type":"evaluate","topics":[["a","b"]]})",
       "request: dataset_id: name a data set, or else model_id"},
      {R"({"type":"evaluate","topics":[["a","b"]],"dataset_id":"d","model_id":"m"})",
       "request: dataset_id: name a data set, or else model_id"},
      {R"({"type":"evaluate","topics":[],"dataset_id":"d"})", "request: options: topic_list"},
      {R"({"type":"evaluate","topics":7,"dataset_id":"d"})", "request: options: topic_list"},
      {R"({"type":"stability"})", "request: dataset_id: name a data set, or else model_id"},
      {R"({"type":"stability","dataset_id":"d"})", "request: num_topics: is missing"},
      {R"({"type":"stability","dataset_id":"d","num_topics":3,"seed":1})",
       "request: seed: must be a list of at least two"},
      {R"({"type":"stability","model_id":"m"})", "request: seed: is missing"},
      {R"({"type":"stability","model_id":"m","seed":2,"num_topics":3})", "request: num_topics: is no field"},
      {R"({"type":"export","model_id":"m"})", "request: options: export.format: is missing"},
      {R"({"type":"export","model_id":"m","num_topics":5,"options":{"export":{"format":"csv"}}})",
       "request: num_topics: is no field"},
  };
  for (const auto& [request, words] : wrong) {
    const std::string said = problem(request);
    EXPECT_EQ(said.substr(0, words.size()), words) << request;
  }
}

TEST(JobOfTask, NeedsFilesAndTexts) {
  EXPECT_EQ(job_of_task(parse(R"({"type":"train","dataset_id":"d"})"), {}, "out/").error().message,
            "request: dataset_id: the data set has no complete file");
  EXPECT_EQ(
      job_of_task(parse(R"({"type":"evaluate","model_id":"d"})"), {.model = "m/"}, "out/").error().message,
      "request: model_id: the texts of this model are not kept, so it cannot be measured");
  EXPECT_TRUE(check_request(parse(R"({"type":"train","dataset_id":"d"})")).ok());
  EXPECT_FALSE(check_request(parse(R"({"type":"train","dataset_id":"d","epochs":0})")).ok());
}

TEST(JobOfTask, ReferencesAreFoundFirst) {
  const TaskReferences train = task_references(parse(R"({"type":"train","dataset_id":"d"})")).value();
  EXPECT_EQ(train.kind, "train");
  EXPECT_EQ(train.dataset_id, "d");
  EXPECT_EQ(train.model_id, std::nullopt);
  EXPECT_EQ(task_references(parse(R"({"type":"export","model_id":"m"})")).value().model_id, "m");
}

}  // namespace
}  // namespace theta::tasks

#include "engine/training.h"

#include <gtest/gtest.h>

#include <cstring>

#include "base/files.h"
#include "base/random.h"
#include "base/temporary_folder.h"
#include "corpus/corpus.h"
#include "corpus/importer.h"
#include "engine/model_choice.h"
#include "engine/model_evaluation.h"
#include "engine/model_files.h"
#include "engine/topic_model.h"
#include "formats/npy.h"

namespace theta::engine {
namespace {

// Texts of five themes with words of their own and some common ones.
std::string themed_csv(size_t rows) {
  static const char* const kThemes[] = {
      "ship sail ocean harbour captain anchor", "bread oven flour butter baker dough",
      "engine wheel brake motor garage fuel", "court judge verdict lawyer trial appeal",
      "goal match striker referee penalty league"};
  std::string csv = "text,theme\n";
  for (size_t r = 0; r < rows; ++r) {
    const CounterRandom random(11, r);
    const std::string theme = kThemes[r % 5];
    std::string text;
    for (size_t i = 0; i < 12; ++i) {
      size_t at = 0;
      for (uint64_t skip = random.below(i, 6); skip > 0; --skip) at = theme.find(' ', at) + 1;
      text += theme.substr(at, theme.find(' ', at) - at) + " ";
    }
    csv += text + "place" + std::to_string(r % 9) + ",t" + std::to_string(r % 5) + "\n";
  }
  return csv;
}

// Asks for a stop as soon as so many epochs have ended.
class StopAt : public ProgressSink {
 public:
  StopAt(uint64_t epoch, StopFlag& stop) : epoch_(epoch), stop_(stop) {}
  void progress(const Progress& progress) override {
    if (progress.stage == "training" && progress.done == epoch_) stop_.request();
  }

 private:
  uint64_t epoch_;
  StopFlag& stop_;
};

class Training : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    ASSERT_TRUE(write_file_atomic(folder_->file("themes.csv"), themed_csv(400)).ok());
    ThreadPool pool(2);
    corpus::ImportOptions options;
    options.columns.label = "theme";
    ASSERT_TRUE(corpus::import_text(folder_->file("themes.csv"), folder_->file("corpus"), options, pool,
                                    nullptr, nullptr)
                    .ok());
  }
  static void TearDownTestSuite() { delete folder_; }

  Result<formats::Json> run(const std::string& name, size_t threads = 2, const StopFlag* stop = nullptr) {
    ThreadPool pool(threads);
    const RunEnvironment environment{pool, sink_, stop, {}, {}};
    return train(folder_->file("corpus"), path(name), options_, environment);
  }
  static std::string path(const std::string& name) { return folder_->file(name); }
  static std::string bytes(const std::string& name, std::string_view file) {
    return read_file(join_path(path(name), file)).value();
  }
  static void expect_same_model(const std::string& a, const std::string& b) {
    EXPECT_EQ(is_embedded(a), is_embedded(b));
    if (is_embedded(a)) {
      EXPECT_EQ(bytes(a, kTopicEmbeddingsFile), bytes(b, kTopicEmbeddingsFile));
    }
    for (const std::string_view file : {kTensorsFile, kThetaFile, kBetaFile, kTopicWordsFile, kHistoryFile,
                                        kMetricsFile, kTopicsFile, kModelDocumentsFile, kPassagesFile}) {
      EXPECT_EQ(bytes(a, file), bytes(b, file)) << file;
    }
  }
  static bool is_embedded(const std::string& name) {
    return file_exists(join_path(path(name), kTopicEmbeddingsFile));
  }

  void SetUp() override { use_etm(); }
  void use_etm() {
    options_ = {};
    options_.model = "etm";
    options_.num_topics = 5;
    options_.epochs = 12;
    options_.hidden_size = 32;
    options_.embedding_size = 16;
  }
  void use_lda() {
    options_ = {};
    options_.model = "lda";
    options_.num_topics = 5;
    options_.epochs = 120;
  }

  static TemporaryFolder* folder_;
  TrainOptions options_;
  ProgressSink* sink_ = nullptr;
};
TemporaryFolder* Training::folder_ = nullptr;

// What every kind of model promises.
class TrainingOfEach : public Training, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    if (GetParam() == std::string_view("lda")) {
      use_lda();
    } else {
      use_etm();
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Models, TrainingOfEach, testing::Values("etm", "lda"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST_P(TrainingOfEach, WritesAModelThatFindsTheThemes) {
  if (options_.model == "etm") options_.epochs = 60;
  const auto summary = run("themes");
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_GT(summary.value()["metrics"]["purity"].get<double>(), 0.95);
  EXPECT_GT(summary.value()["metrics"]["npmi"].get<double>(), 0.1);
  EXPECT_FALSE(is_folder(path("themes.partial")));
}

TEST_P(TrainingOfEach, WatchingTopicsChangesNothing) {
  ASSERT_TRUE(run("alone").ok());
  std::vector<formats::Json> looks;
  ThreadPool pool(2);
  RunEnvironment environment{pool, nullptr, nullptr, {}, {}};
  environment.on_topics = [&looks](const formats::Json& topics) { looks.push_back(topics); };
  ASSERT_TRUE(train(folder_->file("corpus"), path("watched"), options_, environment).ok());
  expect_same_model("alone", "watched");
  ASSERT_GE(looks.size(), 1U);
  EXPECT_EQ(looks.front()["epoch"], 1);
  ASSERT_EQ(looks.front()["topics"].size(), 5U);
  for (const formats::Json& topic : looks.front()["topics"]) EXPECT_EQ(topic["words"].size(), 10U);
}

TEST_P(TrainingOfEach, ManifestNamesEveryFileWithItsHash) {
  ASSERT_TRUE(run("manifest").ok());
  const formats::Json manifest = read_manifest(path("manifest")).value();
  EXPECT_EQ(manifest["model"], options_.model);
  EXPECT_EQ(manifest["files"].size(), options_.model == "etm" ? 11u : 10u);
  EXPECT_FALSE(manifest["files"].contains(kEditsFile));  // it grows, and the model must still verify
  EXPECT_EQ(bytes("manifest", kEditsFile), "");
  for (const auto& [name, entry] : manifest["files"].items()) {
    EXPECT_EQ(entry["bytes"], bytes("manifest", name).size()) << name;
  }
  EXPECT_EQ(manifest["corpus"]["hash"].get<std::string>().size(), 64u);
}

TEST_P(TrainingOfEach, ThreadsDoNotChangeAByte) {
  ASSERT_TRUE(run("one", 1).ok());
  ASSERT_TRUE(run("two", 2).ok());
  ASSERT_TRUE(run("three", 3).ok());
  expect_same_model("one", "two");
  expect_same_model("one", "three");
}

TEST_P(TrainingOfEach, AnotherSeedIsAnotherModel) {
  ASSERT_TRUE(run("seed1").ok());
  options_.seed = 2;
  ASSERT_TRUE(run("seed2").ok());
  EXPECT_NE(bytes("seed1", kThetaFile), bytes("seed2", kThetaFile));
}

TEST_P(TrainingOfEach, StoppedAnywhereAndResumedIsTheUninterruptedRun) {
  const bool etm = options_.model == "etm";
  if (etm) options_.patience = 50;  // watches validation perplexity, whose best epoch must survive as well
  ASSERT_TRUE(run("whole").ok());
  const std::vector<size_t> stops = etm ? std::vector<size_t>{1, 5, 11} : std::vector<size_t>{1, 57, 110};
  for (const size_t stop_after : stops) {
    StopFlag stop;
    StopAt stop_at(stop_after, stop);
    sink_ = &stop_at;
    const auto stopped = run("parts", 2, &stop);
    sink_ = nullptr;
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().kind, ErrorKind::kCancelled);
    EXPECT_NE(stopped.error().message.find("--resume"), std::string::npos);
    options_.resume = true;
    ASSERT_TRUE(run("parts", 1).ok());
    options_.resume = false;
    expect_same_model("whole", "parts");
  }
}

TEST_F(Training, ResumeWithOtherSettingsIsRefusedByName) {
  StopFlag stop;
  stop.request();
  EXPECT_FALSE(run("other", 1, &stop).ok());
  EXPECT_TRUE(has_checkpoint(path("other")));
  options_.resume = true;
  options_.learning_rate = 0.001;
  const auto result = run("other");
  EXPECT_EQ(result.error().kind, ErrorKind::kUsage);
  EXPECT_NE(result.error().message.find("learning_rate"), std::string::npos) << result.error().message;
}

TEST_F(Training, ResumeWithAnotherModelIsRefused) {
  StopFlag stop;
  stop.request();
  EXPECT_FALSE(run("changed", 1, &stop).ok());
  use_lda();
  options_.resume = true;
  const auto result = run("changed");
  EXPECT_EQ(result.error().kind, ErrorKind::kUsage);
  EXPECT_NE(result.error().message.find("model: \"etm\" then, \"lda\" now"), std::string::npos)
      << result.error().message;
}

TEST_F(Training, DamagedCheckpointOfLdaIsRefused) {
  use_lda();
  StopFlag stop;
  stop.request();
  EXPECT_FALSE(run("torn", 1, &stop).ok());
  const std::string file = path("torn.partial/checkpoint.safetensors");
  std::string whole = read_file(file).value();
  whole.back() = '\xff';  // the high byte of the last token's topic
  ASSERT_TRUE(write_file_atomic(file, whole).ok());
  options_.resume = true;
  EXPECT_EQ(run("torn").error().kind, ErrorKind::kBadInput);
}

TEST_F(Training, ResumeWithoutCheckpointIsNotFound) {
  options_.resume = true;
  EXPECT_EQ(run("never").error().kind, ErrorKind::kNotFound);
}

TEST_F(Training, FailedRunKeepsTheFormerModel) {
  ASSERT_TRUE(run("kept").ok());
  const std::string before = bytes("kept", kTensorsFile);
  options_.num_topics = 100000;
  EXPECT_EQ(run("kept").error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(bytes("kept", kTensorsFile), before);
}

TEST_F(Training, OutputThatIsNoModelIsNotTouched) {
  ASSERT_TRUE(make_folders(path("thesis")).ok());
  ASSERT_TRUE(write_file_atomic(path("thesis/a.doc"), "years of work").ok());
  EXPECT_EQ(run("thesis").error().kind, ErrorKind::kUsage);
  EXPECT_EQ(read_file(path("thesis/a.doc")).value(), "years of work");
}

TEST_F(Training, PatienceEndsTheRunAndKeepsTheBestEpoch) {
  options_.epochs = 200;
  options_.patience = 3;
  options_.learning_rate = 0.05;
  const auto summary = run("patience");
  ASSERT_TRUE(summary.ok());
  const formats::Json history =
      formats::read_json(join_path(path("patience"), kHistoryFile)).value()["epochs"];
  EXPECT_LT(history.size(), 200u);
  size_t best = 0;
  for (size_t i = 1; i < history.size(); ++i) {
    if (history[i]["validation_perplexity"] < history[best]["validation_perplexity"]) best = i;
  }
  EXPECT_EQ(history.size(), best + 1 + 3);
}

TEST_P(TrainingOfEach, InferenceOfATrainingTextIsItsRow) {
  ASSERT_TRUE(run("infer").ok());
  const TopicModel model = TopicModel::open(path("infer")).value();
  const formats::NpyFile theta = formats::NpyFile::open(join_path(path("infer"), kThetaFile)).value();
  const size_t row_bytes = model.num_topics() * sizeof(float);
  TopicModel::Scratch scratch;
  ASSERT_TRUE(
      corpus::for_each_document(path("corpus"), [&](size_t d, const corpus::Document& document) {
        const TextTopics topics = model.infer(document.text, 5, scratch);
        EXPECT_EQ(0, std::memcmp(topics.weights.data(), theta.bytes().data() + d * row_bytes, row_bytes))
            << d;
      }).ok());
}

TEST_F(Training, EvidenceAndUnknownWordsAreTold) {
  options_.epochs = 60;
  ASSERT_TRUE(run("evidence").ok());
  const TopicModel model = TopicModel::open(path("evidence")).value();
  TopicModel::Scratch scratch;
  const TextTopics topics = model.infer("Bread and butter, butter; qwertyuiop zxcvb", 10, scratch);
  EXPECT_EQ(topics.words, 5u);
  EXPECT_NEAR(topics.oov_ratio, 0.4, 1e-12);
  ASSERT_EQ(topics.evidence.size(), 2u);
  EXPECT_EQ(topics.evidence[0].word, "butter");
  const TextTopics empty = model.infer("", 10, scratch);
  EXPECT_DOUBLE_EQ(empty.oov_ratio, 1.0);
  float sum = 0;
  for (const float weight : empty.weights) sum += weight;
  EXPECT_NEAR(sum, 1.0, 1e-5);
}

TEST_P(TrainingOfEach, EvaluateAgreesWithTheMetricsOfTheRun) {
  ASSERT_TRUE(run("evaluated").ok());
  ThreadPool pool(1);
  const formats::Json metrics = evaluate_model(pool, path("evaluated"), path("corpus")).value();
  const formats::Json own = formats::read_json(join_path(path("evaluated"), kMetricsFile)).value();
  for (const char* const name :
       {"npmi", "topic_diversity", "perplexity", "perplexity_per_word", "purity", "nmi"}) {
    EXPECT_EQ(metrics[name], own[name]) << name;
  }
  EXPECT_EQ(metrics["oov_ratio"], 0.0);
}

TEST_F(Training, DamagedModelIsRefused) {
  ASSERT_TRUE(run("damaged").ok());
  const std::string tensors = bytes("damaged", kTensorsFile);
  ASSERT_TRUE(
      write_file_atomic(join_path(path("damaged"), kTensorsFile), tensors.substr(0, tensors.size() / 2))
          .ok());
  EXPECT_EQ(TopicModel::open(path("damaged")).error().kind, ErrorKind::kBadInput);
  ASSERT_TRUE(write_file_atomic(join_path(path("damaged"), kTensorsFile), tensors).ok());
  ASSERT_TRUE(write_file_atomic(join_path(path("damaged"), kModelVocabularyFile), "one\n").ok());
  EXPECT_EQ(TopicModel::open(path("damaged")).error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(TopicModel::open(path("corpus")).error().kind, ErrorKind::kNotFound);
}

struct OptionCase {
  const char* name;
  std::function<void(TrainOptions&)> set;
  const char* option;  // must stand in the message
};
class BadOption : public Training, public testing::WithParamInterface<OptionCase> {};
TEST_P(BadOption, IsNamed) {
  GetParam().set(options_);
  const auto result = run("bad");
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().message.find(GetParam().option), std::string::npos) << result.error().message;
  EXPECT_FALSE(is_folder(path("bad")));
}
INSTANTIATE_TEST_SUITE_P(
    Options, BadOption,
    testing::Values(
        OptionCase{"NoTopics", [](TrainOptions& o) { o.num_topics = 0; }, "--topics"},
        OptionCase{"MoreTopicsThanDocuments", [](TrainOptions& o) { o.num_topics = 1000; }, "--topics 1000"},
        OptionCase{"NoEpochs", [](TrainOptions& o) { o.epochs = 0; }, "--epochs"},
        OptionCase{"NoBatch", [](TrainOptions& o) { o.batch_size = 0; }, "--batch-size"},
        OptionCase{"NoHiddenUnits", [](TrainOptions& o) { o.hidden_size = 0; }, "--hidden-size"},
        OptionCase{"NoWidth", [](TrainOptions& o) { o.embedding_size = 0; }, "--embedding-size"},
        OptionCase{"NegativeRate", [](TrainOptions& o) { o.learning_rate = -1; }, "--learning-rate"},
        OptionCase{"FullDropout", [](TrainOptions& o) { o.dropout = 1; }, "--dropout"},
        OptionCase{"UnknownRecipe", [](TrainOptions& o) { o.recipe = "secret"; }, "--recipe"},
        OptionCase{"UnknownModel", [](TrainOptions& o) { o.model = "plsa"; }, "--model plsa"},
        OptionCase{"PriorForEtm", [](TrainOptions& o) { o.alpha_sum = 1; }, "--alpha"},
        OptionCase{"BatchesForLda", [](TrainOptions& o) { o = {.model = "lda", .batch_size = 5}; },
                   "--batch-size"},
        OptionCase{"OptionsOfTwoModels", [](TrainOptions& o) { o = {.batch_size = 5, .beta = 0.1}; },
                   "--beta"},
        OptionCase{"NegativeAlpha", [](TrainOptions& o) { o = {.model = "lda", .alpha_sum = -1}; },
                   "--alpha"},
        OptionCase{"NoBeta", [](TrainOptions& o) { o = {.model = "lda", .beta = 0}; }, "--beta"},
        OptionCase{"NoVectors", [](TrainOptions& o) { o.embeddings = "none.vec"; }, "none.vec"}),
    [](const auto& tested) { return tested.param.name; });

TEST_F(Training, AnOptionOfOneModelChoosesIt) {
  options_ = {};
  options_.num_topics = 5;
  options_.epochs = 3;
  options_.alpha_sum = 2;
  ASSERT_TRUE(run("chosen").ok());
  const formats::Json manifest = read_manifest(path("chosen")).value();
  EXPECT_EQ(manifest["model"], "lda");
  EXPECT_NE(manifest["model_reason"].get<std::string>().find("--alpha"), std::string::npos);
  EXPECT_EQ(manifest["parameters"]["alpha_sum"], 2.0);
}

// As far as the choice of a model looks at it.
TrainingData corpus_of(models::CorpusSize size, size_t slices = 0, size_t undated = 0) {
  TrainingData data;
  data.size = size;
  if (slices == 0) return data;
  data.times.emplace();
  for (size_t t = 0; t < slices; ++t) data.times->slices.push_back({std::to_string(2000 + t), 0, 0});
  for (size_t row = 0; row < 10; ++row)
    data.dates.add(row < undated ? corpus::DateState::kUnread : corpus::DateState::kRead, {});
  return data;
}

TEST(ModelChoice, TakesTheDynamicModelWhereMostRowsHaveADate) {
  const models::CorpusSize size = {5000, 2000, 60};
  const ModelChoice choice = choose_model({}, corpus_of(size, 8));
  EXPECT_EQ(choice.model, "detm");
  EXPECT_EQ(choice.reason, "a time column was found, with 8 slices from 2000 to 2007");
  EXPECT_EQ(choose_model({}, corpus_of(size, 1)).model, "etm") << "one slice";
  EXPECT_EQ(choose_model({}, corpus_of(size, 8, 5)).model, "detm");
  EXPECT_EQ(choose_model({}, corpus_of(size, 8, 6)).model, "etm") << "most rows have no date";
  EXPECT_EQ(choose_model({}, corpus_of({499, 2000, 60}, 8)).model, "lda");
  EXPECT_EQ(choose_model({.hidden_size = 100}, corpus_of({40, 200, 2}, 8)).model, "detm");
  EXPECT_EQ(choose_model({.model = "etm"}, corpus_of(size, 8)).model, "etm");
}

TEST(ModelChoice, FollowsDocumentsAndTheirLengthUnlessAsked) {
  EXPECT_EQ(choose_model({}, corpus_of({499, 2000, 60})).model, "lda");
  EXPECT_EQ(choose_model({}, corpus_of({500, 2000, 60})).model, "etm");
  EXPECT_EQ(choose_model({}, corpus_of({30000, 2000, 3.4})).model, "lda");
  EXPECT_EQ(choose_model({}, corpus_of({30000, 2000, 3.5})).model, "etm");
  EXPECT_EQ(choose_model({.model = "etm"}, corpus_of({40, 200, 2})).model, "etm");
  EXPECT_EQ(choose_model({.hidden_size = 100}, corpus_of({40, 200, 2})).model, "etm");
  EXPECT_EQ(choose_model({.burn_in = 10}, corpus_of({30000, 2000, 60})).model, "lda");
  EXPECT_NE(choose_model({}, corpus_of({499, 2000, 60})).reason.find("499 documents"), std::string::npos);
}

TEST_F(Training, LikelihoodRisesInTheHistoryOfLda) {
  use_lda();
  options_.epochs = 25;
  ASSERT_TRUE(run("history").ok());
  const formats::Json history =
      formats::read_json(join_path(path("history"), kHistoryFile)).value()["epochs"];
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[1]["epoch"], 20);
  EXPECT_EQ(history[2]["epoch"], 25);
  EXPECT_GT(history[2]["log_likelihood"].get<double>(), history[0]["log_likelihood"].get<double>());
}

TEST_F(Training, PaperRecipeAndGivenVectorsRun) {
  options_.recipe = "paper";
  std::string vectors = "3 4\nship 1 0 0 0\nbread 0 1 0 0\nengine 0 0 2 0\n";
  ASSERT_TRUE(write_file_atomic(path("v.txt"), vectors).ok());
  options_.embedding_size.reset();
  options_.embeddings = path("v.txt");
  const auto summary = run("paper");
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(read_manifest(path("paper")).value()["parameters"]["embedding_size"], 4);
}

TEST_F(Training, SkipGramVectorsCanBeTheStart) {
  options_.embeddings = "skip-gram";
  const auto summary = run("skip-gram");
  ASSERT_TRUE(summary.ok()) << summary.error().message;
  EXPECT_EQ(read_manifest(path("skip-gram")).value()["parameters"]["embedding_size"], 16);
}

}  // namespace
}  // namespace theta::engine

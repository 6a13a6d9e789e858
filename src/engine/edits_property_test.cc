#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "base/files.h"
#include "base/random.h"
#include "base/temporary_folder.h"
#include "engine/edits_reference.h"
#include "engine/model_evaluation.h"
#include "engine/model_files.h"
#include "engine/small_model_reference.h"

namespace theta::engine {
namespace {

constexpr size_t kSequences = 70;  // for each of three models
constexpr size_t kSteps = 9;

bool same_bits(const math::Matrix<float>& a, const math::Matrix<float>& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

void expect_same_view(const ModelView& view, const ModelView& wanted) {
  EXPECT_EQ(view.vocabulary, wanted.vocabulary);
  EXPECT_EQ(view.word_frequency, wanted.word_frequency);
  EXPECT_EQ(view.model_topics, wanted.model_topics);
  EXPECT_TRUE(same_bits(view.beta, wanted.beta));
  EXPECT_TRUE(same_bits(view.theta, wanted.theta));
  ASSERT_EQ(view.topics.size(), wanted.topics.size());
  for (size_t k = 0; k < view.topics.size(); ++k) {
    SCOPED_TRACE(k);
    const TopicView& topic = view.topics[k];
    const TopicView& other = wanted.topics[k];
    EXPECT_EQ(topic.topic_id, other.topic_id);
    EXPECT_EQ(topic.name, other.name);
    EXPECT_EQ(topic.renamed, other.renamed);
    EXPECT_EQ(topic.hidden, other.hidden);
    EXPECT_EQ(topic.members, other.members);
    EXPECT_EQ(topic.top_words, other.top_words);
    EXPECT_EQ(topic.share, other.share);
    EXPECT_EQ(topic.main_documents, other.main_documents);
    EXPECT_EQ(topic.npmi, other.npmi);
    EXPECT_EQ(topic.exclusivity, other.exclusivity);
  }
}

void expect_same_answer(const TextTopics& answer, const TextTopics& wanted) {
  EXPECT_EQ(answer.weights, wanted.weights);
  ASSERT_EQ(answer.evidence.size(), wanted.evidence.size());
  for (size_t i = 0; i < answer.evidence.size(); ++i) {
    EXPECT_EQ(answer.evidence[i].word, wanted.evidence[i].word);
    EXPECT_EQ(answer.evidence[i].topic_id, wanted.evidence[i].topic_id);
    EXPECT_EQ(answer.evidence[i].weight, wanted.evidence[i].weight);
  }
}

void expect_same_metrics(const formats::Json& metrics, const formats::Json& wanted) {
  for (const char* const name :
       {"npmi", "topic_diversity", "exclusivity", "perplexity", "perplexity_per_word", "purity"}) {
    EXPECT_NEAR(metrics[name].get<double>(), wanted[name].get<double>(),
                1e-9 * (1 + wanted[name].get<double>()))
        << name;
  }
  ASSERT_EQ(metrics["topics"].size(), wanted["topics"].size());
  for (size_t k = 0; k < wanted["topics"].size(); ++k) {
    for (const auto& [name, value] : wanted["topics"][k].items()) {
      // Shares are taken from theta there, which was rounded to float, and from the members' shares here.
      const double tolerance = name == "share" ? 1e-7 : 1e-9;
      EXPECT_NEAR(metrics["topics"][k][name].get<double>(), value.get<double>(), tolerance) << name;
    }
  }
}

// Draws edits of all kinds, most of them possible.
class Editor {
 public:
  explicit Editor(uint64_t seed) : random_(seed, 5) {}

  Edit next(const ModelView& view, const std::vector<std::string>& vocabulary) {
    Edit edit;
    constexpr EditKind kKinds[] = {
        EditKind::kRename, EditKind::kRename, EditKind::kMerge,     EditKind::kMerge,     EditKind::kHide,
        EditKind::kHide,   EditKind::kShow,   EditKind::kStopWords, EditKind::kStopWords, EditKind::kUndo,
        EditKind::kUndo,   EditKind::kRedo,   EditKind::kRedo,      EditKind::kAllowWords};
    edit.kind = kKinds[below(std::size(kKinds))];
    if (edit.kind == EditKind::kRename) {
      edit.topics = {any_topic(view)};
      constexpr const char* kNames[] = {"Sea", "食物", "Law & order", ""};
      edit.name = kNames[below(std::size(kNames))];
    }
    if (edit.kind == EditKind::kMerge) edit.topics = some_topics(view, 2 + below(2));
    if (edit.kind == EditKind::kHide || edit.kind == EditKind::kShow)
      edit.topics = some_topics(view, 1 + below(2));
    if (edit.kind == EditKind::kStopWords || edit.kind == EditKind::kAllowWords) {
      for (size_t i = 1 + below(3); i > 0; --i) edit.words.push_back(vocabulary[below(vocabulary.size())]);
    }
    return edit;
  }

 private:
  size_t below(size_t bound) { return random_.below(drawn_++, bound); }
  uint32_t any_topic(const ModelView& view) { return view.topics[below(view.topics.size())].topic_id; }
  std::vector<uint32_t> some_topics(const ModelView& view, size_t count) {
    std::vector<uint32_t> topics;
    for (size_t i = 0; i < count; ++i) topics.push_back(any_topic(view));
    return topics;
  }

  CounterRandom random_;
  uint64_t drawn_ = 0;
};

class EditsProperty : public testing::TestWithParam<size_t> {
 protected:
  void SetUp() override {
    make_small_model(folder_.path(), 130, GetParam());
    raw_ = read_raw_model(model_);
    corpus_ = corpus::load_corpus(folder_.file("corpus")).value();
    pristine_.emplace(TopicModel::open(model_).value());
  }

  void start_anew() { std::filesystem::resize_file(join_path(model_, kEditsFile), 0); }

  // Every output now against the slow recomputation from the raw model.
  void expect_everything_fits(const HandKeptHistory& history) {
    const ModelView view = open_view(model_).value();
    ASSERT_NO_FATAL_FAILURE(expect_same_view(view, view_reference(raw_, history.done)));
    ASSERT_EQ(view.edits.size(), history.done.size());
    const TopicModel model = TopicModel::open(model_).value();
    ASSERT_EQ(model.topics().size(), view.topics.size());
    for (size_t k = 0; k < view.topics.size(); ++k) {
      EXPECT_EQ(model.topics()[k].topic_id, view.topics[k].topic_id);
      EXPECT_EQ(model.topics()[k].name, view.topics[k].name);
      EXPECT_EQ(model.topics()[k].hidden, view.topics[k].hidden);
    }
    TopicModel::Scratch scratch;
    for (const size_t d : {0, 3, 57, 129}) {
      const std::string text = small_text(d);
      const TextTopics answer = model.infer(text, 100, scratch);
      EXPECT_EQ(0, std::memcmp(answer.weights.data(), view.theta.row(d), view.theta.cols() * sizeof(float)));
      const std::vector<float> model_theta = pristine_->infer(text, 0, scratch).weights;
      ASSERT_NO_FATAL_FAILURE(
          expect_same_answer(answer, text_topics_reference(raw_, history.done, text, model_theta)));
    }
  }

  void expect_metrics_fit(const HandKeptHistory& history) {
    ThreadPool pool(1);
    expect_same_metrics(evaluate_model(pool, model_, folder_.file("corpus")).value(),
                        metrics_reference(raw_, history.done, corpus_, pristine_->inference()));
  }

  // Tries one edit. A refused one must leave the history as it is.
  bool try_edit(const Edit& edit, HandKeptHistory& history) {
    const uint64_t before = read_edits(model_).value().revision();
    const auto appended = append_edit(model_, edit, before);
    const Edits after = read_edits(model_).value();
    if (appended.ok()) {
      history.add(edit);
      EXPECT_EQ(after.revision(), before + 1);
      EXPECT_EQ(after.in_force, appended.value().in_force);
      return true;
    }
    EXPECT_TRUE(appended.error().kind == ErrorKind::kUsage || appended.error().kind == ErrorKind::kNotFound)
        << appended.error().message;
    EXPECT_EQ(after.revision(), before);
    return false;
  }

  TemporaryFolder folder_;
  std::string model_ = folder_.file("model");
  RawModel raw_;
  corpus::Corpus corpus_;
  std::optional<TopicModel> pristine_;
};

TEST_P(EditsProperty, EveryOutputEqualsTheOneRecomputedFromNothing) {
  size_t done = 0;
  for (size_t sequence = 0; sequence < kSequences; ++sequence) {
    SCOPED_TRACE(testing::Message() << "sequence " << sequence);
    Editor editor(1000 * GetParam() + sequence);
    HandKeptHistory history;
    start_anew();
    for (size_t step = 0; step < kSteps; ++step) {
      const Edit edit = editor.next(open_view(model_).value(), raw_.vocabulary);
      SCOPED_TRACE(testing::Message() << "step " << step << ": " << edit_kind_name(edit.kind));
      if (!try_edit(edit, history)) continue;
      ++done;
      expect_everything_fits(history);
      if (HasFailure()) return;
    }
    expect_metrics_fit(history);
    if (HasFailure()) return;
  }
  EXPECT_GT(done, kSequences * kSteps / 3);  // the test is about edits that were made
}

TEST_P(EditsProperty, UndoOfEverythingIsTheModelAndRedoBringsTheViewBack) {
  const ModelView raw = open_view(model_).value();
  expect_same_view(raw, view_reference(raw_, {}));
  for (size_t sequence = 0; sequence < 10; ++sequence) {
    Editor editor(77 + sequence);
    HandKeptHistory history;
    start_anew();
    for (size_t step = 0; step < 12; ++step)
      try_edit(editor.next(open_view(model_).value(), raw_.vocabulary), history);
    const ModelView edited = open_view(model_).value();
    const size_t in_force = history.done.size();
    while (append_edit(model_, {EditKind::kUndo}).ok()) history.add({EditKind::kUndo});
    EXPECT_TRUE(history.done.empty());
    expect_same_view(open_view(model_).value(), raw);
    for (size_t i = 0; i < in_force; ++i) ASSERT_TRUE(append_edit(model_, {EditKind::kRedo}).ok());
    expect_same_view(open_view(model_).value(), edited);
  }
}

INSTANTIATE_TEST_SUITE_P(Topics, EditsProperty, testing::Values(2, 6, 11),
                         [](const auto& topics) { return std::to_string(topics.param); });

}  // namespace
}  // namespace theta::engine

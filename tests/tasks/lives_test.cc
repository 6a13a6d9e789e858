// What becomes of tasks: done, wrong, cancelled, poison, handed back.
#include <sys/stat.h>

#include <cstdlib>
#include <thread>

#include "base/files.h"
#include "database/datasets.h"
#include "fixture.h"
#include "formats/json.h"

namespace theta::tasks {
namespace {

using database::Dialect;
using database::Stream;
using database::Task;
using database::TaskState;

using Lives = Workplace;

TEST_P(Lives, TrainingBecomesAModel) {
  const auto dataset = add_dataset(speeches(60));
  const Task task = add_training(dataset, 30, R"(,"seed":3,"options":{"import":{"min_characters":3}})");
  const auto worker = start(options());
  const Task done = wait_for_end(task);
  ASSERT_EQ(done.state, TaskState::kCompleted) << done.error_message.value_or("");
  EXPECT_EQ(done.progress.fraction, 1);
  const auto summary = formats::parse_json(done.result_json.value(), "result").value();
  EXPECT_EQ(summary["num_topics"], 2);
  EXPECT_EQ(summary["documents"], 60);
  ASSERT_TRUE(done.model.has_value());
  const auto model = database::Models(database()).get(owner_, *done.model).value();
  EXPECT_EQ(model.kind, "lda");
  EXPECT_EQ(model.name, "讲话, 2 topics");
  EXPECT_EQ(model.task, task.id);
  EXPECT_EQ(model.dataset, dataset);
  const auto manifest = formats::parse_json(model.manifest_json, "manifest").value();
  EXPECT_EQ(manifest["seed"], 3);
  int64_t bytes = 0;
  const auto page = store_->list(model.object_prefix).value();
  for (const auto& object : page.objects) bytes += static_cast<int64_t>(object.size);
  EXPECT_EQ(model.bytes, bytes);
  EXPECT_EQ(store_->get(model.object_prefix + "beta.npy").value().substr(1, 5), "NUMPY");
  // What it said on its way.
  const auto events = lines(task, Stream::kEvents);
  const auto count = [&](const std::string& part) {
    return std::count_if(events.begin(), events.end(),
                         [&](const std::string& line) { return line.find(part) != std::string::npos; });
  };
  EXPECT_EQ(count(R"("event":"epoch")"), 3) << "one for ten sweeps";
  EXPECT_GE(count(R"("event":"status")"), 1);
  EXPECT_FALSE(lines(task, Stream::kLog).empty());
  EXPECT_GE(cache_.signals().count(task_channel(task.id)), 3u);
  EXPECT_FALSE(is_folder(folder_.file(fmt::format("scratch/{}-1", task.id.text()))));

  // The model can be measured and exported, and a sweep advises one of its own.
  const std::string id = done.model->text();
  const Task measure =
      add_task(dataset, "evaluate", fmt::format(R"({{"type":"evaluate","model_id":"{}"}})", id));
  const Task exported = add_task(
      dataset, "export",
      fmt::format(R"({{"type":"export","model_id":"{}","options":{{"export":{{"format":"csv"}}}}}})", id));
  const Task sweep = add_task(
      dataset, "sweep",
      fmt::format(R"({{"type":"sweep","dataset_id":"{}","model":"lda","num_topics":[2,3],"epochs":20}})",
                  dataset.text()));
  for (const Task& one : {measure, exported, sweep})
    EXPECT_EQ(wait_for_end(one).state, TaskState::kCompleted) << get(one).error_message.value_or("");
  EXPECT_TRUE(formats::parse_json(*get(measure).result_json, "").value()["metrics"].contains("npmi"));
  const auto advised = formats::parse_json(*get(sweep).result_json, "").value()["advice"]["num_topics"];
  const auto chosen = database::Models(database()).get(owner_, get(sweep).model.value()).value();
  EXPECT_EQ(chosen.name, fmt::format("讲话, {} topics", advised.get<int>()));
}

TEST_P(Lives, WrongTasksFailAtOnceAndSayWhy) {
  const auto dataset = add_dataset(speeches(30));
  const auto empty = database::Datasets(database()).add(owner_, "empty", "{}").value().id;
  const auto stranger = database::DatasetId::random();
  const std::string train = R"({"type":"train","model":"lda","dataset_id":")";
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {train + dataset.text() + R"(","options":{"import":{"text_column":"texts"}}})", "texts"},
      {train + dataset.text() + R"(","num_topics":0})", "num_topics"},
      {train + empty.text() + R"("})", "no complete file"},
      {train + stranger.text() + R"("})", "data set"},
      {R"({"type":"train","dataset_id":"x"})", "dataset_id: x is no id"},
      {R"({"type":"evaluate","model_id":"x"})", "model_id: x is no id"},
  };
  std::vector<Task> tasks;
  for (const auto& [request, words] : wrong) tasks.push_back(add_task(dataset, "train", request));
  const auto worker = start(options());
  for (size_t i = 0; i < wrong.size(); ++i) {
    const Task ended = wait_for_end(tasks[i]);
    EXPECT_EQ(ended.state, TaskState::kFailed) << wrong[i].first;
    EXPECT_EQ(ended.failures, 1) << wrong[i].first;
    EXPECT_NE(ended.error_message.value_or("").find(wrong[i].second), std::string::npos)
        << wrong[i].first << ": " << ended.error_message.value_or("");
  }
  EXPECT_EQ(models(), 0);
}

TEST_P(Lives, CancelEndsTheProcessGroup) {
  const auto dataset = add_dataset(speeches(60));
  const Task task = add_training(dataset, 100'000'000);
  const auto worker = start(options());
  ASSERT_TRUE(wait_for_checkpoint(task));
  ASSERT_EQ(children().size(), 1u);
  ASSERT_TRUE(database::Tasks(database()).cancel(owner_, task.id).ok());
  static_cast<void>(cache_.publish(kQueueChannel));
  EXPECT_EQ(wait_for_end(task).state, TaskState::kCancelled);
  EXPECT_TRUE(children().empty());
  EXPECT_EQ(models(), 0);
}

TEST_P(Lives, PoisonDiesWithItsReasonAndDisturbsNobody) {
  // A program that crashes on one task and is the real one for the others.
  const auto dataset = add_dataset(speeches(40));
  const Task poison = add_training(dataset, 20, R"(,"seed":666)");
  const std::string wrapper = folder_.file("theta-that-crashes");
  ASSERT_TRUE(
      write_file_atomic(wrapper, fmt::format("#!/bin/sh\necho about to crash >&2\n"
                                             "grep -q '\"seed\": 666' \"$3/job.json\" && kill -SEGV $$\n"
                                             "exec {} \"$@\"\n",
                                             program_))
          .ok());
  ASSERT_EQ(::chmod(wrapper.c_str(), 0755), 0);
  std::vector<Task> good;
  for (int i = 0; i < 3; ++i) good.push_back(add_training(dataset, 20));
  WorkerOptions with = options();
  with.program = wrapper;
  with.slots = 2;
  const auto worker = start(with);
  for (const Task& task : good) EXPECT_EQ(wait_for_end(task).state, TaskState::kCompleted);
  const Task dead = wait_for_end(poison);
  EXPECT_EQ(dead.state, TaskState::kDead);
  EXPECT_EQ(dead.failures, 3);
  EXPECT_EQ(dead.error_code, "crashed");
  EXPECT_NE(dead.error_message.value_or("").find("signal 11"), std::string::npos) << *dead.error_message;
  EXPECT_EQ(lines(poison, Stream::kLog), std::vector<std::string>(3, "about to crash"));
}

TEST_P(Lives, MemoryThatDoesNotSufficeIsNotTriedAgain) {
  const auto dataset = add_dataset(speeches(40));
  const Task task =
      add_task(dataset, "train",
               fmt::format(R"({{"type":"train","dataset_id":"{}","model":"etm","hidden_dim":100000}})",
                           dataset.text()));
  WorkerOptions with = options();
  with.memory_bytes = uint64_t{256} << 20;
  const auto worker = start(with);
  const Task ended = wait_for_end(task);
  EXPECT_EQ(ended.state, TaskState::kFailed);
  EXPECT_EQ(ended.error_code, "out_of_memory") << ended.error_message.value_or("");
}

TEST_P(Lives, StoppedWorkerGivesTasksBackWithTheirCheckpoints) {
  const auto dataset = add_dataset(speeches(600));
  const Task task = add_training(dataset, 8000);
  const Task whole = add_training(dataset, 8000, R"(,"seed":1)");
  auto worker = start(options());
  ASSERT_TRUE(wait_for_checkpoint(task));
  worker->stop();
  EXPECT_TRUE(children().empty());
  const Task waiting = get(task);
  EXPECT_EQ(waiting.state, TaskState::kPending);
  EXPECT_EQ(waiting.failures + waiting.losses, 0);
  worker->stop();
  worker = start(options());
  EXPECT_EQ(wait_for_end(task).state, TaskState::kCompleted);
  const auto log = lines(task, Stream::kLog);
  EXPECT_TRUE(std::any_of(log.begin(), log.end(), [](const std::string& line) {
    return line.find("resuming") != std::string::npos;
  }));
  // It ends with the bytes of the one that nobody stopped.
  ASSERT_EQ(wait_for_end(whole).state, TaskState::kCompleted);
  const auto beta = [&](const Task& one) {
    const auto model = database::Models(database()).get(owner_, get(one).model.value()).value();
    return store_->get(model.object_prefix + "beta.npy").value();
  };
  EXPECT_EQ(beta(task), beta(whole));
}

TEST_P(Lives, OneWorkerForOneScratchFolder) {
  const auto worker = start(options());
  const auto second = Worker::start(database(), *store_, cache_, options());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().kind, ErrorKind::kConflict);
  WorkerOptions without = options();
  without.program = folder_.file("missing");
  EXPECT_EQ(Worker::start(database(), *store_, cache_, without).error().kind, ErrorKind::kNotFound);
}

THETA_ON_BOTH(Lives);

}  // namespace
}  // namespace theta::tasks

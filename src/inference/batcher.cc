#include "inference/batcher.h"

#include <algorithm>

namespace theta::inference {

Batcher::Batcher(BatcherLimits limits) : limits_(limits), pool_(limits.threads) {
  thread_ = std::thread([this] { work(); });
}

Batcher::~Batcher() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  asked_.notify_all();
  thread_.join();
}

Result<std::vector<engine::TextTopics>> Batcher::infer(LoadedModel& model,
                                                       const std::vector<std::string>& texts,
                                                       size_t most_evidence) {
  if (texts.empty()) return std::vector<engine::TextTopics>();
  uint64_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  Question question{.model = model, .texts = texts, .most_evidence = most_evidence, .answers = {}};
  question.answers.resize(texts.size());
  std::unique_lock<std::mutex> lock(mutex_);
  // One question alone is taken whatever its size: it would never fit otherwise.
  if (!questions_.empty() && (questions_.size() >= limits_.questions || bytes_ + bytes > limits_.bytes)) {
    ++stats_.refused;
    return Error{ErrorKind::kTooMany, fmt::format("{} questions wait; ask again later", questions_.size()),
                 1};
  }
  questions_.push_back(&question);
  bytes_ += bytes;
  asked_.notify_one();
  answered_.wait(lock, [&question] { return question.done; });
  bytes_ -= bytes;
  return std::move(question.answers);
}

// The caller holds the lock. Each question in turn gives a few texts, and more while there is room.
std::vector<Batcher::Item> Batcher::next_batch() {
  std::vector<Item> batch;
  for (bool more = true; more && batch.size() < limits_.batch;) {
    more = false;
    for (Question* const question : questions_) {
      const size_t left = question->texts.size() - question->given;
      const size_t count = std::min({left, limits_.turn, limits_.batch - batch.size()});
      for (size_t i = 0; i < count; ++i) batch.push_back({question, question->given++});
      more = more || count < left;
    }
  }
  // Whoever came first in this batch comes last in the next one.
  std::rotate(questions_.begin(), questions_.begin() + 1, questions_.end());
  return batch;
}

void Batcher::infer_all(const std::vector<Item>& batch) {
  pool_.run(batch.size(), [&batch](size_t i, size_t) {
    Question& question = *batch[i].question;
    LoadedModel::Scratch scratch = question.model.take();
    question.answers[batch[i].text] =
        question.model.model().infer(question.texts[batch[i].text], question.most_evidence, *scratch);
    question.model.give_back(std::move(scratch));
  });
}

// The caller holds the lock; no batch is under way, so what was given is answered.
void Batcher::finish_answered() {
  std::erase_if(questions_, [this](Question* question) {
    if (question->given < question->texts.size()) return false;
    question->done = true;
    ++stats_.questions;
    return true;
  });
  answered_.notify_all();
}

void Batcher::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    asked_.wait(lock, [this] { return stopping_ || !questions_.empty(); });
    if (questions_.empty()) return;
    const std::vector<Item> batch = next_batch();
    lock.unlock();
    infer_all(batch);
    lock.lock();
    ++stats_.batches;
    stats_.texts += batch.size();
    finish_answered();
  }
}

BatcherStats Batcher::stats() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  BatcherStats stats = stats_;
  stats.waiting = questions_.size();
  return stats;
}

}  // namespace theta::inference

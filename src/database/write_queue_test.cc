#include "database/write_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace theta::database {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Holds a queue until it is let go: what comes meanwhile waits together.
class Held {
 public:
  explicit Held(WriteQueue& queue)
      : thread_([this, &queue] {
          queue.run(nothing_, seconds(60), [this](auto) {
            writing_ = true;
            while (!done_) std::this_thread::sleep_for(milliseconds(1));
          });
        }) {
    while (!writing_) std::this_thread::yield();
  }
  ~Held() {
    done_ = true;
    thread_.join();
  }

 private:
  const std::function<bool(Connection&)> nothing_ = [](Connection&) { return true; };
  std::atomic<bool> writing_ = false;
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

const std::function<bool(Connection&)> kNothing = [](Connection&) { return true; };

TEST(WriteQueue, TakesTogetherWhatCameMeanwhileInOrder) {
  WriteQueue queue;
  std::vector<std::function<bool(Connection&)>> bodies(6, kNothing);
  std::vector<int> order;
  std::vector<size_t> groups;
  std::vector<std::thread> threads;
  {
    const Held held(queue);
    for (int t = 0; t < 6; ++t) {
      threads.emplace_back([&, t] {
        const auto status = queue.run(bodies[static_cast<size_t>(t)], seconds(60), [&](auto together) {
          groups.push_back(together.size());
          for (const WaitingWrite* write : together)
            order.push_back(static_cast<int>(&write->body - bodies.data()));
        });
        EXPECT_TRUE(status.has_value() && status->ok());
      });
      std::this_thread::sleep_for(milliseconds(30));
    }
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(groups, (std::vector<size_t>{6}));
}

TEST(WriteQueue, EachGetsItsOwnAnswer) {
  WriteQueue queue;
  std::vector<std::thread> threads;
  std::atomic<int> answered = 0;
  const std::function<bool(Connection&)> bad = [](Connection&) { return false; };
  const auto make = [&](std::span<WaitingWrite* const> together) {
    for (WaitingWrite* const write : together) {
      if (&write->body == &bad) write->status = bad_input("bad");
    }
  };
  {
    const Held held(queue);
    threads.emplace_back([&] { answered += queue.run(kNothing, seconds(60), make)->ok() ? 1 : 0; });
    threads.emplace_back([&] { answered += queue.run(bad, seconds(60), make)->ok() ? 0 : 1; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answered, 2);
  EXPECT_THROW(queue.run(kNothing, seconds(1), [](auto) { throw std::runtime_error("x"); }),
               std::runtime_error);
  EXPECT_TRUE(queue.run(kNothing, seconds(1), [](auto) {}).has_value());
}

TEST(WriteQueue, WaiterThatGivesUpLeavesTheOthersInPlace) {
  WriteQueue queue;
  std::atomic<bool> served = false;
  std::thread patient;
  {
    const Held held(queue);
    EXPECT_FALSE(queue.run(kNothing, milliseconds(5), [](auto) {}).has_value());
    patient = std::thread([&] { served = queue.run(kNothing, seconds(60), [](auto) {}).has_value(); });
    EXPECT_FALSE(queue.run(kNothing, milliseconds(50), [](auto) {}).has_value());
  }
  patient.join();
  EXPECT_TRUE(served);
}

}  // namespace
}  // namespace theta::database

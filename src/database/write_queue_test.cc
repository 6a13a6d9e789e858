#include "database/write_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace theta::database {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(WriteQueue, ServesInOrderOfArrival) {
  WriteQueue queue;
  std::vector<int> order;
  std::vector<std::thread> threads;
  {
    const auto first = queue.wait(milliseconds(0));
    ASSERT_TRUE(first.has_value());
    for (int t = 0; t < 6; ++t) {
      std::atomic<bool> started = false;
      threads.emplace_back([&, t] {
        started = true;
        const auto turn = queue.wait(seconds(60));
        ASSERT_TRUE(turn.has_value());
        order.push_back(t);  // alone: it is our turn
      });
      while (!started) std::this_thread::yield();
      std::this_thread::sleep_for(milliseconds(30));
    }
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(WriteQueue, WaiterThatGivesUpLeavesTheOthersInPlace) {
  WriteQueue queue;
  std::atomic<bool> served = false;
  std::thread patient;
  {
    const auto first = queue.wait(milliseconds(0));
    EXPECT_FALSE(queue.wait(milliseconds(5)).has_value());
    patient = std::thread([&] { served = queue.wait(seconds(60)).has_value(); });
    EXPECT_FALSE(queue.wait(milliseconds(50)).has_value());
  }
  patient.join();
  EXPECT_TRUE(served);
  EXPECT_TRUE(queue.wait(milliseconds(0)).has_value());
}

}  // namespace
}  // namespace theta::database

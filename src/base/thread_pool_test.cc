#include "base/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <vector>

namespace theta {
namespace {

TEST(ThreadPool, RunsEveryTaskOnceForAnySize) {
  for (const size_t threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    EXPECT_EQ(pool.size(), threads);
    for (const size_t count : {0, 1, 2, 7, 1000}) {
      std::vector<std::atomic<int>> hits(count);
      pool.run(count, [&](size_t i, size_t worker) {
        EXPECT_LT(worker, threads);
        hits[i].fetch_add(1);
      });
      for (const auto& hit : hits) EXPECT_EQ(hit.load(), 1);
    }
  }
}

TEST(ThreadPool, ManyShortLoopsInARowLoseNothing) {
  for (const size_t threads : {2, 3, 8}) {  // with 8 most threads come when a loop is over already
    ThreadPool pool(threads);
    std::atomic<size_t> total{0};
    for (int round = 0; round < 20000; ++round) pool.run(3, [&](size_t i, size_t) { total += i; });
    EXPECT_EQ(total.load(), 20000U * 3U);
  }
}

TEST(ParallelFor, CutsByGrainAndNotByThreads) {
  for (const size_t threads : {1, 2, 5}) {
    ThreadPool pool(threads);
    std::vector<size_t> piece_end(4, 0);
    parallel_for(pool, 10, 3, [&](size_t begin, size_t end, size_t) { piece_end[begin / 3] = end; });
    EXPECT_EQ(piece_end, (std::vector<size_t>{3, 6, 9, 10}));
  }
}

}  // namespace
}  // namespace theta

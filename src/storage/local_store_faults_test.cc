// What a LocalStore makes of disks that fail, fill up and lose power.

#include <fcntl.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <map>

#include "base/files.h"
#include "base/random.h"
#include "base/temporary_folder.h"
#include "storage/faulty_disk_reference.h"
#include "storage/local_store.h"

namespace theta::storage {
namespace {
namespace fs = std::filesystem;

class LocalStoreFaults : public testing::Test {
 protected:
  bool nothing_incoming() const { return fs::is_empty(folder_.file("s/incoming")); }

  TemporaryFolder folder_;
  FailingDisk disk_;
  std::unique_ptr<LocalStore> store_ = LocalStore::open_folder(folder_.file("s"), disk_).value();
};

TEST_F(LocalStoreFaults, AFailedFlushIsAnErrorAndIsNotTriedAgain) {
  ASSERT_TRUE(store_->put("a/k", "old").ok());
  for (const int good : {0, 1}) {  // the file's flush, the folder's flush
    disk_ = {};
    disk_.call = FailingDisk::Call::kSync;
    disk_.error = EIO;
    disk_.good_calls = good;
    const Result<ObjectInfo> put = store_->put("a/k", "new");
    ASSERT_FALSE(put.ok());
    EXPECT_EQ(put.error().kind, ErrorKind::kFailed);
    EXPECT_EQ(disk_.failed, 1U);
    EXPECT_TRUE(nothing_incoming());
    EXPECT_EQ(store_->get("a/k").value(), good == 0 ? "old" : "new");
  }
}

TEST_F(LocalStoreFaults, FinishAfterAFailedFlushStaysAnError) {
  const auto writer = store_->create("k").value();
  ASSERT_TRUE(writer->write("x").ok());
  disk_.call = FailingDisk::Call::kSync;
  disk_.error = EIO;
  ASSERT_FALSE(writer->finish().ok());
  disk_.error = 0;
  EXPECT_FALSE(writer->finish().ok());
  EXPECT_FALSE(writer->write("y").ok());
  EXPECT_EQ(store_->get("k").error().kind, ErrorKind::kNotFound);
}

TEST_F(LocalStoreFaults, EveryAcknowledgedWriteSurvivesFailingFlushes) {
  const CounterRandom random(11, 1);
  disk_.call = FailingDisk::Call::kSync;
  std::map<std::string, std::string> acknowledged;
  uint64_t refused = 0;
  for (uint64_t i = 0; i < 200; ++i) {
    const std::string key = fmt::format("d/{}", i);
    disk_.error = random.below(i, 3) == 0 ? EIO : 0;
    disk_.good_calls = static_cast<int>(i % 2);
    if (store_->put(key, key).ok()) {
      acknowledged[key] = key;
    } else {
      ++refused;
    }
  }
  EXPECT_EQ(refused, disk_.failed);
  EXPECT_GT(refused, 50U);
  const auto again = LocalStore::open_folder(folder_.file("s")).value();
  for (const auto& [key, value] : acknowledged) ASSERT_EQ(again->get(key).value(), value);
}

TEST_F(LocalStoreFaults, AFullDiskRefusesDamagesNothingAndIsUsableOnceThereIsRoom) {
  ASSERT_TRUE(store_->put("k", "old").ok());
  using Call = FailingDisk::Call;
  for (const Call call : {Call::kWrite, Call::kSync, Call::kFolder, Call::kName}) {
    for (const int error : {ENOSPC, EDQUOT}) {
      disk_ = {};
      disk_.call = call;
      disk_.error = error;
      disk_.half = true;
      for (const std::string key : {"k", "new/folder/k"}) {
        if (call == Call::kFolder && key == "k") continue;
        const Result<ObjectInfo> put = store_->put(key, std::string(100'000, 'x'));
        ASSERT_FALSE(put.ok());
        EXPECT_EQ(put.error().kind, ErrorKind::kExhausted) << put.error().message;
        EXPECT_NE(put.error().message.find(key), std::string::npos);
      }
      EXPECT_EQ(store_->get("k").value(), "old");
      EXPECT_TRUE(nothing_incoming());
      disk_ = {};
      ASSERT_TRUE(store_->put("new/folder/k", "room again").ok());
      ASSERT_TRUE(store_->remove("new/folder/k").ok());
    }
  }
}

TEST(LocalStorePowerCut, KeepsWhatWasAcknowledged) {
  const CounterRandom random(5, 1);
  uint64_t draw = 0;
  const TemporaryFolder folder;
  std::map<std::string, std::string> acknowledged;
  std::map<std::string, std::string> attempted;  // may be there as well
  int unknown = 0;
  for (int cut = 0; cut < 200; ++cut) {
    const TemporaryFolder stash;
    PowerCutDisk disk(stash.path());
    const auto store = LocalStore::open_folder(folder.file("s"), disk).value();
    disk.calls_left = static_cast<int>(random.below(draw++, 40));
    for (int i = 0; disk.calls_left > 0; ++i) {
      const uint64_t place = random.below(draw++, 4 * 4 * 3);
      const std::string key = fmt::format("p{}/q{}/{}", place / 12, place / 3 % 4, place % 3);
      const std::string value =
          fmt::format("{} {} ", cut, i) + std::string(random.below(draw++, 70'000), 'v');
      attempted[key] = value;
      if (!store->put(key, value).ok()) continue;
      acknowledged[key] = value;
      attempted.erase(key);
    }
    disk.cut();
    const auto after = LocalStore::open_folder(folder.file("s")).value();
    for (auto& [key, value] : acknowledged) {
      const Result<std::string> got = after->get(key);
      ASSERT_TRUE(got.ok()) << "cut " << cut << ": " << got.error().message;
      if (got.value() == value) continue;
      ASSERT_EQ(got.value(), attempted[key]) << "cut " << cut;
      value = got.value();
      ++unknown;
    }
    attempted.clear();
  }
  EXPECT_GT(acknowledged.size(), 40U);
  EXPECT_LT(unknown, 200);
}

TEST(LocalStorePowerCut, TheTestDiskForgetsWhatWasNotFlushed) {
  // A writer that does not flush loses its bytes on this disk: so the test above can fail.
  const TemporaryFolder folder;
  ASSERT_TRUE(make_folders(folder.file("stash")).ok());
  PowerCutDisk disk(folder.file("stash"));
  const Descriptor at(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY));
  for (const bool flush_folder : {false, true}) {
    ASSERT_TRUE(write_file_atomic(folder.file("new"), "new").ok());
    ASSERT_TRUE(write_file_atomic(folder.file("name"), "old").ok());
    ASSERT_EQ(disk.rename(at.get(), "new", at.get(), "name"), 0);
    if (flush_folder) {
      ASSERT_EQ(disk.sync(at.get()), 0);
    }
    EXPECT_EQ(read_file(folder.file("name")).value(), "new");
    disk.cut();
    EXPECT_EQ(read_file(folder.file("name")).value(), flush_folder ? "" : "old");
  }
}

}  // namespace
}  // namespace theta::storage

// What every ObjectStore promises. A new one joins by a line at the end.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/crc64.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/random.h"
#include "base/temporary_folder.h"
#include "cloud/object_facts.h"
#include "cloud/remote_store.h"
#include "storage/local_store.h"
#include "storage/transfer.h"

namespace theta::storage {
namespace {

/// A fresh store and what it needs to live.
class StoreHost {
 public:
  virtual ~StoreHost() = default;
  virtual ObjectStore& store() = 0;
};

class LocalHost : public StoreHost {
 public:
  LocalHost() : store_(LocalStore::open_folder(folder_.file("store")).value()) {}
  ObjectStore& store() override { return *store_; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<LocalStore> store_;
};

/// The bucket that the environment describes (tests/support/with_radosgw.py), a folder of it for each store.
class RemoteHost : public StoreHost {
 public:
  RemoteHost() {
    cloud::BucketSettings settings = cloud::bucket_of_environment().value().value();
    store_ = std::make_unique<cloud::RemoteStore>(std::move(settings), cloud::random_name() + "/");
  }
  ObjectStore& store() override { return *store_; }

 private:
  std::unique_ptr<cloud::RemoteStore> store_;
};

using MakeHost = std::unique_ptr<StoreHost> (*)();

class ObjectStoreContract : public testing::TestWithParam<MakeHost> {
 protected:
  ObjectStore& store() { return host_->store(); }
  std::vector<std::string> keys(const std::string& prefix, const std::string& after = {},
                                size_t limit = 1000) {
    std::vector<std::string> keys;
    const ObjectPage page = store().list(prefix, after, limit).value();
    for (const ObjectInfo& object : page.objects) keys.push_back(object.key);
    return keys;
  }

 private:
  std::unique_ptr<StoreHost> host_ = GetParam()();
};

std::string random_bytes(size_t size, uint64_t seed) {
  const CounterRandom random(seed, 1);
  std::string bytes;
  for (size_t i = 0; bytes.size() < size; ++i) {
    for (const uint32_t word : random.block(i)) bytes.append(reinterpret_cast<const char*>(&word), 4);
  }
  bytes.resize(size);
  return bytes;
}

TEST_P(ObjectStoreContract, GivesBackWhatWasPutAtEverySize) {
  for (const size_t size : {0, 1, 65535, 65536, 65537, 131072, 1'000'003}) {
    const std::string bytes = random_bytes(size, size);
    const auto before = std::chrono::system_clock::now();
    const ObjectInfo put = store().put("a/b", bytes).value();
    EXPECT_EQ(store().get("a/b").value(), bytes);
    const ObjectInfo head = store().head("a/b").value();
    for (const ObjectInfo& info : {put, head}) {
      EXPECT_EQ(info.key, "a/b");
      EXPECT_EQ(info.size, size);
      EXPECT_EQ(info.sha256, sha256_hex(bytes));
      EXPECT_EQ(info.crc64, crc64(bytes));
      EXPECT_LT(std::chrono::abs(info.modified - before), std::chrono::minutes(1));
    }
  }
}

TEST_P(ObjectStoreContract, AnObjectAppearsOnlyWhenItIsFinished) {
  ASSERT_TRUE(store().put("k", "old").ok());
  {
    const auto writer = store().create("k").value();
    ASSERT_TRUE(writer->write("half of the").ok());
    EXPECT_EQ(store().get("k").value(), "old");
  }
  EXPECT_EQ(store().get("k").value(), "old");
  const auto writer = store().create("k").value();
  for (const char* const piece : {"n", "", "ew"}) ASSERT_TRUE(writer->write(piece).ok());
  EXPECT_EQ(writer->finish().value().size, 3U);
  EXPECT_EQ(store().get("k").value(), "new");
  EXPECT_FALSE(writer->finish().ok());
}

TEST_P(ObjectStoreContract, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(store().get("none").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(store().open("a/none").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(store().head("none").error().kind, ErrorKind::kNotFound);
  EXPECT_NE(store().head("none").error().message.find("none"), std::string::npos);
  EXPECT_TRUE(store().remove("none").ok());
  EXPECT_TRUE(store().list("none/").value().objects.empty());
}

TEST_P(ObjectStoreContract, CreateOnlyLetsOneWriterWin) {
  constexpr int kWriters = 8;
  for (int round = 0; round < 10; ++round) {
    const std::string key = fmt::format("claims/{}", round);
    std::atomic<int> won{0};
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < kWriters; ++i) {
      threads.emplace_back([&, i] {
        const Result<ObjectInfo> put = store().put(key, fmt::format("{}", i), PutMode::kCreateOnly);
        if (put.ok()) ++won;
        if (!put.ok() && put.error().kind == ErrorKind::kConflict) ++refused;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(refused, kWriters - 1);
  }
  EXPECT_EQ(store().create("claims/1", PutMode::kCreateOnly).error().kind, ErrorKind::kConflict);
}

TEST_P(ObjectStoreContract, ReadsRanges) {
  const std::string bytes = random_bytes(200'000, 3);
  ASSERT_TRUE(store().put("k", bytes).ok());
  const auto reader = store().open("k").value();
  const CounterRandom random(7, 1);
  for (uint64_t i = 0; i < 300; ++i) {
    const uint64_t offset = random.below(2 * i, bytes.size() + 10);
    std::string out(random.below(2 * i + 1, i % 3 == 0 ? 200'000 : 1'000), '\0');
    const size_t count = reader->read(offset, out).value();
    const std::string expected = offset < bytes.size() ? bytes.substr(offset, out.size()) : "";
    ASSERT_EQ(out.substr(0, count), expected);
  }
}

TEST_P(ObjectStoreContract, AnOpenReaderKeepsItsObject) {
  const std::string bytes = random_bytes(300'000, 5);
  ASSERT_TRUE(store().put("k", bytes).ok());
  const auto reader = store().open("k").value();
  ASSERT_TRUE(store().put("k", "another").ok());
  ASSERT_TRUE(store().remove("k").ok());
  std::string out(bytes.size(), '\0');
  EXPECT_EQ(reader->read(0, out).value(), bytes.size());
  EXPECT_EQ(out, bytes);
}

TEST_P(ObjectStoreContract, ListsInTheOrderOfKeysByPages) {
  const std::vector<std::string> sorted = {"a",   "a-b", "a.b", "a/b", "a/b/c", "a/b/d/e",
                                           "a/c", "ab",  "b/1", "b/2", "评"};
  for (auto key = sorted.rbegin(); key != sorted.rend(); ++key) ASSERT_TRUE(store().put(*key, *key).ok());
  EXPECT_EQ(keys(""), sorted);
  EXPECT_EQ(keys("a/"), (std::vector<std::string>{"a/b", "a/b/c", "a/b/d/e", "a/c"}));
  EXPECT_EQ(keys("a/b"), (std::vector<std::string>{"a/b", "a/b/c", "a/b/d/e"}));
  EXPECT_EQ(keys("b", "b/1"), (std::vector<std::string>{"b/2"}));
  EXPECT_EQ(keys("a/b/d/e"), (std::vector<std::string>{"a/b/d/e"}));
  for (size_t limit = 1; limit <= sorted.size(); ++limit) {
    std::vector<std::string> walked;
    for (bool more = true; more;) {
      const ObjectPage page = store().list("", walked.empty() ? "" : walked.back(), limit).value();
      ASSERT_LE(page.objects.size(), limit);
      for (const ObjectInfo& object : page.objects) {
        EXPECT_EQ(object.size, object.key.size());
        walked.push_back(object.key);
      }
      more = page.more;
    }
    EXPECT_EQ(walked, sorted) << limit;
  }
}

TEST_P(ObjectStoreContract, RemovedObjectsAreGoneAndTheirKeysFree) {
  for (const char* const key : {"a", "a/b", "a/b/c"}) ASSERT_TRUE(store().put(key, key).ok());
  ASSERT_TRUE(store().remove("a/b").ok());
  EXPECT_EQ(keys(""), (std::vector<std::string>{"a", "a/b/c"}));
  ASSERT_TRUE(store().remove("a/b/c").ok());
  EXPECT_EQ(keys(""), (std::vector<std::string>{"a"}));
  EXPECT_TRUE(store().put("a/b/c", "again", PutMode::kCreateOnly).ok());
}

TEST_P(ObjectStoreContract, RefusesWhatIsNoKey) {
  for (const char* const key : {"", "../a", "/a", "a//b", "a/../../b", "a\\b", "a/"}) {
    EXPECT_EQ(store().put(key, "x").error().kind, ErrorKind::kBadInput) << key;
    EXPECT_EQ(store().open(key).error().kind, ErrorKind::kBadInput) << key;
    EXPECT_EQ(store().head(key).error().kind, ErrorKind::kBadInput) << key;
    EXPECT_EQ(store().remove(key).error().kind, ErrorKind::kBadInput) << key;
  }
  EXPECT_EQ(store().list("../").error().kind, ErrorKind::kBadInput);
}

TEST_P(ObjectStoreContract, WritersAndRemoversOfTheSameFoldersDoNotDisturbEachOther) {
  std::atomic<int> failures{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const std::string key = fmt::format("x/y/z{}/{}", i % 2, t);
        if (!store().put(key, key).ok()) ++failures;
        if (store().get(key).ok() == false) ++failures;
        if (!store().remove(key).ok()) ++failures;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_TRUE(keys("").empty());
}

TEST_P(ObjectStoreContract, RefusesToReadHugeObjectsWhole) {
  ASSERT_TRUE(store().put("k", "12345").ok());
  EXPECT_EQ(store().get("k", 4).error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(store().get("k", 5).value(), "12345");
}

TEST_P(ObjectStoreContract, TakesAndGivesFilesAndFolders) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_folders(folder.file("in/sub")).ok());
  const std::string bytes = random_bytes(2'500'000, 9);
  ASSERT_TRUE(write_file_atomic(folder.file("in/big"), bytes).ok());
  ASSERT_TRUE(write_file_atomic(folder.file("in/sub/b"), "b").ok());
  ASSERT_TRUE(write_file_atomic(folder.file("in/a-manifest"), "m").ok());
  ASSERT_TRUE(write_file_atomic(folder.file("in/.hidden"), "h").ok());
  EXPECT_EQ(store().put_file("one", folder.file("in/big")).value().sha256, sha256_hex(bytes));
  EXPECT_EQ(store().put_file("one", folder.file("in/none")).error().kind, ErrorKind::kNotFound);
  ASSERT_TRUE(store().get_file("one", folder.file("copy")).ok());
  EXPECT_EQ(read_file(folder.file("copy")).value(), bytes);

  EXPECT_EQ(put_folder(store(), folder.file("in"), "m/", "none").error().kind, ErrorKind::kNotFound);
  ASSERT_TRUE(put_folder(store(), folder.file("in"), "m/", "a-manifest").ok());
  EXPECT_EQ(keys("m/"), (std::vector<std::string>{"m/a-manifest", "m/big", "m/sub/b"}));
  ASSERT_TRUE(get_folder(store(), "m/", folder.file("out"), "a-manifest").ok());
  EXPECT_EQ(read_file(folder.file("out/sub/b")).value(), "b");
  EXPECT_EQ(read_file(folder.file("out/a-manifest")).value(), "m");
  EXPECT_EQ(get_folder(store(), "m/", folder.file("other"), "none").error().kind, ErrorKind::kNotFound);
  EXPECT_FALSE(file_exists(folder.file("other")));
  ASSERT_TRUE(remove_all(store(), "m/", "m/a-manifest").ok());
  EXPECT_EQ(keys(""), (std::vector<std::string>{"one"}));
}

std::unique_ptr<StoreHost> make_local() {
  return std::make_unique<LocalHost>();
}

std::unique_ptr<StoreHost> make_remote() {
  return std::make_unique<RemoteHost>();
}

INSTANTIATE_TEST_SUITE_P(Local, ObjectStoreContract, testing::Values(&make_local));
INSTANTIATE_TEST_SUITE_P(Remote, ObjectStoreContract, testing::Values(&make_remote));

/// What only stores in the cloud do, on the same bucket.
class RemoteObjects : public testing::Test {
 protected:
  cloud::RemoteStore& store() { return static_cast<cloud::RemoteStore&>(host_.store()); }
  RemoteHost host_;
};

TEST_F(RemoteObjects, LargeOnesGoInPartsAndComeInWindows) {
  const TemporaryFolder folder;
  const std::string bytes = random_bytes(20'000'000, 11);
  ASSERT_TRUE(write_file_atomic(folder.file("in"), bytes).ok());
  const ObjectInfo put = store().put_file("big", folder.file("in")).value();
  EXPECT_EQ(put.sha256, sha256_hex(bytes));
  const ObjectInfo head = store().head("big").value();
  EXPECT_EQ(head.size, bytes.size());
  EXPECT_EQ(head.sha256, put.sha256);
  EXPECT_EQ(head.crc64, crc64(bytes));
  ASSERT_TRUE(store().get_file("big", folder.file("out")).ok());
  EXPECT_EQ(read_file(folder.file("out")).value(), bytes);
  EXPECT_EQ(store().put_file("big", folder.file("in"), PutMode::kCreateOnly).error().kind,
            ErrorKind::kConflict);

  const auto reader = store().open("big").value();
  std::string out(1000, '\0');
  EXPECT_EQ(reader->read(15'000'000, out).value(), out.size());
  EXPECT_EQ(out, bytes.substr(15'000'000, out.size()));
  ASSERT_TRUE(store().put("big", "another").ok());
  EXPECT_EQ(reader->read(10'000'000, out).error().kind, ErrorKind::kConflict);
}

TEST_F(RemoteObjects, AnUnfinishedStreamLeavesNothing) {
  {
    const auto writer = store().create("stream").value();
    ASSERT_TRUE(writer->write(random_bytes(9'000'000, 12)).ok());
  }
  EXPECT_EQ(store().head("stream").error().kind, ErrorKind::kNotFound);
  const auto writer = store().create("stream").value();
  const std::string bytes = random_bytes(9'000'000, 13);
  ASSERT_TRUE(writer->write(bytes).ok());
  EXPECT_EQ(writer->finish().value().size, bytes.size());
  EXPECT_EQ(store().get("stream").value(), bytes);
}

TEST_F(RemoteObjects, PresignedUrlsDoOneThingWithoutCredentials) {
  cloud::Bucket& bucket = store().bucket();
  cloud::HttpClient anyone({});
  const std::string key = cloud::random_name() + "/结果 a+b.txt";
  const std::string put = bucket.presign("PUT", key, 60).value();
  EXPECT_EQ(anyone.send({.method = "PUT", .url = put, .body = "given"}).value().status, 200);
  const std::string get = bucket.presign("GET", key, 60).value();
  const cloud::HttpAnswer answer = anyone.send({.method = "GET", .url = get, .most = 1000}).value();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "given");
  EXPECT_EQ(anyone.send({.method = "PUT", .url = get, .body = "x", .most = 1000}).value().status, 403);
  EXPECT_EQ(anyone.send({.method = "GET", .url = get + "0", .most = 1000}).value().status, 403);
}

TEST_F(RemoteObjects, AWrongSecretIsNamedAndNotTold) {
  cloud::BucketSettings settings = store().bucket().settings();
  settings.credentials =
      std::make_shared<cloud::CredentialSource>(cloud::Credentials{"AKTEST", "a-wrong-secret", ""});
  cloud::RemoteStore other(settings);
  const Error error = other.put("k", "x").error();
  EXPECT_EQ(error.kind, ErrorKind::kNotAllowed);
  EXPECT_NE(error.message.find("SignatureDoesNotMatch"), std::string::npos);
  EXPECT_EQ(error.message.find("a-wrong-secret"), std::string::npos);
}

TEST_F(RemoteObjects, AServiceThatIsAwayIsUnavailable) {
  cloud::BucketSettings settings = store().bucket().settings();
  settings.host = "127.0.0.1:1";
  cloud::RemoteStore other(settings);
  EXPECT_EQ(other.head("k").error().kind, ErrorKind::kUnavailable);
}

}  // namespace
}  // namespace theta::storage

// What the client does while the store fails. Runs in standin.py, in each of its dialects.

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"
#include "cloud/object_calls.h"
#include "cloud/object_facts.h"
#include "cloud/remote_store.h"
#include "cloud/standin.h"

namespace theta::cloud {
namespace {

using std::chrono::milliseconds;

class StoreFaults : public testing::Test {
 protected:
  static BucketSettings settings() {
    BucketSettings found = bucket_of_environment().value().value();
    found.retry.first_pause = milliseconds(2);
    found.limits.silence = std::chrono::seconds(1);
    return found;
  }
  bool oss() const { return !store_.bucket().is_s3(); }
  size_t count(const std::string& method) {
    size_t count = 0;
    for (const formats::Json& request : standin_.requests()) count += request["method"] == method ? 1 : 0;
    return count;
  }

  Standin standin_;
  mutable RemoteStore store_{settings(), random_name() + "/"};
};

std::string long_text(size_t size) {
  std::string text;
  for (size_t i = 0; text.size() < size; ++i) text += fmt::format("{} ", i * 7919);
  text.resize(size);
  return text;
}

TEST_F(StoreFaults, ABusyServiceIsAskedAgain) {
  for (const int status : {500, 503, 429, 408}) {
    standin_.reset();
    standin_.faults(fmt::format(R"([{{"do": "answer", "status": {}, "times": 2}}])", status));
    EXPECT_TRUE(store_.put("k", "text").ok()) << status;
    EXPECT_EQ(count("PUT"), 3U) << status;
  }
  EXPECT_EQ(store_.get("k").value(), "text");
}

TEST_F(StoreFaults, AServiceThatStaysBusyIsUnavailable) {
  standin_.faults(R"([{"do": "answer", "status": 503, "code": "ServiceUnavailable", "times": 100}])");
  const Error error = store_.put("k", "text").error();
  EXPECT_EQ(error.kind, ErrorKind::kUnavailable);
  EXPECT_NE(error.message.find("ServiceUnavailable"), std::string::npos);
  EXPECT_EQ(count("PUT"), 5U);
}

TEST_F(StoreFaults, ARefusalIsNotRepeated) {
  for (const auto& [status, kind] : {std::pair(403, ErrorKind::kNotAllowed), {400, ErrorKind::kRemote}}) {
    standin_.reset();
    standin_.faults(fmt::format(R"([{{"do": "answer", "status": {}, "code": "No", "times": 9}}])", status));
    EXPECT_EQ(store_.put("k", "text").error().kind, kind);
    EXPECT_EQ(count("PUT"), 1U);
  }
}

TEST_F(StoreFaults, ALostConnectionIsMadeAgain) {
  standin_.faults(R"([{"do": "drop", "times": 2}])");
  EXPECT_TRUE(store_.put("k", "text").ok());
  standin_.faults(R"([{"do": "drop", "method": "GET", "times": 2}])");
  EXPECT_EQ(store_.get("k").value(), "text");
}

TEST_F(StoreFaults, ALostAnswerOfACreateOnlyWriteIsNoConflict) {
  standin_.faults(R"([{"do": "forget", "method": "PUT"}])");
  EXPECT_TRUE(store_.put("claim", "mine", storage::PutMode::kCreateOnly).ok());
  EXPECT_EQ(store_.get("claim").value(), "mine");
  EXPECT_EQ(store_.put("claim", "theirs", storage::PutMode::kCreateOnly).error().kind, ErrorKind::kConflict);
}

TEST_F(StoreFaults, ALostAnswerOfTheEndOfAnUploadIsNoLoss) {
  const std::string bytes = long_text(9'000'000);
  standin_.faults(R"([{"do": "forget", "method": "POST", "query": "uploadId"}])");
  EXPECT_TRUE(store_.put("large", bytes).ok());
  EXPECT_EQ(store_.get("large").value(), bytes);
}

TEST_F(StoreFaults, ABodyThatIsCutIsReadAgain) {
  const std::string bytes = long_text(300'000);
  ASSERT_TRUE(store_.put("k", bytes).ok());
  standin_.faults(R"([{"do": "cut", "method": "GET", "times": 2}])");
  EXPECT_EQ(store_.get("k").value(), bytes);
}

TEST_F(StoreFaults, ASlowAnswerIsWaitedForAndASilentOneIsNot) {
  ASSERT_TRUE(store_.put("k", long_text(1000)).ok());
  standin_.faults(R"([{"do": "trickle", "method": "GET", "seconds": 0.05}])");
  EXPECT_EQ(store_.get("k").value().size(), 1000U);
  standin_.forget();
  standin_.faults(R"([{"do": "slow", "method": "GET", "seconds": 5}])");
  EXPECT_EQ(store_.get("k").value().size(), 1000U);
  EXPECT_EQ(count("GET"), 2U);
}

TEST_F(StoreFaults, NoTryBeginsBehindTheDeadline) {
  BucketSettings hurried = settings();
  hurried.retry = {.tries = 1000, .first_pause = milliseconds(50), .deadline = milliseconds(500)};
  RemoteStore store(hurried);
  standin_.faults(R"([{"do": "answer", "status": 503, "times": 100000}])");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(store.head("k").error().kind, ErrorKind::kUnavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(1500));
}

TEST_F(StoreFaults, BytesThatWereDamagedOnTheirWayAreSentAgain) {
  standin_.faults(R"([{"do": "damage", "method": "PUT"}])");
  EXPECT_TRUE(store_.put("k", "some text").ok());
  EXPECT_EQ(store_.get("k").value(), "some text");
  EXPECT_EQ(count("PUT"), 2U);
}

TEST_F(StoreFaults, AServiceThatAlwaysTellsAnotherChecksumIsNotBelieved) {
  if (!oss()) GTEST_SKIP() << "S3 tells no CRC-64";
  standin_.faults(R"([{"do": "wrong_crc", "method": "PUT", "times": 1}])");
  EXPECT_TRUE(store_.put("k", "text").ok());
  standin_.faults(R"([{"do": "wrong_crc", "times": 100}])");
  EXPECT_EQ(store_.put("k", "text").error().kind, ErrorKind::kRemote);
  EXPECT_EQ(store_.put("large", long_text(9'000'000)).error().kind, ErrorKind::kRemote);
  standin_.reset();
  EXPECT_EQ(store_.head("large").error().kind, ErrorKind::kNotFound);
}

TEST_F(StoreFaults, BytesThatAreNotThoseThatWereStoredAreNotGivenOut) {
  const std::string bytes = long_text(100'000);
  ASSERT_TRUE(store_.put("k", bytes).ok());
  standin_.faults(R"([{"do": "damage", "method": "GET"}])");
  EXPECT_EQ(store_.get("k").error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(store_.get("k").value(), bytes);
}

TEST_F(StoreFaults, AnotherClockIsTakenOver) {
  for (const int seconds : {7200, -7200}) {
    standin_.reset();
    standin_.settings(fmt::format(R"({{"clock": {}}})", seconds));
    RemoteStore store(settings());
    EXPECT_TRUE(store.put("k", "text").ok());
    EXPECT_TRUE(store.put("k", "text").ok());
    EXPECT_EQ(count("PUT"), 3U) << "one refusal, and then the right time";
    EXPECT_LT(std::abs(store.bucket().clock_offset().count() - seconds), 5);
  }
}

TEST_F(StoreFaults, CredentialsThatExpireAreReadAgain) {
  const TemporaryFolder folder;
  const auto write = [&folder](const std::string& id, const std::string& secret, const std::string& token) {
    ASSERT_TRUE(write_file_atomic(folder.file("id"), id + "\n").ok());
    ASSERT_TRUE(write_file_atomic(folder.file("secret"), secret + "\n").ok());
    ASSERT_TRUE(write_file_atomic(folder.file("token"), token + "\n").ok());
  };
  write("STS.TEST", "STS-SECRET", "CAIS/token+with=signs");
  const char* const names[] = {"ID", "SECRET"};
  for (const char* const name : names) ::unsetenv(fmt::format("OSS_ACCESS_KEY_{}", name).c_str());
  ::setenv("OSS_ACCESS_KEY_ID_FILE", folder.file("id").c_str(), 1);
  ::setenv("OSS_ACCESS_KEY_SECRET_FILE", folder.file("secret").c_str(), 1);
  ::setenv("OSS_SECURITY_TOKEN_FILE", folder.file("token").c_str(), 1);
  RemoteStore store(settings());
  EXPECT_TRUE(store.put("k", "one").ok());
  standin_.settings(R"({"keys": {"STS.TEST": {"secret": "STS-SECRET", "token": "CAIS/token+with=signs",
                        "expired": true}, "STS.NEXT": {"secret": "NEXT", "token": "next+token"}}})");
  const Error error = store.put("k", "two").error();
  EXPECT_EQ(error.kind, ErrorKind::kNotAllowed);
  EXPECT_NE(error.message.find("SecurityTokenExpired"), std::string::npos);
  EXPECT_EQ(error.message.find("CAIS"), std::string::npos);
  write("STS.NEXT", "NEXT", "next+token");
  EXPECT_TRUE(store.put("k", "three").ok());
  EXPECT_EQ(store.get("k").value(), "three");
  ::setenv("OSS_ACCESS_KEY_ID", "AKTEST", 1);
  ::setenv("OSS_ACCESS_KEY_SECRET", "SKTEST", 1);
  for (const char* const name :
       {"OSS_ACCESS_KEY_ID_FILE", "OSS_ACCESS_KEY_SECRET_FILE", "OSS_SECURITY_TOKEN_FILE"})
    ::unsetenv(name);
}

TEST_F(StoreFaults, ABucketOfAnotherRegionIsNamed) {
  standin_.settings(R"({"elsewhere": "oss-cn-beijing.aliyuncs.com"})");
  const Error error = store_.put("k", "text").error();
  EXPECT_EQ(error.kind, ErrorKind::kNotAllowed);
  EXPECT_NE(error.message.find("oss-cn-beijing.aliyuncs.com"), std::string::npos);
}

TEST_F(StoreFaults, ManyAreRemovedAndCopiesAreMadeWhereTheyAre) {
  Bucket& bucket = store_.bucket();
  const std::string folder = random_name() + "/";
  std::vector<std::string> keys;
  for (int i = 0; i < 12; ++i) keys.push_back(fmt::format("{}<&>'结 果+{}", folder, i));
  for (const std::string& key : keys) ASSERT_TRUE(put_object(bucket, key, key, {}).ok());
  const std::string copied = folder + "sub/a copy";
  ASSERT_TRUE(copy_object(bucket, copied, keys[3]).ok());
  EXPECT_EQ(bucket.demand({.method = "GET", .key = copied}).value().http.body, keys[3]);
  const Listing page = list_objects(bucket, {.prefix = folder, .delimiter = "/", .limit = 5}).value();
  EXPECT_EQ(page.objects.size(), 5U);
  EXPECT_TRUE(page.more);
  const Listing rest = list_objects(bucket, {.prefix = folder, .delimiter = "/", .token = page.next}).value();
  EXPECT_EQ(rest.objects.size(), 7U);
  EXPECT_EQ(rest.prefixes, std::vector<std::string>{folder + "sub/"});
  ASSERT_TRUE(remove_objects(bucket, keys).ok());
  const Listing left = list_objects(bucket, {.prefix = folder}).value();
  ASSERT_EQ(left.objects.size(), 1U);
  EXPECT_EQ(left.objects[0].key, copied);
}

}  // namespace
}  // namespace theta::cloud

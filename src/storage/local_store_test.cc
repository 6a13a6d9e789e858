#include "storage/local_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "base/random.h"
#include "base/temporary_folder.h"

namespace theta::storage {
namespace {
namespace fs = std::filesystem;

size_t entries_in(const std::string& folder) {
  return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void flip_bit(const std::string& path, uint64_t bit) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(bit / 8));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(bit / 8));
  file.put(static_cast<char>(byte ^ (1 << (bit % 8))));
}

TEST(LocalStore, FindsEveryFlippedBit) {
  const TemporaryFolder folder;
  const auto store = LocalStore::open_folder(folder.file("s")).value();
  const std::string bytes(150'000, 'x');
  ASSERT_TRUE(store->put("k", bytes).ok());
  const std::string path = folder.file("s/objects/k.object");
  const uint64_t bits = fs::file_size(path) * 8;
  const CounterRandom random(1, 1);
  for (uint64_t i = 0; i < 1'000; ++i) {
    // Half of them anywhere, half of them in the trailer.
    const uint64_t bit = i % 2 == 0 ? random.below(i, bits) : bits - 1 - random.below(i, 88 * 8);
    flip_bit(path, bit);
    const Result<std::string> got = store->get("k");
    ASSERT_FALSE(got.ok()) << "bit " << bit;
    ASSERT_EQ(got.error().kind, ErrorKind::kBadInput);
    ASSERT_NE(got.error().message.find("object k: is damaged"), std::string::npos) << got.error().message;
    flip_bit(path, bit);
  }
  EXPECT_EQ(store->get("k").value(), bytes);
}

TEST(LocalStore, ARangeOutsideTheDamageCanStillBeRead) {
  const TemporaryFolder folder;
  const auto store = LocalStore::open_folder(folder.file("s")).value();
  ASSERT_TRUE(store->put("k", std::string(200'000, 'x')).ok());
  flip_bit(folder.file("s/objects/k.object"), 8 * 70'000);
  const auto reader = store->open("k").value();
  std::string out(10, '\0');
  EXPECT_TRUE(reader->read(10, out).ok());
  EXPECT_TRUE(reader->read(150'000, out).ok());
  EXPECT_NE(reader->read(69'000, out).error().message.find("bytes 65536 to 131071"), std::string::npos);
}

TEST(LocalStore, ACutFileIsDamagedAtAnyLength) {
  const TemporaryFolder folder;
  const auto store = LocalStore::open_folder(folder.file("s")).value();
  const std::string path = folder.file("s/objects/k.object");
  ASSERT_TRUE(store->put("k", std::string(70'000, 'x')).ok());
  for (const uintmax_t size : {70'000U, 65'536U, 60'000U, 80U, 64U, 10U, 0U}) {
    fs::resize_file(path, size);
    EXPECT_EQ(store->get("k").error().kind, ErrorKind::kBadInput) << size;
    EXPECT_TRUE(store->list("").ok());
  }
  EXPECT_TRUE(store->put("k", "new").ok());
  EXPECT_EQ(store->get("k").value(), "new");
}

TEST(LocalStore, NoLinkLeadsOutside) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_folders(folder.file("outside")).ok());
  const auto store = LocalStore::open_folder(folder.file("s")).value();
  fs::create_directory_symlink(folder.file("outside"), folder.file("s/objects/out"));
  ASSERT_TRUE(write_file_atomic(folder.file("secret"), "secret").ok());
  fs::create_symlink(folder.file("secret"), folder.file("s/objects/link.object"));
  EXPECT_EQ(store->put("out/a", "x").error().kind, ErrorKind::kNotAllowed);
  EXPECT_EQ(store->get("link").error().kind, ErrorKind::kNotAllowed);
  EXPECT_FALSE(store->remove("out/a").ok());
  EXPECT_EQ(entries_in(folder.file("outside")), 0U);
  EXPECT_TRUE(store->list("").value().objects.empty());
}

TEST(LocalStore, OpensAgainAndRefusesForeignFolders) {
  const TemporaryFolder folder;
  {
    const auto store = LocalStore::open_folder(folder.file("s")).value();
    ASSERT_TRUE(store->put("k", "v").ok());
  }
  EXPECT_EQ(LocalStore::open_folder(folder.file("s")).value()->get("k").value(), "v");

  ASSERT_TRUE(make_folders(folder.file("home")).ok());
  ASSERT_TRUE(write_file_atomic(folder.file("home/letter.txt"), "dear").ok());
  EXPECT_EQ(LocalStore::open_folder(folder.file("home")).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(entries_in(folder.file("home")), 1U);

  ASSERT_TRUE(write_file_atomic(folder.file("s/store"), "theta-store 2\n").ok());
  EXPECT_EQ(LocalStore::open_folder(folder.file("s")).error().kind, ErrorKind::kUnsupported);
}

TEST(LocalStore, RemovedObjectsLeaveNoFolders) {
  const TemporaryFolder folder;
  const auto store = LocalStore::open_folder(folder.file("s")).value();
  ASSERT_TRUE(store->put("a/b/c/d", "v").ok());
  ASSERT_TRUE(store->put("a/e", "v").ok());
  ASSERT_TRUE(store->remove("a/b/c/d").ok());
  EXPECT_FALSE(file_exists(folder.file("s/objects/a/b")));
  ASSERT_TRUE(store->remove("a/e").ok());
  EXPECT_EQ(entries_in(folder.file("s/objects")), 0U);
}

TEST(LocalStore, SweepsWhatKilledWritersLeftButNotWhatLiveOnesWrite) {
  const TemporaryFolder folder;
  const auto store = LocalStore::open_folder(folder.file("s")).value();
  const auto living = store->create("living").value();
  ASSERT_TRUE(living->write("one ").ok());
  const pid_t child = ::fork();
  if (child == 0) {
    const auto writer = store->create("killed");
    ::_exit(writer.ok() && writer.value()->write(std::string(100'000, 'x')).ok() ? 0 : 1);
  }
  int state = 0;
  ASSERT_EQ(::waitpid(child, &state, 0), child);
  ASSERT_EQ(state, 0);
  EXPECT_EQ(entries_in(folder.file("s/incoming")), 2U);
  const auto again = LocalStore::open_folder(folder.file("s")).value();
  EXPECT_EQ(entries_in(folder.file("s/incoming")), 1U);
  ASSERT_TRUE(living->write("two").ok());
  ASSERT_TRUE(living->finish().ok());
  EXPECT_EQ(again->get("living").value(), "one two");
  EXPECT_EQ(entries_in(folder.file("s/incoming")), 0U);
}

TEST(LocalStore, KilledAtAnyMomentItHoldsOldOrNewWhole) {
  const TemporaryFolder folder;
  const std::string root = folder.file("s");
  const auto first = LocalStore::open_folder(root).value();
  ASSERT_TRUE(first->put("a/k", std::string(200'000, '0')).ok());
  const CounterRandom random(3, 1);
  for (uint64_t i = 0; i < 25; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      const auto store = LocalStore::open_folder(root);
      for (char c = 'a'; store.ok(); c = c == 'z' ? 'a' : static_cast<char>(c + 1))
        static_cast<void>(store.value()->put("a/k", std::string(200'000, c)));
      ::_exit(1);
    }
    ::usleep(static_cast<useconds_t>(random.below(i, 8'000)));
    ::kill(child, SIGKILL);
    int state = 0;
    ASSERT_EQ(::waitpid(child, &state, 0), child);
    const auto store = LocalStore::open_folder(root).value();
    EXPECT_EQ(entries_in(root + "/incoming"), 0U);
    const std::string got = store->get("a/k").value();
    EXPECT_EQ(got, std::string(200'000, got.at(0)));
  }
}

}  // namespace
}  // namespace theta::storage

#include "cloud/upload_journal.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta::cloud {
namespace {

const UploadEntry kEntry = {.bucket = "oss://b@host",
                            .place = "a/b",
                            .path = "/tmp/file",
                            .size = 20'000'000,
                            .changed = 1'700'000'000'123'456'789,
                            .sha256 = "00",
                            .crc64 = 18'446'744'073'709'551'615U,
                            .part = 8 << 20,
                            .write = "w",
                            .id = "u"};

TEST(UploadJournal, RemembersAnUploadForTheNextProcess) {
  const TemporaryFolder folder;
  {
    auto journal = UploadJournal::open(folder.file("uploads"), kEntry).value();
    EXPECT_FALSE(journal->read());
    ASSERT_TRUE(journal->write(kEntry).ok());
  }
  auto journal = UploadJournal::open(folder.file("uploads"), kEntry).value();
  const std::optional<UploadEntry> read = journal->read();
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->same_file(kEntry));
  EXPECT_EQ(read->crc64, kEntry.crc64);
  EXPECT_EQ(read->id, "u");
  ASSERT_TRUE(journal->remove().ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.file("uploads")));
}

TEST(UploadJournal, IsOfOneProcessAtATime) {
  const TemporaryFolder folder;
  const auto first = UploadJournal::open(folder.path(), kEntry).value();
  ASSERT_TRUE(first);
  EXPECT_FALSE(UploadJournal::open(folder.path(), kEntry).value());
  UploadEntry other = kEntry;
  other.place = "a/c";
  EXPECT_TRUE(UploadJournal::open(folder.path(), other).value());
}

TEST(UploadJournal, ADamagedEntryIsNone) {
  const TemporaryFolder folder;
  auto journal = UploadJournal::open(folder.path(), kEntry).value();
  ASSERT_TRUE(journal->write(kEntry).ok());
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
    if (file.path().extension() == ".json") {
      ASSERT_TRUE(write_file_atomic(file.path().string(), "{\"format\": 1, \"id\": 7}").ok());
    }
  }
  EXPECT_FALSE(journal->read());
}

TEST(UploadJournal, AnotherFileIsTold) {
  UploadEntry other = kEntry;
  EXPECT_TRUE(other.same_file(kEntry));
  ++other.changed;
  EXPECT_FALSE(other.same_file(kEntry));
}

}  // namespace
}  // namespace theta::cloud

#include "documents/zip_archive.h"

#include <gtest/gtest.h>

#include "documents/package.h"
#include "documents/zip_names.h"
#include "documents/zip_writer_reference.h"

namespace theta::documents {
namespace {

std::string problem_of(const EntryToWrite& entry) {
  const auto archive = ZipArchive::open(write_zip({entry}));
  if (!archive.ok()) return archive.error().message;
  const Result<std::string> all = archive.value()->read_all(0, uint64_t{1} << 30);
  return all.ok() ? "" : all.error().message;
}

EntryToWrite named(const std::string& name) {
  EntryToWrite entry;
  entry.name = name;
  entry.content = "some text";
  return entry;
}

TEST(ZipArchive, ReadsStoredAndDeflatedEntriesAndLeavesOutFolders) {
  EntryToWrite stored = named("d/b.txt");
  stored.deflate = false;
  const auto archive = ZipArchive::open(write_zip({named("a.txt"), named("d/"), stored})).value();
  ASSERT_EQ(archive->entries().size(), 2u);
  EXPECT_EQ(archive->entries()[1].name, "d/b.txt");
  EXPECT_EQ(archive->read_all(0, 100).value(), "some text");
  EXPECT_EQ(archive->read_all(1, 100).value(), "some text");
  EXPECT_FALSE(archive->read_all(1, 4).ok());
}

TEST(ZipArchive, NamesThatLeadOutAreRefused) {
  for (const char* const name : {"../a.txt", "a/../../b.txt", "..", "a\\..\\b.txt", "/etc/passwd",
                                 "\\\\server\\a", "C:/a.txt", "c:a.txt"}) {
    EXPECT_NE(problem_of(named(name)), "") << name;
    EXPECT_NE(name_problem(name), "") << name;
  }
  for (const char* const name : {"a..txt", "..a/b", "a/.b", "ab:c"})
    EXPECT_EQ(name_problem(name), "") << name;
  EXPECT_NE(problem_of(named(std::string("a\0b", 3))).find("NUL"), std::string::npos);
  EXPECT_NE(name_problem(std::string(5000, 'a')), "");
}

TEST(ZipArchive, LinksPasswordsAndUnknownMethodsAreRefused) {
  EntryToWrite link = named("l.txt");
  link.attributes = 0120777u << 16;
  EXPECT_NE(problem_of(link).find("is a link"), std::string::npos);
  EntryToWrite locked = named("p.txt");
  locked.flags = 1;
  EXPECT_NE(problem_of(locked).find("password"), std::string::npos);
  EntryToWrite odd = named("m.txt");
  odd.method = 97;
  EXPECT_NE(problem_of(odd).find("method"), std::string::npos);
}

TEST(ZipArchive, SizeThatIsDeclaredPastTheLimitIsRefusedAtOnce) {
  EntryToWrite entry = named("big.txt");
  entry.declared_size = 0xF0000000;
  EXPECT_NE(problem_of(entry).find("4026531840 bytes"), std::string::npos);
}

TEST(ZipArchive, HighRatioIsRefusedWhetherDeclaredOrNot) {
  EntryToWrite bomb = named("bomb.txt");
  bomb.content.assign(size_t{64} << 20, '0');
  EXPECT_NE(problem_of(bomb).find("200 times"), std::string::npos);
  bomb.declared_size = 1000;
  EXPECT_NE(problem_of(bomb), "");
  EntryToWrite small = named("repeated.txt");
  small.content.assign(size_t{1} << 20, '0');
  EXPECT_EQ(problem_of(small), "") << "a small file may repeat itself";
}

TEST(ZipArchive, OverlappingEntriesAreRefused) {
  std::vector<EntryToWrite> entries = {named("0.txt")};
  entries[0].content.assign(size_t{1} << 20, '0');
  for (size_t i = 1; i < 100; ++i) {
    entries.push_back(entries[0]);
    entries.back().name = std::to_string(i) + ".txt";
    entries.back().same_bytes_as = 0;
  }
  const auto archive = ZipArchive::open(write_zip(entries));
  ASSERT_FALSE(archive.ok());
  EXPECT_NE(archive.error().message.find("overlap"), std::string::npos);
}

TEST(ZipArchive, ManyRepetitiveEntriesTogetherAreRefused) {
  std::vector<EntryToWrite> entries;
  for (size_t i = 0; i < 40; ++i) {
    entries.push_back(named(std::to_string(i)));
    entries.back().content.assign(size_t{1} << 20, '0');
  }
  const auto archive = ZipArchive::open(write_zip(entries)).value();
  size_t refused = 0;
  for (size_t i = 0; i < entries.size(); ++i) refused += archive->read_all(i, uint64_t{1} << 30).ok() ? 0 : 1;
  EXPECT_EQ(refused, 24u) << "16 MiB may unpack to anything, then 200 times the size is the limit";
  // What was read once is not counted again.
  EXPECT_TRUE(archive->read_all(0, uint64_t{1} << 30).ok());
}

TEST(ZipArchive, WrongChecksumAndCutFileAreDamage) {
  std::string bytes = write_zip({named("a.txt")});
  bytes[bytes.find("a.txt") - 16] ^= 1;
  const size_t directory_crc = bytes.rfind("PK\x01\x02") + 16;
  bytes[directory_crc] ^= 1;
  const auto archive = ZipArchive::open(bytes);
  EXPECT_FALSE(archive.ok() && archive.value()->read_all(0, 100).ok());
  const std::string whole = write_zip({named("a.txt"), named("b.txt")});
  for (size_t size = 1; size < whole.size(); ++size)
    EXPECT_FALSE(ZipArchive::open(whole.substr(0, size)).ok()) << size;
}

TEST(Package, KindsAreToldByTheirMainPart) {
  const auto kind = [](const std::string& bytes) {
    const auto archive = ZipArchive::open(bytes).value();
    return open_package(*archive).value().kind;
  };
  EXPECT_EQ(kind(write_workbook({{{"a", ""}}, "", "", ""})), PackageKind::kWorkbook);
  EXPECT_EQ(kind(write_document("")), PackageKind::kDocument);
  EXPECT_EQ(kind(write_zip({named("xl/workbook.xml")})), PackageKind::kArchive);
}

TEST(Package, OpenDocumentIsAnErrorWithAdvice) {
  EntryToWrite entry = named("mimetype");
  entry.content = "application/vnd.oasis.opendocument.spreadsheet";
  const auto archive = ZipArchive::open(write_zip({entry})).value();
  EXPECT_NE(open_package(*archive).error().message.find("save it as .xlsx"), std::string::npos);
}

}  // namespace
}  // namespace theta::documents

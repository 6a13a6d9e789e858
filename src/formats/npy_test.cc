#include "formats/npy.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"

namespace theta::formats {
namespace {

TEST(Npy, VectorComesBack) {
  const TemporaryFolder folder;
  const std::vector<uint32_t> values = {1, 2, 0xFFFFFFFFu};
  ASSERT_TRUE(write_npy_vector(folder.file("v.npy"), values).ok());
  EXPECT_EQ(read_npy_vector<uint32_t>(folder.file("v.npy")).value(), values);
}

TEST(Npy, EmptyVectorComesBack) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_npy_vector(folder.file("v.npy"), std::vector<float>{}).ok());
  EXPECT_TRUE(read_npy_vector<float>(folder.file("v.npy")).value().empty());
}

TEST(Npy, RowsWrittenInPiecesGiveTheLeadingDimension) {
  const TemporaryFolder folder;
  NpyWriter writer = NpyWriter::create(folder.file("m.npy"), ElementType::kFloat32, {3}).value();
  const std::vector<float> row = {1, 2, 3};
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(writer.append(as_bytes(row)).ok());
  ASSERT_TRUE(writer.close().ok());
  const NpyFile file = NpyFile::open(folder.file("m.npy")).value();
  EXPECT_EQ(file.shape(), (std::vector<size_t>{5, 3}));
  EXPECT_EQ(file.type(), ElementType::kFloat32);
}

TEST(Npy, DataStartsAtAMultipleOf64Bytes) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_npy_vector(folder.file("v.npy"), std::vector<uint8_t>{7}).ok());
  EXPECT_EQ(read_file(folder.file("v.npy")).value().size() % 64, 1u);
}

TEST(Npy, HalfARowIsAnError) {
  const TemporaryFolder folder;
  NpyWriter writer = NpyWriter::create(folder.file("m.npy"), ElementType::kFloat32, {3}).value();
  ASSERT_TRUE(writer.append("1234").ok());
  EXPECT_FALSE(writer.close().ok());
  EXPECT_FALSE(file_exists(folder.file("m.npy")));
}

TEST(Npy, OtherElementTypeIsRefused) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_npy_vector(folder.file("v.npy"), std::vector<uint32_t>{1}).ok());
  EXPECT_EQ(read_npy_vector<float>(folder.file("v.npy")).error().kind, ErrorKind::kBadInput);
}

TEST(Npy, EveryTruncationIsRefused) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_npy_vector(folder.file("v.npy"), std::vector<uint32_t>{1, 2, 3}).ok());
  const std::string whole = read_file(folder.file("v.npy")).value();
  for (size_t size = 0; size < whole.size(); ++size) {
    ASSERT_TRUE(write_file_atomic(folder.file("cut.npy"), whole.substr(0, size)).ok());
    EXPECT_FALSE(NpyFile::open(folder.file("cut.npy")).ok()) << size;
  }
}

TEST(Npy, ShapeThatOverflowsIsRefused) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_npy_vector(folder.file("v.npy"), std::vector<uint32_t>{1}).ok());
  std::string bytes = read_file(folder.file("v.npy")).value();
  const size_t at = bytes.find("(1,)");
  bytes.replace(at, 4 + 18 + 20, "(4611686018427387904, 4611686018427387904)");
  ASSERT_TRUE(write_file_atomic(folder.file("v.npy"), bytes).ok());
  EXPECT_FALSE(NpyFile::open(folder.file("v.npy")).ok());
}

}  // namespace
}  // namespace theta::formats

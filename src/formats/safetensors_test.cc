#include "formats/safetensors.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"

namespace theta::formats {
namespace {

class Safetensors : public testing::Test {
 protected:
  void SetUp() override {
    const std::vector<TensorSource> tensors = {{"weight", ElementType::kFloat32, {2, 2}, as_bytes(weight_)},
                                               {"steps", ElementType::kUint64, {1}, as_bytes(steps_)}};
    ASSERT_TRUE(write_safetensors(path_, tensors, {{"epoch", "3"}}).ok());
  }
  std::string damaged(const std::string& bytes) {
    EXPECT_TRUE(write_file_atomic(folder_.file("bad"), bytes).ok());
    return folder_.file("bad");
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("model.safetensors");
  std::vector<float> weight_ = {1, 2, 3, 4};
  std::vector<uint64_t> steps_ = {42};
};

TEST_F(Safetensors, TensorsAndMetadataComeBack) {
  const SafetensorsFile file = SafetensorsFile::open(path_).value();
  EXPECT_EQ(file.metadata().at("epoch"), "3");
  const TensorView weight = file.find("weight", ElementType::kFloat32).value();
  EXPECT_EQ(weight.shape, (std::vector<size_t>{2, 2}));
  EXPECT_EQ(weight.bytes, as_bytes(weight_));
  EXPECT_EQ(file.find("steps", ElementType::kUint64).value().bytes, as_bytes(steps_));
}

TEST_F(Safetensors, MissingTensorIsNamedWithItsFile) {
  const SafetensorsFile file = SafetensorsFile::open(path_).value();
  const Error error = file.find("bias", ElementType::kFloat32).error();
  EXPECT_NE(error.message.find("model.safetensors"), std::string::npos);
  EXPECT_NE(error.message.find("bias"), std::string::npos);
}

TEST_F(Safetensors, EveryTruncationIsRefused) {
  const std::string whole = read_file(path_).value();
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(SafetensorsFile::open(damaged(whole.substr(0, size))).ok()) << size;
  }
}

TEST_F(Safetensors, OffsetsThatDoNotFitTheShapeAreRefused) {
  std::string bytes = read_file(path_).value();
  const size_t at = bytes.find("[2,2]");
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, 5, "[2,3]");
  EXPECT_FALSE(SafetensorsFile::open(damaged(bytes)).ok());
}

TEST_F(Safetensors, ARandomFileIsRefused) {
  EXPECT_FALSE(SafetensorsFile::open(damaged("this is no tensor file at all")).ok());
}

}  // namespace
}  // namespace theta::formats

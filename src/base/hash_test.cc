#include "base/hash.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/temporary_folder.h"

namespace theta {
namespace {

TEST(Sha256, OfAFileIsThatOfItsBytes) {
  const TemporaryFolder folder;
  const std::string path = folder.file("bytes");
  // Around the size of the pieces that a file is read in.
  for (const size_t size : {size_t{0}, size_t{5}, size_t{1} << 18, (size_t{1} << 18) + 1, size_t{1} << 20}) {
    const std::string bytes(size, 'x');
    ASSERT_TRUE(write_file_atomic(path, bytes).ok());
    EXPECT_EQ(sha256_file(path).value(), sha256_hex(bytes)) << size;
  }
  EXPECT_EQ(sha256_file(folder.file("none")).error().kind, ErrorKind::kNotFound);
  EXPECT_FALSE(sha256_file(folder.path()).ok());
}

}  // namespace
}  // namespace theta

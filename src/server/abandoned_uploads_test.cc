#include "server/abandoned_uploads.h"

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/temporary_folder.h"
#include "database/dataset_files.h"
#include "database/datasets.h"
#include "server/piecewise_upload.h"

namespace theta::server {
namespace {

TEST(AbandonedUploadsTest, RemovesOldPiecesAndNothingElse) {
  const TemporaryFolder folder;
  const auto services = Services::open({.data = folder.path()});
  ASSERT_TRUE(services.ok()) << services.error().message;
  Services& server = *services.value();
  const auto dataset = database::Datasets(*server.database).add(server.user, "a", "{}");
  ASSERT_TRUE(dataset.ok());
  database::DatasetFiles files(*server.database);
  std::vector<database::DatasetFile> begun;
  for (const char* const name : {"begun", "complete"}) {
    const auto file =
        files.add(server.user, dataset.value().id,
                  {.name = name, .object_key = std::string("datasets/x/files/") + name, .total_bytes = 4});
    ASSERT_TRUE(file.ok()) << file.error().message;
    begun.push_back(file.value());
  }
  ASSERT_TRUE(server.store->put(pieces_prefix(begun[0]) + "0000000000000000", "ab").ok());
  ASSERT_TRUE(server.store->put(begun[1].object_key, "abcd").ok());
  ASSERT_TRUE(files.complete(server.user, begun[1].id, 4, "hash").ok());

  const int64_t now = unix_milliseconds();
  ASSERT_TRUE(remove_abandoned_uploads(server, now - 60'000).ok());
  EXPECT_TRUE(files.get(server.user, dataset.value().id, "begun").ok());  // it is young
  ASSERT_TRUE(remove_abandoned_uploads(server, now + 60'000).ok());
  EXPECT_FALSE(files.get(server.user, dataset.value().id, "begun").ok());
  EXPECT_TRUE(files.get(server.user, dataset.value().id, "complete").ok());
  const auto left = server.store->list("");
  ASSERT_TRUE(left.ok());
  ASSERT_EQ(left.value().objects.size(), 1u);
  EXPECT_EQ(left.value().objects[0].key, begun[1].object_key);
}

}  // namespace
}  // namespace theta::server

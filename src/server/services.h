#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/secret.h"
#include "cache/cache.h"
#include "database/database.h"
#include "database/id.h"
#include "server/log.h"
#include "server/samples.h"
#include "storage/object_store.h"

namespace theta::server {

/// Where the server keeps things.
struct ServicesOptions {
  std::string data;     ///< folder of all that is not elsewhere; made where it is missing
  std::string store;    ///< folder of the objects; empty: in `data`
  Secret database_url;  ///< empty: SQLite in `data`
  Secret redis_url;     ///< empty: a cache in this process
  std::string samples;  ///< folder of ready corpora; empty: there are none
};

/// What all routes work with. Opened once; for any number of threads.
struct Services {
  std::unique_ptr<database::Database> database;
  std::unique_ptr<storage::ObjectStore> store;
  std::unique_ptr<cache::Cache> cache;
  std::string store_place;  ///< of the store, as jobs name it: an absolute folder or the URI of a bucket
  std::string scratch;      ///< folder for files that are needed for a moment
  std::vector<Sample> samples;
  std::string data;       ///< the folder itself
  database::UserId user;  ///< of a server without accounts; with them, its first admin
  Log log;

  static Result<std::unique_ptr<Services>> open(const ServicesOptions& options);
};

}  // namespace theta::server

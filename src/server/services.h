#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cache/cache.h"
#include "database/database.h"
#include "database/id.h"
#include "server/log.h"
#include "server/samples.h"
#include "storage/object_store.h"

namespace theta::server {

/// Where the server keeps things.
struct ServicesOptions {
  std::string data;          ///< folder of all that is not elsewhere; made where it is missing
  std::string store;         ///< folder of the objects; empty: in `data`
  std::string database_url;  ///< empty: SQLite in `data`
  std::string redis_url;     ///< empty: a cache in this process
  std::string samples;       ///< folder of ready corpora; empty: there are none
};

/// What all routes work with. Opened once; for any number of threads.
struct Services {
  std::unique_ptr<database::Database> database;
  std::unique_ptr<storage::ObjectStore> store;
  std::unique_ptr<cache::Cache> cache;
  std::string store_folder;  ///< absolute
  std::string scratch;       ///< folder for files that are needed for a moment
  database::UserId user;     ///< whose everything is: there is one user, who does not log in
  std::vector<Sample> samples;
  Log log;

  static Result<std::unique_ptr<Services>> open(const ServicesOptions& options);
};

}  // namespace theta::server

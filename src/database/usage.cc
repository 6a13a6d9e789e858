#include "database/usage.h"

namespace theta::database {
namespace {

constexpr std::string_view kUsers =
    "(select id, email, name, max_bytes, "
    "(select count(*) from datasets where owner = users.id) as datasets, "
    "(select count(*) from models where owner = users.id) as models, "
    "(select cast(coalesce(sum(received_bytes), 0) as bigint) from dataset_files where owner = users.id) "
    "as file_bytes, "
    "(select cast(coalesce(sum(byte_count), 0) as bigint) from models where owner = users.id) as model_bytes "
    "from users) as kept";

}  // namespace

Result<Listing<Usage>> list_usage_for_admin(Database& database, const Page& page) {
  return database.read([&](Connection& connection) {
    return list_rows<Usage>(connection, kUsers, "true", "file_bytes + model_bytes desc, email", page);
  });
}

Result<std::vector<BusyWorker>> busy_workers_for_admin(Database& database) {
  return database.read([](Connection& connection) {
    return connection.select<BusyWorker>(
        "select worker, count(*), min(coalesce(started, created)) from tasks "
        "where state in ('running', 'cancelling') group by worker order by worker");
  });
}

}  // namespace theta::database

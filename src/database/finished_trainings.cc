#include "database/finished_trainings.h"

#include <tuple>

namespace theta::database {
namespace {

struct Row {
  std::string manifest_json;
  static auto fields(auto& self) { return std::tie(self.manifest_json); }
};

}  // namespace

Result<std::vector<std::string>> finished_trainings_for_admin(Database& database, int64_t most) {
  return database.read([&](Connection& connection) -> Result<std::vector<std::string>> {
    THETA_ASSIGN(const std::vector<Row> rows,
                 connection.select<Row>("select manifest_json from models where task is not null and state = "
                                        "'ready' order by created desc, id limit ?",
                                        most));
    std::vector<std::string> manifests;
    for (const Row& row : rows) manifests.push_back(row.manifest_json);
    return manifests;
  });
}

}  // namespace theta::database

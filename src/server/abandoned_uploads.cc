#include "server/abandoned_uploads.h"

#include "database/dataset_files.h"
#include "server/piecewise_upload.h"

namespace theta::server {
namespace {

constexpr int64_t kAtOnce = 100;

}  // namespace

// The row goes first: a client who comes back then begins anew, instead of missing pieces.
Status remove_abandoned_uploads(Services& services, int64_t before) {
  database::DatasetFiles files(*services.database);
  for (;;) {
    THETA_ASSIGN(const auto abandoned, files.abandoned_for_server(before, kAtOnce));
    if (abandoned.empty()) return {};
    for (const database::DatasetFile& file : abandoned) {
      THETA_ASSIGN(const bool removed, files.remove_abandoned_for_server(file.id, before));
      if (!removed) continue;
      THETA_RETURN_IF_ERROR(remove_objects(*services.store, file));
    }
  }
}

}  // namespace theta::server

#include "server/model_removal.h"

#include "engine/model_files.h"
#include "storage/transfer.h"

namespace theta::server {

Status finish_removal(Services& services, const database::Model& model) {
  // Without its manifest it is no model any more, so that goes first.
  THETA_RETURN_IF_ERROR(storage::remove_all(*services.store, model.object_prefix,
                                            model.object_prefix + std::string(engine::kManifestFile)));
  return database::Models(*services.database).finish_removal_for_admin(model.id);
}

Status finish_removals(Services& services) {
  database::Models models(*services.database);
  for (;;) {
    THETA_ASSIGN(const auto deleting, models.list_deleting_for_admin({.limit = 100}));
    if (deleting.items.empty()) return {};
    for (const database::Model& model : deleting.items) {
      const Status done = finish_removal(services, model);
      // Another server may be at the same.
      if (!done.ok() && done.error().kind != ErrorKind::kNotFound) return done;
    }
  }
}

}  // namespace theta::server

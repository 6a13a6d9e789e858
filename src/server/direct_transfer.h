#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "database/dataset_files.h"
#include "server/routes.h"

namespace theta::server {

/// POST .../files/{name}/transfer and .../transfer/complete: a browser sends the parts of a file straight to
/// the bucket that the store is, with URLs that each allow one part of one object for a quarter of an hour.
void add_transfer_routes(Routes& routes);

/// A URL from which anyone can read the file's object, under its name, for a quarter of an hour; none where
/// the store is no bucket.
Result<std::optional<std::string>> direct_download(storage::ObjectStore& store,
                                                   const database::DatasetFile& file);

/// Ends transfers of the object that nobody completed.
Status abort_transfers(storage::ObjectStore& store, const std::string& object_key);

}  // namespace theta::server

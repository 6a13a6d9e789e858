#pragma once

#include <string>

#include "storage/object_store.h"

namespace theta::storage {

/// The listing of a LocalStore whose folder of objects is open as `objects`. `prefix` and `limit` were
/// checked.
Result<ObjectPage> list_objects(int objects, const std::string& prefix, const std::string& after,
                                size_t limit);

}  // namespace theta::storage

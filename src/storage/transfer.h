#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/object_store.h"

namespace theta::storage {

/// Calls `take` with every object whose key starts with `prefix`, page by page, until it returns an error.
Status for_each_object(ObjectStore& store, const std::string& prefix,
                       const std::function<Status(const ObjectInfo& object)>& take);

/// The bytes of all objects whose key starts with `prefix`.
Result<uint64_t> stored_bytes(ObjectStore& store, const std::string& prefix);

/// Paths inside `folder` of the files below it, sorted; without links and hidden files.
Result<std::vector<std::string>> files_below(const std::string& folder);

/// Stores every file below `folder` as `prefix` + its path inside, in the order of the paths, but `last` (a
/// path inside, which must be there) behind all others: what readers take for the sign that the rest is
/// there. Links and hidden files are left out.
Status put_folder(ObjectStore& store, const std::string& folder, const std::string& prefix,
                  const std::string& last);

/// Writes the objects below `prefix` (which ends with a slash) into `folder`, made where it is missing;
/// `last` behind all others, kNotFound before anything is written when it is not there.
Status get_folder(ObjectStore& store, const std::string& prefix, const std::string& folder,
                  const std::string& last);

/// Writes the objects of `keys`, one behind the other, as the object `target`.
Result<ObjectInfo> compose(ObjectStore& store, const std::vector<std::string>& keys,
                           const std::string& target);

/// Removes every object whose key starts with `prefix`, `first` (a whole key, or empty) before all others.
Status remove_all(ObjectStore& store, const std::string& prefix, const std::string& first);

}  // namespace theta::storage

#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "storage/object_store.h"

namespace theta::jobs {

/// Opens the store that a description names: a folder of objects ("../store", "/var/lib/theta/objects" or
/// "file:///var/lib/theta/objects"), a relative one seen from `base`, which must be there (kNotFound), or a
/// bucket ("oss://bucket/prefix", "s3://bucket/prefix") whose endpoint and rights the environment tells
/// (cloud/settings.h).
Result<std::unique_ptr<storage::ObjectStore>> open_store(const std::string& place, const std::string& base);

}  // namespace theta::jobs

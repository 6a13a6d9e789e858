#include "storage/local_place.h"

#include "storage/object_key.h"

namespace theta::storage {

LocalPlace::LocalPlace(const std::string& key) : shown("object " + key) {
  const size_t slash = key.rfind('/');
  if (slash != std::string::npos) folder = key.substr(0, slash);
  name = key.substr(slash == std::string::npos ? 0 : slash + 1);
  name += kObjectSuffix;
}

}  // namespace theta::storage

#pragma once

#include <string>

namespace theta::storage {

/// Where a LocalStore keeps a key, below its folder of objects.
struct LocalPlace {
  explicit LocalPlace(const std::string& key);

  std::string folder;  ///< "a/b" of "a/b/c"; empty for a key without a slash
  std::string name;    ///< "c.object"
  std::string shown;   ///< for messages: "object a/b/c"

  std::string path() const { return folder.empty() ? name : folder + "/" + name; }
};

}  // namespace theta::storage

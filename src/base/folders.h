#pragma once

#include <string>

#include "base/result.h"

namespace theta {

/// The path without slashes at its end.
std::string without_trailing_slash(std::string path);

/// Removes a file, or a folder with everything in it. Succeeds when there is nothing.
Status remove_path(const std::string& path);

/// Puts the folder or file `from` in place of `to`, which lies on the same disk. A folder at `to` is removed
/// once the new one stands; in between it waits as `to`.former.
Status replace_path(const std::string& from, const std::string& to);

}  // namespace theta

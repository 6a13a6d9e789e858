#include "base/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/assert.h"

namespace theta {

TemporaryFolder::TemporaryFolder(const std::string& parent) : path_(parent) {
  if (path_.empty()) {
    const char* base = std::getenv("TMPDIR");
    path_ = base != nullptr && *base != '\0' ? base : "/tmp";
  }
  path_ += "/theta-XXXXXX";
  THETA_ASSERT(::mkdtemp(path_.data()) != nullptr);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace theta

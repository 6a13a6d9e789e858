#pragma once

#include <string>

namespace theta {

/// A fresh folder below `parent`, or $TMPDIR (or /tmp) when that is empty, that is removed with everything in
/// it at the end of the scope. Aborts when none can be made: nothing sensible follows.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& parent = "");
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace theta

#pragma once

#include <string>

#include "base/result.h"

namespace theta::engine {

/// A folder that appears under its name only when it is complete. Work goes on in path() = `out`.partial.
class OutputFolder {
 public:
  /// Asks check_output_folder(). With `keep` a partial folder of an earlier run is taken over, else it is
  /// emptied.
  static Result<OutputFolder> create(const std::string& out, bool keep);

  /// Leaves what an unfinished run can go on from, but no empty folder.
  ~OutputFolder();
  OutputFolder(OutputFolder&&) noexcept = default;

  const std::string& path() const { return partial_; }

  /// Puts the folder in place of `out`; a former model there is removed once the new one stands.
  Status publish();

 private:
  OutputFolder(std::string out, std::string partial) : out_(std::move(out)), partial_(std::move(partial)) {}
  std::string out_;
  std::string partial_;
};

/// Refuses (kUsage) an `out` that holds something else than a model, or a model with edits: they are a
/// person's work, and the topics of a new model would not be those that they name.
Status check_output_folder(const std::string& out);

/// `out` without slashes at its end, plus ".partial".
std::string partial_folder(const std::string& out);

}  // namespace theta::engine

#pragma once

#include <string>

#include "base/result.h"

namespace theta::exports {

/// How the result of a format lies on the disk.
enum class TargetKind { kFile, kFolder };

/// The place of an export, which appears under its name only when it is complete. Work goes on in the folder
/// `out`.partial; it is removed when nothing is published.
class ExportTarget {
 public:
  /// Refuses an `out` that exists, unless `replace` is set: the caller knows it for an earlier export, or was
  /// told.
  static Result<ExportTarget> create(const std::string& out, TargetKind kind, bool replace);
  ~ExportTarget();
  ExportTarget(ExportTarget&& other) noexcept;
  ExportTarget& operator=(ExportTarget&& other) noexcept = delete;
  ExportTarget(const ExportTarget&) = delete;
  ExportTarget& operator=(const ExportTarget&) = delete;

  /// The folder to fill (kFolder), or the file to write (kFile).
  std::string path() const;
  Status publish();

 private:
  ExportTarget(std::string out, TargetKind kind) : out_(std::move(out)), kind_(kind) {}
  std::string partial() const { return out_ + ".partial"; }
  std::string out_;  // empty once published or moved from
  TargetKind kind_;
};

}  // namespace theta::exports

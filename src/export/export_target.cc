#include "export/export_target.h"

#include <filesystem>
#include <utility>

#include "base/files.h"
#include "base/folders.h"

namespace theta::exports {

Result<ExportTarget> ExportTarget::create(const std::string& out, TargetKind kind, bool replace) {
  const std::string target = without_trailing_slash(out);
  if (kind == TargetKind::kFile && target != out) return usage_error("{}: this format writes one file", out);
  std::error_code error;
  const bool empty_folder = is_folder(target) && std::filesystem::is_empty(target, error) && !error;
  if (kind == TargetKind::kFile && is_folder(target)) {
    return usage_error("{}: is a folder, and this format writes one file", target);
  }
  if (kind == TargetKind::kFolder && file_exists(target) && !is_folder(target)) {
    return usage_error("{}: is a file, and this format writes a folder", target);
  }
  if (file_exists(target) && !empty_folder && !replace) {
    return usage_error(
        "{}: exists and is no earlier export of this format; name another --out, or add --force", target);
  }
  ExportTarget place(target, kind);
  THETA_RETURN_IF_ERROR(remove_path(place.partial()));
  THETA_RETURN_IF_ERROR(make_folders(place.partial()));
  return place;
}

ExportTarget::ExportTarget(ExportTarget&& other) noexcept
    : out_(std::exchange(other.out_, std::string())), kind_(other.kind_) {}

ExportTarget::~ExportTarget() {
  if (!out_.empty()) static_cast<void>(remove_path(partial()));
}

std::string ExportTarget::path() const {
  if (kind_ == TargetKind::kFolder) return partial();
  return join_path(partial(), std::filesystem::path(out_).filename().string());
}

Status ExportTarget::publish() {
  THETA_RETURN_IF_ERROR(replace_path(path(), out_));
  if (kind_ == TargetKind::kFile) THETA_RETURN_IF_ERROR(remove_path(partial()));
  out_.clear();
  return {};
}

}  // namespace theta::exports

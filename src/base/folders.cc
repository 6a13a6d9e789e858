#include "base/folders.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "base/files.h"

namespace theta {
namespace {

Status move(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return errno_error(errno, "rename to", to);
  return {};
}

}  // namespace

std::string without_trailing_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

Status remove_path(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) return errno_error(error.value(), "remove", path);
  return {};
}

Status replace_path(const std::string& from, const std::string& to) {
  const std::string former = to + ".former";
  THETA_RETURN_IF_ERROR(remove_path(former));
  const bool aside = is_folder(to);
  if (aside) THETA_RETURN_IF_ERROR(move(to, former));
  const Status moved = move(from, to);
  if (!moved.ok()) {
    if (aside) static_cast<void>(move(former, to));
    return moved;
  }
  const std::string parent = std::filesystem::path(to).parent_path().string();
  THETA_RETURN_IF_ERROR(sync_folder(parent.empty() ? "." : parent));
  return remove_path(former);
}

}  // namespace theta

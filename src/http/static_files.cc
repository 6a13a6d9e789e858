#include "http/static_files.h"

#include <fcntl.h>

#include <cerrno>
#include <utility>

#include "http/error_answer.h"
#include "http/media_type.h"
#include "http/open_beneath.h"

namespace theta::http {
namespace {

/// The path of a target below the root; nothing when a segment could mean something to the file system. A
/// slash at the end stays as an empty last segment.
std::optional<std::string> relative_path(const Target& target) {
  std::string path;
  for (size_t i = 0; i < target.segments.size(); ++i) {
    const std::string& segment = target.segments[i];
    const bool last = i + 1 == target.segments.size();
    if (segment.find('/') != std::string::npos || segment.starts_with('.')) return std::nullopt;
    if (segment.empty() && !last) return std::nullopt;
    if (i > 0) path += '/';
    path += segment;
  }
  return path;
}

}  // namespace

StaticFiles::StaticFiles(std::string folder, Descriptor root, StaticFilesOptions options)
    : folder_(std::move(folder)),
      root_(std::make_shared<const Descriptor>(std::move(root))),
      options_(std::move(options)) {}

Result<StaticFiles> StaticFiles::open(const std::string& folder, StaticFilesOptions options) {
  Descriptor root(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root.valid()) return errno_error(errno, "open folder", folder);
  return StaticFiles(folder, std::move(root), std::move(options));
}

Result<FileSource> StaticFiles::open_file(const std::string& path) const {
  THETA_ASSIGN(Descriptor descriptor, open_beneath(*root_, path));
  THETA_ASSIGN(FileSource source, FileSource::from(std::move(descriptor), path));
  source.type = media_type_of(path);
  return source;
}

Result<FileSource> StaticFiles::find(const std::string& path, std::string& found) const {
  const bool folder = path.empty() || path.ends_with('/');
  std::vector<std::string> candidates = {path, path + ".html", path + "/index.html"};
  if (folder) candidates = {path + "index.html"};
  if (folder && path.size() > 1) candidates.push_back(path.substr(0, path.size() - 1) + ".html");
  for (const std::string& candidate : candidates) {
    Result<FileSource> source = open_file(candidate);
    if (!source.ok() && source.error().kind == ErrorKind::kNotFound) continue;
    found = candidate;
    return source;
  }
  return not_found("{}: is not there", path);
}

Response StaticFiles::serve(const Request& request) const {
  const std::optional<std::string> path = relative_path(request.location());
  std::string name;
  Result<FileSource> source = path ? find(*path, name) : not_found("the path names no file");
  const bool missing = !source.ok() && source.error().kind == ErrorKind::kNotFound;
  if (!source.ok() && !missing) return problem_answer(500, "the file cannot be read", request.id());
  if (missing) source = open_file(name = "404.html");
  if (!source.ok()) return problem_answer(404, "nothing is at this path", request.id());

  const bool html = source.value().type.starts_with("text/html");
  // A missing page is never "not modified", nor sent in ranges.
  Response response = missing ? whole_file(404, std::move(source).value())
                              : file_response(request, std::move(source).value());
  const bool immutable = !missing && name.starts_with(options_.immutable_prefix);
  response.set("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (html && !options_.content_security_policy.empty()) {
    response.set("Content-Security-Policy", options_.content_security_policy);
  }
  return response;
}

}  // namespace theta::http

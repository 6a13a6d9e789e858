#include "http/static_files.h"

#include <optional>
#include <utility>

#include "base/encoding.h"
#include "base/hash.h"
#include "http/error_answer.h"
#include "http/media_type.h"
#include "http/ranges.h"

namespace theta::http {
namespace {

/// The path of a target; nothing when a decoded segment could be taken for several. A slash at the end stays
/// as an empty last segment.
std::optional<std::string> relative_path(const Target& target) {
  std::string path;
  for (size_t i = 0; i < target.segments.size(); ++i) {
    const std::string& segment = target.segments[i];
    const bool last = i + 1 == target.segments.size();
    if (segment.find('/') != std::string::npos || (segment.empty() && !last)) return std::nullopt;
    if (i > 0) path += '/';
    path += segment;
  }
  return path;
}

}  // namespace

std::string inline_script_hashes(std::string_view html) {
  std::string hashes;
  for (size_t at = html.find("<script"); at != std::string_view::npos; at = html.find("<script", at)) {
    const size_t open = html.find('>', at);
    const size_t close = html.find("</script>", open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const std::string_view tag = html.substr(at, open - at);
    if (tag.find(" src=") == std::string_view::npos) {
      Sha256 hash;
      hash.update(html.substr(open + 1, close - open - 1));
      hashes += " 'sha256-" + base64(hash.digest()) + "'";
    }
    at = close;
  }
  return hashes;
}

StaticFiles::StaticFiles(const std::vector<StaticFile>& files, StaticFilesOptions options) {
  const std::string mark = "{scripts}";
  const size_t scripts = options.content_security_policy.find(mark);
  for (const StaticFile& file : files) {
    Entry entry = {.bytes = file.bytes, .type = media_type_of(file.path)};
    entry.etag = "\"" + sha256_hex(file.bytes).substr(0, 32) + "\"";
    entry.immutable = file.path.starts_with(options.immutable_prefix);
    if (entry.type.starts_with("text/html")) {
      entry.policy = options.content_security_policy;
      if (scripts != std::string::npos)
        entry.policy.replace(scripts, mark.size(), inline_script_hashes(file.bytes));
    }
    entries_.emplace(file.path, std::move(entry));
  }
}

const StaticFiles::Entry* StaticFiles::find(const std::string& path) const {
  const bool folder = path.empty() || path.ends_with('/');
  std::vector<std::string> candidates = {path, path + ".html", path + "/index.html"};
  if (folder) candidates = {path + "index.html"};
  if (folder && path.size() > 1) candidates.push_back(path.substr(0, path.size() - 1) + ".html");
  for (const std::string& candidate : candidates) {
    const auto found = entries_.find(candidate);
    if (found != entries_.end()) return &found->second;
  }
  return nullptr;
}

Response StaticFiles::serve(const Request& request) const {
  const std::optional<std::string> path = relative_path(request.location());
  const Entry* entry = path ? find(*path) : nullptr;
  const bool missing = entry == nullptr;
  if (missing) {
    const auto page = entries_.find("404.html");
    if (page == entries_.end()) return problem_answer(404, "nothing is at this path", request.id());
    entry = &page->second;
  }
  // A missing page is never "not modified".
  const bool known = !missing && etag_listed(request.header_or_empty("If-None-Match"), entry->etag, true);
  Response response =
      known ? Response(304) : Response::text(missing ? 404 : 200, std::string(entry->bytes), entry->type);
  if (!missing) response.set("ETag", entry->etag);
  const bool immutable = !missing && entry->immutable;
  response.set("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (!entry->policy.empty()) response.set("Content-Security-Policy", entry->policy);
  return response;
}

}  // namespace theta::http

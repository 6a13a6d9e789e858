#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace theta::http {

/// One file of a static web app. The bytes must outlive the server.
struct StaticFile {
  std::string path;  ///< relative: "model.html", "_next/static/a1b2.js"
  std::string_view bytes;
};

struct StaticFilesOptions {
  /// The Content-Security-Policy of HTML pages; empty: none. {scripts} becomes the hashes of the page's
  /// inline scripts, so that no other inline script runs.
  std::string content_security_policy =
      "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' "
      "data: "
      "blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";
  /// Files below this path have a hash in their name: browsers keep them for a year.
  std::string immutable_prefix = "_next/static/";
};

/// The files of a static web app, as `next export` lays them out: /a/b is the file a/b, or a/b.html, or
/// a/b/index.html; whatever else is asked is answered 404 with 404.html where there is one. The files are in
/// memory, so no path of a request can lead to another. Safe for many threads.
class StaticFiles {
 public:
  explicit StaticFiles(const std::vector<StaticFile>& files, StaticFilesOptions options = {});

  bool empty() const { return entries_.empty(); }
  Response serve(const Request& request) const;

 private:
  struct Entry {
    std::string_view bytes;
    std::string_view type;
    std::string etag;
    std::string policy;  // of HTML
    bool immutable = false;
  };
  const Entry* find(const std::string& path) const;

  std::map<std::string, Entry, std::less<>> entries_;
};

/// The SHA-256 of each script that lies inside the page, as a policy names it: " 'sha256-...' 'sha256-...'".
std::string inline_script_hashes(std::string_view html);

}  // namespace theta::http

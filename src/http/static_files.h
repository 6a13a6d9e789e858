#pragma once

#include <memory>
#include <string>

#include "base/descriptor.h"
#include "base/result.h"
#include "http/file_response.h"
#include "http/request.h"
#include "http/response.h"

namespace theta::http {

struct StaticFilesOptions {
  /// The Content-Security-Policy of HTML pages; empty: none.
  std::string content_security_policy =
      "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";
  /// Files below this path have a hash in their name: browsers keep them for a year.
  std::string immutable_prefix = "_next/static/";
};

/// The files of a static web app, as `next export` lays them out: /a/b is the file a/b, or a/b.html, or
/// a/b/index.html; whatever else is asked is answered 404 with 404.html where there is one. Nothing outside
/// the folder is ever opened, and no file or folder whose name starts with a dot. Safe for many threads.
class StaticFiles {
 public:
  static Result<StaticFiles> open(const std::string& folder, StaticFilesOptions options = {});

  Response serve(const Request& request) const;

 private:
  StaticFiles(std::string folder, Descriptor root, StaticFilesOptions options);
  Result<FileSource> find(const std::string& path, std::string& found) const;
  Result<FileSource> open_file(const std::string& path) const;

  std::string folder_;
  std::shared_ptr<const Descriptor> root_;
  StaticFilesOptions options_;
};

}  // namespace theta::http

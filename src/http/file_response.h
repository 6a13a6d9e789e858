#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/descriptor.h"
#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace theta::http {

/// An open file (or a part of one) to answer with.
struct FileSource {
  std::shared_ptr<const Descriptor> descriptor;
  uint64_t offset = 0;
  uint64_t size = 0;
  int64_t modified = 0;  ///< seconds since 1970; 0: not told
  std::string etag;      ///< with its quotes; empty: none
  std::string type = "application/octet-stream";

  /// A regular file: size, time of change and an ETag made of both. kNotFound when it is a folder or a
  /// device. `name` is for messages.
  static Result<FileSource> from(Descriptor descriptor, const std::string& name);
  /// The file at `path`, which stays readable though its name goes.
  static Result<FileSource> open(const std::string& path);
};

/// Answers GET and HEAD with a file, as RFC 9110 has it: 304 for If-None-Match and If-Modified-Since, 412 for
/// If-Match and If-Unmodified-Since, 206 for one or several ranges (unless If-Range names another version),
/// 416 with the size, else 200. The bytes are read piece by piece as the client takes them.
Response file_response(const Request& request, FileSource source);

}  // namespace theta::http

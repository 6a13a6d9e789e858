#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"
#include "storage/object_store.h"

namespace theta::server {

/// Answers GET with an object that never changes, as a file to save under `name`: 304 when the client has the
/// version `etag` (with its quotes) already, 206 for one range of bytes, 416 for one that it does not have,
/// else 200 with all of it. The bytes are read, and checked, piece by piece as the client takes them.
http::Response object_answer(const http::Request& request, std::shared_ptr<storage::ObjectReader> reader,
                             std::string_view name, std::string_view type, std::string_view etag);

}  // namespace theta::server

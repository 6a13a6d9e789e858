#pragma once

#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace theta::http {

/// Whether an Accept-Encoding value takes gzip (q > 0, by name or by `*`).
bool accepts_gzip(std::string_view accept_encoding);

/// Whether bodies of this media type become smaller: text, JSON, JavaScript, XML, SVG.
bool is_compressible_type(std::string_view content_type);

std::string gzip(std::string_view bytes);

/// Compresses the body of `response` where `request` allows it and it is worth it: a compressible type, at
/// least `smallest` bytes or of unknown size, status 200 to 299 but 206, no Content-Encoding yet, no Range
/// asked, not an event stream. Sets Vary in any case where the answer could depend on it, and makes an ETag
/// weak.
void compress(const Request& request, size_t smallest, Response& response);

}  // namespace theta::http

#include "server/openapi.h"

#include <string_view>

#include "formats/json.h"

// First and one-past-last byte of a JSON list of the files (assets.S.in).
extern "C" {
extern const char theta_openapi_begin[];
extern const char theta_openapi_end[];
}

namespace theta::server {
namespace {

std::string make_document() {
  const std::string_view text(theta_openapi_begin,
                              static_cast<size_t>(theta_openapi_end - theta_openapi_begin));
  const Result<formats::Json> parts = formats::parse_json(text, "assets/openapi");
  formats::Json document = formats::Json::object();
  if (!parts.ok()) return parts.error().message;  // a test reads the document
  for (const formats::Json& part : parts.value()) document.update(part, true);
  return formats::json_line(document);
}

}  // namespace

const std::string& openapi_document() {
  static const std::string document = make_document();
  return document;
}

}  // namespace theta::server

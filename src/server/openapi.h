#pragma once

#include <string_view>

namespace theta::server {

/// The contract of the API (OpenAPI 3.1): assets/openapi.json, embedded in the program.
std::string_view openapi_document();

}  // namespace theta::server

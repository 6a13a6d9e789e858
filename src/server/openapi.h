#pragma once

#include <string>

namespace theta::server {

/// The contract of the API (OpenAPI 3.1): the files of assets/openapi, which are embedded in the program,
/// made into one document.
const std::string& openapi_document();

}  // namespace theta::server

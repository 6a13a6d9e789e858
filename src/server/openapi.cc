#include "server/openapi.h"

// First and one-past-last byte of the document (assets.S.in).
extern "C" {
extern const char theta_openapi_begin[];
extern const char theta_openapi_end[];
}

namespace theta::server {

std::string_view openapi_document() {
  return {theta_openapi_begin, theta_openapi_end};
}

}  // namespace theta::server

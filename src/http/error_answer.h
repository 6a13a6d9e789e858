#pragma once

#include <string_view>

#include "http/response.h"

namespace theta::http {

/// A problem document (RFC 9457) with status, title, detail and request_id.
Response problem_answer(int status, std::string_view detail, std::string_view request_id);

}  // namespace theta::http

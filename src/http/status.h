#pragma once

#include <string_view>

namespace theta::http {

/// The reason phrase of a status code: "Not Found"; empty for codes that nobody uses.
std::string_view reason_phrase(int status);

/// Whether an answer of this status never has a body.
inline bool is_bodyless(int status) {
  return status < 200 || status == 204 || status == 304;
}

}  // namespace theta::http

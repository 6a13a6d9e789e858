#pragma once

#include <string_view>

#include "base/result.h"

namespace theta {

/// The kind for programs that read our events and answers: "bad_input", "not_found".
std::string_view error_kind_name(ErrorKind kind);

}  // namespace theta

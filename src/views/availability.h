#pragma once

#include <string_view>

#include "formats/json.h"

namespace theta::views {

/// What a view answers that the model has no data for: {available: false, reason, suggestions}.
inline formats::Json unavailable(std::string_view reason, const formats::Json& suggestions) {
  return {{"available", false}, {"reason", reason}, {"suggestions", suggestions}};
}

}  // namespace theta::views

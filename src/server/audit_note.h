#pragma once

#include <string_view>

#include "formats/json.h"
#include "server/call.h"

namespace theta::server {

struct Application;

/// Notes in the audit what the caller did. It is done whether it can be noted or not; where not, the log says
/// so.
void note(Application& app, const Call& call, std::string_view action, std::string_view subject,
          const formats::Json& detail = formats::Json::object());

}  // namespace theta::server

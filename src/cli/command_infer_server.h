#pragma once

#include "cli/command.h"

namespace theta::cli {

Command infer_server_command();

}  // namespace theta::cli

#pragma once

#include <string_view>

#include "database/datasets.h"
#include "formats/json.h"
#include "server/answers.h"

namespace theta::server {

/// Checks the options of an import that a data set keeps for all its tasks. `place` starts the message.
Status check_columns(const formats::Json& columns, std::string_view place);

/// A data set with its ETag.
http::Response dataset_answer(int status, const database::Dataset& dataset);

}  // namespace theta::server

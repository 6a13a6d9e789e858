#pragma once

#include <string>

#include "base/result.h"
#include "corpus/import_request.h"
#include "formats/json.h"

namespace theta::survey {

/// Looks at the first rows of a source and tells of each column what it holds, what it would be taken for
/// without a word of the user (`guess`), and what it is taken for by `request`:
///   {rows_read, reading: [{name, value, reason}],
///    columns: [{name, sample, filled, distinct, guess: {role, confidence, reason}, role, confidence,
///    reason}], time: {column, format, first, last, read, missing, unread, examples} or null, problems:
///    [{field, message}]}
/// `problems` names what of the request does not fit the header; its other wishes hold all the same. Fails
/// when the source cannot be read.
Result<formats::Json> columns_report(const std::string& source, const corpus::ImportRequest& request);

}  // namespace theta::survey

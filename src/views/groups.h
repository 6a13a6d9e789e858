#pragma once

#include <string_view>

#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// The visible topics by the values of a column (group or label), the `most` values with the most documents.
/// An empty column name takes the first column. For each topic, by value: share with its 95 % interval,
/// documents (those whose main topic it is), and effect: share less that of all documents with other values,
/// with its interval. Without columns {available: false, reason, suggestions}; an unknown column is
/// kNotFound.
///
/// The interval of an effect is that of a difference of independent means: the variances follow from the
/// intervals of the shares, and the rest's is the sum of the other values' by their squared parts of its
/// tokens.
Result<formats::Json> groups_view(const Snapshot& snapshot, std::string_view column, size_t most);

}  // namespace theta::views

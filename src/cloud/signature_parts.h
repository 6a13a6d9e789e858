#pragma once

#include <map>
#include <string>

#include "cloud/pairs.h"

namespace theta::cloud {

/// Headers by lower-case name, values trimmed; of two of a name the last.
std::map<std::string, std::string> header_map(const Pairs& headers);

/// Sets a header or parameter, or leaves the one that is there; `added` gets what is to be sent in addition.
void add_missing(Pairs& pairs, Pairs& added, const std::string& name, const std::string& value);

/// Encoded names and values, sorted by the bytes of the encoded names, then values.
std::string canonical_query(const Pairs& query, bool always_equals);

}  // namespace theta::cloud

#pragma once

#include <string>
#include <string_view>

namespace theta::documents {

/// Why an entry with this name cannot be read, as the end of a sentence; empty when nothing is wrong with the
/// name. Nothing is ever written under a name, but one that leads out of the archive was made to do harm, and
/// the rest of its entry may be as well.
std::string name_problem(std::string_view name);

}  // namespace theta::documents

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::accounts {

/// What a caller may do. A session of a browser has them all; a key has those it was made with.
struct Scopes {
  bool read = false;   ///< see what its owner sees, ask models
  bool write = false;  ///< make, change and delete
  bool admin = false;  ///< the routes of admins, as far as its owner is one

  static constexpr Scopes all() { return {true, true, true}; }
  bool operator==(const Scopes&) const = default;
};
inline constexpr std::array<std::string_view, 3> kScopeNames = {"read", "write", "admin"};

/// The names in the order of kScopeNames.
std::vector<std::string> scope_names(const Scopes& scopes);
/// kBadInput for an empty list and for names that are none.
Result<Scopes> parse_scopes(const std::vector<std::string>& names, std::string_view field);

}  // namespace theta::accounts

#include "accounts/scopes.h"

#include "base/spelling.h"

namespace theta::accounts {
namespace {

bool* find(Scopes& scopes, std::string_view name) {
  if (name == "read") return &scopes.read;
  if (name == "write") return &scopes.write;
  return name == "admin" ? &scopes.admin : nullptr;
}

}  // namespace

std::vector<std::string> scope_names(const Scopes& scopes) {
  Scopes held = scopes;
  std::vector<std::string> names;
  for (const std::string_view name : kScopeNames) {
    if (*find(held, name)) names.emplace_back(name);
  }
  return names;
}

Result<Scopes> parse_scopes(const std::vector<std::string>& names, std::string_view field) {
  if (names.empty()) return bad_input("{}: must hold at least one of read, write, admin", field);
  Scopes scopes;
  for (const std::string& name : names) {
    bool* const scope = find(scopes, name);
    if (scope == nullptr) {
      const std::vector<std::string> known(kScopeNames.begin(), kScopeNames.end());
      return bad_input("{}: {} is no scope{}", field, name, did_you_mean(name, known));
    }
    *scope = true;
  }
  return scopes;
}

}  // namespace theta::accounts

#pragma once

#include <string>
#include <string_view>

#include "database/database.h"
#include "database/id.h"
#include "database/page.h"

namespace theta::database {

/// A link by which anybody who has it may read one model until it expires.
struct Share {
  ShareId id;
  UserId owner;
  ModelId model;
  std::string token_hash;  ///< unique
  int64_t created = 0;
  int64_t expires = 0;

  static constexpr std::string_view kColumns = "id, owner, model, token_hash, created, expires";
  static auto fields(auto& self) {
    return std::tie(self.id, self.owner, self.model, self.token_hash, self.created, self.expires);
  }
};

class Shares {
 public:
  explicit Shares(Database& database) : database_(database) {}

  Result<Share> add(const UserId& owner, const ModelId& model, std::string_view token_hash,
                    int64_t lifetime_ms);
  /// The token is the credential. kNotFound when it does not exist or has expired.
  Result<Share> find_by_token(std::string_view token_hash);
  /// Those of one model, the newest first, expired ones included.
  Result<Listing<Share>> list(const UserId& owner, const ModelId& model, const Page& page);
  Status remove(const UserId& owner, const ShareId& id);
  Result<int64_t> remove_expired_for_admin();

 private:
  Database& database_;
};

}  // namespace theta::database

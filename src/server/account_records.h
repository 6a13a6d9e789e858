#pragma once

#include "database/api_keys.h"
#include "database/audit.h"
#include "database/users.h"
#include "formats/json.h"
#include "server/live_settings.h"

namespace theta::server {

// Records of accounts as the API shows them: no hash of a password or key is ever among their members.
formats::Json user_json(const database::User& user);
/// As admins see them: with the quotas of their own.
formats::Json admin_user_json(const database::User& user);
formats::Json key_json(const database::ApiKey& key);
formats::Json audit_json(const database::AuditEntry& entry);

}  // namespace theta::server

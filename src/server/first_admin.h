#pragma once

#include <string>

#include "accounts/accounts.h"
#include "base/result.h"
#include "server/services.h"

namespace theta::server {

/// At the first start with accounts: gives the local user, who becomes the first admin, a random password,
/// and writes it to a file that only the server's own account of the machine may read. Later starts change
/// nothing. Several servers that start at once agree on one password.
Status make_first_admin(Services& services, accounts::Accounts& accounts);

/// Removes that file: its password has been changed.
void forget_first_password(const std::string& data);

}  // namespace theta::server

#pragma once

#include <string>
#include <vector>

#include "webhooks/receiver.h"

namespace theta::server {

/// Who may reach the server, and how.
struct AccessOptions {
  bool accounts = false;    ///< people log in; otherwise whoever reaches the server is its one user
  bool plain_http = false;  ///< passwords may come over other networks unencrypted
  /// "https://topics.example.org": pages of these origins may use the API, beside those of the server's own.
  std::vector<std::string> origins;
  webhooks::ReceiverRules receivers;  ///< where messages may go
};

/// What a route asks of those who call it.
enum class Access {
  kByMethod,  ///< kRead for GET, kWrite for all others
  kRead,
  kWrite,
  kAdmin,    ///< an admin; a key must have been made for it
  kSession,  ///< somebody who has logged in: no key will do
};

}  // namespace theta::server

#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "database/deliveries.h"

namespace theta::webhooks {

/// What operators allow.
struct ReceiverRules {
  bool private_addresses = false;  ///< addresses of our own networks too, and plain HTTP
  std::chrono::seconds patience{10};
};

/// Whether messages may go to a URL, as far as its text tells: https (or http where that is allowed) with a
/// host, without a user, password or fragment, and no address of our own networks. kBadInput says what is
/// wrong.
Status check_url(const std::string& url, const ReceiverRules& rules);

/// HMAC-SHA256 of "TIMESTAMP.BODY" under the secret, in lower-case hexadecimal (RFC 2104).
std::string signature(const Secret& secret, std::string_view timestamp, std::string_view body);

/// Sends one message, once: resolves the host, refuses addresses that are not allowed, and posts to the one
/// that it has checked. Every answer but 2xx is a failure; none is followed.
database::DeliveryTry send(const database::DeliveryClaim& claim, const ReceiverRules& rules);

}  // namespace theta::webhooks

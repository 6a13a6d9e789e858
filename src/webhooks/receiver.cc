#include "webhooks/receiver.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/clock.h"
#include "base/encoding.h"
#include "cloud/digests.h"
#include "cloud/http_client.h"
#include "webhooks/public_address.h"

namespace theta::webhooks {
namespace {

constexpr size_t kLongestUrl = 2000;
constexpr size_t kMostOfAnswer = size_t{64} << 10;  // bytes that are read and thrown away

struct UrlEnd {
  void operator()(CURLU* url) const { ::curl_url_cleanup(url); }
};

std::optional<std::string> part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (::curl_url_get(url, which, &text, 0) != CURLUE_OK || text == nullptr) return std::nullopt;
  std::string copy(text);
  ::curl_free(text);
  return copy;
}

/// The host of a URL that may be used, without the brackets of an IPv6 address.
Result<std::string> host_of(const std::string& text, const ReceiverRules& rules) {
  if (text.size() > kLongestUrl) return bad_input("url: has more than {} bytes", kLongestUrl);
  const std::unique_ptr<CURLU, UrlEnd> url(::curl_url());
  if (url == nullptr) return make_error(ErrorKind::kExhausted, "no memory for a URL");
  const bool clean =
      std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  const CURLUcode failed = ::curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0);
  if (failed != CURLUE_OK || !clean || text.find(":///") != std::string::npos)
    return bad_input("url: is no URL");
  const std::string scheme = part(url.get(), CURLUPART_SCHEME).value_or("");
  if (scheme != "https" && !(scheme == "http" && rules.private_addresses))
    return bad_input("url: must begin with https://");
  if (part(url.get(), CURLUPART_USER) || part(url.get(), CURLUPART_PASSWORD))
    return bad_input("url: must hold no user and password; messages are signed instead");
  if (part(url.get(), CURLUPART_FRAGMENT)) return bad_input("url: must have no part behind #");
  std::string host = part(url.get(), CURLUPART_HOST).value_or("");
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return bad_input("url: names no host");
  return host;
}

// A host that is written as an address, in whatever spelling.
bool is_numeric(const std::string& host) {
  return host.find(':') != std::string::npos ||
         (host.front() >= '0' && host.front() <= '9' &&
          host.find_first_not_of("0123456789.xXabcdefABCDEF") == std::string::npos);
}

Error not_allowed(const std::string& host, const std::string& address) {
  return bad_input("url: {} is {}, which is no address of the public Internet", host, address);
}

/// An address that may be connected to. One that may not spoils the others: names that answer both are a
/// trick.
Result<std::string> address_of(const std::string& host, const ReceiverRules& rules) {
  THETA_ASSIGN(const std::vector<std::string> addresses, resolve(host));
  for (const std::string& address : addresses) {
    if (!rules.private_addresses && !is_public_address(address)) return not_allowed(host, address);
  }
  return addresses.front();
}

Result<int> post(const database::DeliveryClaim& claim, const ReceiverRules& rules) {
  THETA_ASSIGN(const std::string host, host_of(claim.webhook.url, rules));
  THETA_ASSIGN(const std::string address, address_of(host, rules));
  cloud::HttpClient client(
      {.connect = std::chrono::milliseconds(5000), .silence = rules.patience, .whole = rules.patience});
  const database::Delivery& delivery = claim.delivery;
  const std::string timestamp = std::to_string(unix_milliseconds() / 1000);
  const std::string signed_text = signature(Secret(claim.webhook.secret), timestamp, delivery.body_json);
  const Result<cloud::HttpAnswer> answer =
      client.send({.method = "POST",
                   .url = claim.webhook.url,
                   .headers = {{"Content-Type", "application/json"},
                               {"User-Agent", "THETA/" THETA_VERSION},
                               {"X-Theta-Event", delivery.event},
                               {"X-Theta-Delivery", delivery.id.text()},
                               {"X-Theta-Timestamp", timestamp},
                               {"X-Theta-Signature", "sha256=" + signed_text}},
                   .body = delivery.body_json,
                   .most = kMostOfAnswer,
                   .address = address});
  if (!answer.ok()) return answer.error();
  return answer.value().status;
}

}  // namespace

Status check_url(const std::string& url, const ReceiverRules& rules) {
  THETA_ASSIGN(const std::string host, host_of(url, rules));
  if (rules.private_addresses) return {};
  if (host == "localhost" || host.ends_with(".localhost")) return not_allowed(host, "this machine");
  // Names are resolved when there is something to send; numbers tell at once.
  if (!is_numeric(host)) return {};
  THETA_ASSIGN(const std::vector<std::string> addresses, resolve(host));
  for (const std::string& address : addresses) {
    if (!is_public_address(address)) return not_allowed(host, address);
  }
  return {};
}

std::string signature(const Secret& secret, std::string_view timestamp, std::string_view body) {
  return hex(cloud::hmac_sha256(secret.reveal(), fmt::format("{}.{}", timestamp, body)));
}

database::DeliveryTry send(const database::DeliveryClaim& claim, const ReceiverRules& rules) {
  const auto start = std::chrono::steady_clock::now();
  const Result<int> status = post(claim, rules);
  const auto spent = std::chrono::steady_clock::now() - start;
  database::DeliveryTry made{.duration_ms =
                                 std::chrono::duration_cast<std::chrono::milliseconds>(spent).count()};
  if (!status.ok()) {
    made.error = status.error().message;
    return made;
  }
  made.http_status = status.value();
  made.delivered = status.value() >= 200 && status.value() < 300;
  const bool moved = status.value() >= 300 && status.value() < 400;
  if (!made.delivered)
    made.error = fmt::format("answered {}{}", status.value(), moved ? ", and no redirect is followed" : "");
  return made;
}

}  // namespace theta::webhooks

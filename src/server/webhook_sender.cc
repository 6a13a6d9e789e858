#include "server/webhook_sender.h"

#include <array>
#include <chrono>
#include <random>

#include "database/deliveries.h"

namespace theta::server {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr size_t kThreads = 4;
constexpr std::chrono::milliseconds kLook{500};  // between two looks for messages
// Eight tries within eighteen hours.
constexpr std::array<std::chrono::milliseconds, 7> kDelays = {
    seconds(10), minutes(1), minutes(5), minutes(30), minutes(120), minutes(300), minutes(600)};
constexpr database::DeliveryRules kRules = {.delays = kDelays};

}  // namespace

WebhookSender::WebhookSender(Services& services, const webhooks::ReceiverRules& rules)
    : services_(services), rules_(rules) {
  for (size_t i = 0; i < kThreads; ++i) threads_.emplace_back([this] { work(); });
}

WebhookSender::~WebhookSender() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WebhookSender::work() {
  std::minstd_rand random(std::random_device{}());
  std::uniform_real_distribution<double> chance(0, 1);
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const bool sent = send_one(chance(random));
    lock.lock();
    if (!sent) stop_.wait_for(lock, kLook, [this] { return stopping_; });
  }
}

bool WebhookSender::send_one(double stretch) {
  database::Deliveries deliveries(*services_.database);
  // While the database is away there is nothing to send, and others say so.
  const auto claim = deliveries.claim_for_server(kRules);
  if (!claim.ok() || !claim.value()) return false;
  const database::DeliveryTry made = webhooks::send(*claim.value(), rules_);
  const database::Delivery& delivery = claim.value()->delivery;
  services_.log.write(made.delivered ? "info" : "warning", "webhook",
                      {{"delivery_id", delivery.id.text()},
                       {"webhook_id", delivery.webhook.text()},
                       {"attempt", delivery.attempts},
                       {"status", made.http_status ? formats::Json(*made.http_status) : formats::Json()},
                       {"ms", made.duration_ms},
                       {"message", made.error}});
  // What cannot be noted is sent again: at least once.
  const Status noted = deliveries.note_for_server(delivery, made, kRules, stretch);
  if (!noted.ok() && noted.error().kind != ErrorKind::kConflict)
    services_.log.write("error", "webhook", {{"message", noted.error().message}});
  return true;
}

}  // namespace theta::server

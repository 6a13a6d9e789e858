#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "server/services.h"
#include "webhooks/receiver.h"

namespace theta::server {

/// Sends the messages of webhooks on threads of its own. Any number of servers may do so at once.
class WebhookSender {
 public:
  WebhookSender(Services& services, const webhooks::ReceiverRules& rules);
  ~WebhookSender();
  WebhookSender(const WebhookSender&) = delete;
  WebhookSender& operator=(const WebhookSender&) = delete;

 private:
  void work();
  /// Whether there was a message.
  bool send_one(double stretch);

  Services& services_;
  const webhooks::ReceiverRules rules_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace theta::server

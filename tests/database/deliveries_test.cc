// Messages to webhooks: written with the end of a task, sent at least once, given up after a while.

#include <array>

#include "database/deliveries.h"
#include "database/task_queue.h"
#include "database/tasks.h"
#include "fixture.h"
#include "formats/json.h"

namespace theta::database {
namespace {

using std::chrono::milliseconds;

constexpr std::array<milliseconds, 2> kAtOnce = {milliseconds(0), milliseconds(0)};
constexpr DeliveryRules kRules = {.delays = kAtOnce, .most_failures = 2};
constexpr DeliveryTry kTaken = {.delivered = true, .http_status = 204, .duration_ms = 3};

class DeliveryContract : public OnBoth {
 protected:
  Deliveries deliveries() { return Deliveries(database()); }
  Webhooks webhooks() { return Webhooks(database()); }
  Webhook add_hook(const User& user, const char* events = R"(["task.completed","task.cancelled"])") {
    return webhooks().add(user.id, "hook", "https://example.org/", events, "secret", 5).value();
  }
  Task end_task(const User& user, bool well) {
    const Task task = Tasks(database()).create(user.id, {.kind = "train"}, std::nullopt, 10).value().task;
    TaskQueue queue(database(), {});
    const Claim claim = queue.claim_for_worker("w").value().value();
    EXPECT_EQ(claim.task.id, task.id);
    if (well) return queue.complete(claim.lease, "{}", {}).value();
    return queue.fail(claim.lease, {.code = "bad_input", .message = "no rows", .retry = false}).value();
  }
  std::vector<Delivery> all(const User& user, const Webhook& hook) {
    return deliveries().list(user.id, hook.id, {}).value().items;
  }
  DeliveryClaim claim() { return deliveries().claim_for_server(kRules).value().value(); }
  bool nothing_is_due() { return !deliveries().claim_for_server(kRules).value().has_value(); }
  static DeliveryTry refused(const char* why) { return {.http_status = 500, .error = why, .duration_ms = 1}; }
};

TEST_P(DeliveryContract, TheEndOfATaskIsTold) {
  const User user = add_user("a");
  const Webhook hook = add_hook(user);
  const Webhook failures = add_hook(user, R"(["task.failed"])");
  const Webhook others = add_hook(add_user("b"));
  const Task task = end_task(user, true);
  ASSERT_EQ(all(user, hook).size(), 1U);
  EXPECT_TRUE(all(user, failures).empty());
  const DeliveryClaim taken = claim();
  EXPECT_EQ(taken.webhook.id, hook.id);
  const formats::Json body = formats::parse_json(taken.delivery.body_json, "body").value();
  EXPECT_EQ(body["id"], taken.delivery.id.text());
  EXPECT_EQ(body["type"], "task.completed");
  EXPECT_EQ(body["task"]["task_id"], task.id.text());
  EXPECT_EQ(body["task"]["status"], "completed");
  EXPECT_TRUE(nothing_is_due());
  ASSERT_TRUE(deliveries().note_for_server(taken.delivery, kTaken, kRules, 0).ok());
  EXPECT_EQ(all(user, hook)[0].state, DeliveryState::kDelivered);
  EXPECT_EQ(all(user, hook)[0].http_status, 204);
  EXPECT_EQ(webhooks().get(user.id, hook.id).value().last_status, "delivered (204)");

  end_task(user, false);
  EXPECT_EQ(all(user, failures).size(), 1U);
  EXPECT_EQ(all(user, hook).size(), 1U);
  EXPECT_EQ(kind(deliveries().list(user.id, others.id, {})), ErrorKind::kNotFound);
}

TEST_P(DeliveryContract, WhatIsSentTwiceIsNotedOnce) {
  const User user = add_user("a");
  const Webhook hook = add_hook(user);
  end_task(user, true);
  const DeliveryRules short_lease = {.delays = kAtOnce, .lease = milliseconds(-1)};
  const DeliveryClaim frozen = deliveries().claim_for_server(short_lease).value().value();
  const DeliveryClaim other = claim();
  EXPECT_EQ(other.delivery.id, frozen.delivery.id);
  EXPECT_EQ(kind(deliveries().note_for_server(frozen.delivery, refused("late"), kRules, 0)),
            ErrorKind::kConflict);
  ASSERT_TRUE(deliveries().note_for_server(other.delivery, kTaken, kRules, 0).ok());
  EXPECT_EQ(kind(deliveries().note_for_server(other.delivery, kTaken, kRules, 0)), ErrorKind::kConflict);
  EXPECT_EQ(all(user, hook)[0].attempts, 2);
}

TEST_P(DeliveryContract, OneMessageOfAWebhookAtATime) {
  const User user = add_user("a");
  const Webhook slow = add_hook(user);
  end_task(user, true);
  end_task(user, true);
  const DeliveryClaim first = claim();
  EXPECT_TRUE(nothing_is_due()) << "the second waits for the first";
  const Webhook other = add_hook(user);
  ASSERT_TRUE(deliveries().add(user.id, other.id, "ping").ok());
  const DeliveryClaim ping = claim();
  EXPECT_EQ(ping.webhook.id, other.id);
  ASSERT_TRUE(deliveries().note_for_server(first.delivery, kTaken, kRules, 0).ok());
  EXPECT_EQ(claim().webhook.id, slow.id);
}

TEST_P(DeliveryContract, GivesUpAMessageAndThenTheWebhook) {
  const User user = add_user("a");
  const Webhook hook = add_hook(user);
  for (int message = 0; message < 2; ++message) {
    end_task(user, true);
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(deliveries().note_for_server(claim().delivery, refused("answered 500"), kRules, 0).ok());
    }
    EXPECT_EQ(all(user, hook)[0].state, DeliveryState::kFailed);
    EXPECT_EQ(webhooks().get(user.id, hook.id).value().active, message == 0);
  }
  const Webhook off = webhooks().get(user.id, hook.id).value();
  EXPECT_NE(off.last_status.find("switched off: 2 messages in a row"), std::string::npos) << off.last_status;
  end_task(user, true);
  EXPECT_EQ(all(user, hook).size(), 2U) << "one that is off is not told";
  ASSERT_TRUE(deliveries().repeat(user.id, hook.id, all(user, hook)[0].id).ok());
  EXPECT_TRUE(nothing_is_due());
  ASSERT_TRUE(webhooks().change(user.id, hook.id, {.active = true}).ok());
  const DeliveryClaim again = claim();
  EXPECT_EQ(formats::parse_json(again.delivery.body_json, "body").value()["task"]["status"], "completed");
  ASSERT_TRUE(deliveries().note_for_server(again.delivery, kTaken, kRules, 0).ok());
  EXPECT_EQ(webhooks().get(user.id, hook.id).value().failures, 0);
  EXPECT_EQ(deliveries().remove_older_for_server(3'600'000).value(), 0);
  EXPECT_EQ(deliveries().remove_older_for_server(-1000).value(), 3);
}

TEST_P(DeliveryContract, DelaysGrowByChance) {
  const User user = add_user("a");
  const Webhook hook = add_hook(user);
  constexpr std::array<milliseconds, 2> kDelays = {milliseconds(100'000), milliseconds(1'000'000)};
  const DeliveryRules rules = {.delays = kDelays};
  end_task(user, true);
  const DeliveryClaim first = claim();
  ASSERT_TRUE(deliveries().note_for_server(first.delivery, refused("no"), rules, 1).ok());
  EXPECT_TRUE(nothing_is_due());
  const Delivery waiting = all(user, hook)[0];
  EXPECT_EQ(waiting.state, DeliveryState::kWaiting);
  EXPECT_NEAR(static_cast<double>(waiting.due - waiting.created), 120'000, 5'000);
  // The clock was set back by more than any delay.
  ASSERT_TRUE(database()
                  .write([&](Connection& connection) {
                    return connection.change("update deliveries set due = due + 100000000").status();
                  })
                  .ok());
  EXPECT_EQ(claim().delivery.id, waiting.id);
}

TEST_P(DeliveryContract, AWebhookTakesItsMessagesAlong) {
  const User user = add_user("a");
  const Webhook hook = add_hook(user);
  EXPECT_EQ(kind(webhooks().add(user.id, "n", "u", "[]", "s", 1)), ErrorKind::kConflict);
  end_task(user, true);
  const DeliveryClaim taken = claim();
  ASSERT_TRUE(webhooks().remove(user.id, hook.id).ok());
  EXPECT_EQ(kind(deliveries().note_for_server(taken.delivery, kTaken, kRules, 0)), ErrorKind::kConflict);
  EXPECT_TRUE(nothing_is_due());
  EXPECT_EQ(kind(deliveries().add(user.id, hook.id, "ping")), ErrorKind::kNotFound);
}

THETA_ON_BOTH(DeliveryContract);

}  // namespace
}  // namespace theta::database

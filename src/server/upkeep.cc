#include "server/upkeep.h"

#include <chrono>
#include <string>
#include <vector>

#include "base/clock.h"
#include "database/audit.h"
#include "database/deliveries.h"
#include "database/sessions.h"
#include "server/abandoned_uploads.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

constexpr int64_t kDay = int64_t{24} * 60 * 60 * 1000;  // milliseconds
constexpr std::chrono::hours kPause{1};

constexpr std::chrono::hours kLongestEvaluation{1};

// What evaluations have left whose server was killed.
Status remove_evaluations(storage::ObjectStore& store) {
  std::vector<std::string> left;
  const auto before = std::chrono::system_clock::now() - kLongestEvaluation;
  THETA_RETURN_IF_ERROR(
      storage::for_each_object(store, "evaluations/", [&](const storage::ObjectInfo& object) {
        if (object.modified < before) left.push_back(object.key);
        return Status();
      }));
  for (const std::string& key : left) THETA_RETURN_IF_ERROR(store.remove(key));
  return {};
}

void run_once(Services& services) {
  const auto report = [&services](std::string_view event, const Status& status) {
    if (!status.ok()) services.log.write("error", event, {{"message", status.error().message}});
  };
  report("tidying", database::Sessions(*services.database).remove_expired_for_admin().status());
  report("tidying", database::Audit(*services.database).remove_older_for_admin(365 * kDay).status());
  report("deliveries", database::Deliveries(*services.database).remove_older_for_server(30 * kDay).status());
  report("evaluations", remove_evaluations(*services.store));
  report("abandoned_uploads", remove_abandoned_uploads(services, unix_milliseconds() - kDay));
}

}  // namespace

Upkeep::Upkeep(Services& services) : services_(services), thread_([this] { work(); }) {}

Upkeep::~Upkeep() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

void Upkeep::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    run_once(services_);
    lock.lock();
    stop_.wait_for(lock, kPause, [this] { return stopping_; });
  }
}

}  // namespace theta::server

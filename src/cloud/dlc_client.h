#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cloud/moments.h"
#include "cloud/open_api.h"

namespace theta::cloud {

/// What a job of PAI-DLC comes to for us.
enum class DlcState : uint8_t { kWaiting, kStarting, kRunning, kStopping, kSucceeded, kFailed, kStopped };

/// Of a status as the service names it. One that is new to us is taken for a running job's.
DlcState dlc_state(const std::string& status);
constexpr bool has_ended(DlcState state) {
  return state == DlcState::kSucceeded || state == DlcState::kFailed || state == DlcState::kStopped;
}
/// "waiting for machines", for people.
std::string_view dlc_state_text(DlcState state);

struct DlcPod {
  std::string id;
  std::string uid;
};

struct DlcJob {
  std::string id;
  std::string name;  ///< DisplayName
  std::string status;
  std::string reason;   ///< code
  std::string message;  ///< of the reason
  std::string created;  ///< as the service writes it: UTC, of equal lengths
  std::vector<DlcPod> pods;

  DlcState state() const { return dlc_state(status); }
};

/// Which jobs to list.
struct DlcFilter {
  std::string workspace;
  std::string name_part;        ///< of the DisplayName, whatever the case
  std::optional<Moment> since;  ///< of creation; none: the service's own limit of 7 days
};

/// PAI-DLC of one region, interface of 2020-12-03.
class DlcClient {
 public:
  static constexpr const char* kVersion = "2020-12-03";

  explicit DlcClient(OpenApiSettings settings) : api_(std::move(settings)) {}
  OpenApi& api() { return api_; }

  struct Created {
    std::string id;          ///< empty: it was not created, or nobody knows
    bool uncertain = false;  ///< nobody knows: look for its name before you try again
    Error error;             ///< where there is no id
  };
  /// Sends CreateJob once. The error of the result: it could not be sent at all.
  Result<Created> create(const formats::Json& job);
  Result<DlcJob> get(const std::string& id);
  /// All pages, the oldest first.
  Result<std::vector<DlcJob>> list(const DlcFilter& filter);
  /// The job stops a while later. Nothing to stop is no error.
  Status stop(const std::string& id);
  Status remove(const std::string& id);
  /// The last lines of a pod's output.
  Result<std::vector<std::string>> logs(const std::string& id, const DlcPod& pod, size_t most_lines,
                                        std::optional<Moment> since = std::nullopt);
  Result<std::vector<std::string>> events(const std::string& id, size_t most);

 private:
  OpenApi api_;
};

}  // namespace theta::cloud

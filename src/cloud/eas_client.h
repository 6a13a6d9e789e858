#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "cloud/open_api.h"
#include "formats/json.h"

namespace theta::cloud {

/// Where services of PAI-EAS are made.
struct EasSettings {
  std::shared_ptr<CredentialSource> credentials;
  std::string endpoint;  ///< of the control plane
  std::string region;
  std::string workspace;
};

/// What PAI_ACCESS_KEY_ID, PAI_ACCESS_KEY_SECRET, PAI_REGION, PAI_PROJECT_ID (or PAI_WORKSPACE_ID) and
/// PAI_EAS_CONTROL_ENDPOINT describe. kUsage names the variable that is missing or wrong.
Result<EasSettings> eas_of_environment();

/// A service as PAI-EAS tells of it.
struct EasService {
  std::string name;
  std::string status;
  std::string message;
  std::string internet;  ///< address for callers anywhere; empty: none
  std::string intranet;  ///< for callers in the same network
  Secret token;
  int64_t running = 0;  ///< instances
  int64_t total = 0;
  bool newest = true;  ///< what runs is what was ordered last
  bool autoscaler = false;

  bool ready() const { return status == "Running" && newest; }
  bool failed() const { return status == "Failed" || status == "DeleteFailed"; }
};

/// A container that answers inference questions, out of a mounted bucket.
struct EasOrder {
  std::string name;
  std::string image;
  std::string machine;  ///< instance type: "ecs.c7.large"
  std::string models;   ///< "oss://bucket/"
  std::string workspace;
  uint32_t instances = 1;
  formats::Json more;  ///< merged over the rest (RFC 7396): what this program does not know of
};

/// The service JSON of an order.
formats::Json service_json(const EasOrder& order);

/// Between how many instances a service scales, and by how many questions a second for each.
struct EasScaling {
  uint32_t fewest = 1;
  uint32_t most = 1;
  double qps = 10;
};

/// Services of PAI-EAS of one region, interface of 2021-07-01. For any number of threads.
class EasClient {
 public:
  static constexpr const char* kVersion = "2021-07-01";

  explicit EasClient(EasSettings settings);

  /// None where there is no such service.
  Result<std::optional<EasService>> describe(const std::string& name);
  /// Makes the service, or changes the one of its name. Which it was: true for a new one.
  Result<bool> deploy(const EasOrder& order);
  /// Scales by load where `most` is more than `fewest`, else not.
  Status scale_by_load(const std::string& name, const EasScaling& scaling);
  /// A number of instances, from now on.
  Status scale(const std::string& name, uint32_t instances);
  /// Removing what is not there is no error.
  Status remove(const std::string& name);

 private:
  std::string path_of(const std::string& name) const;

  const EasSettings settings_;
  OpenApi api_;
};

}  // namespace theta::cloud

#pragma once

#include <string>
#include <vector>

#include "cloud/open_api.h"

namespace theta::cloud {

/// A service of PAI-EAS.
struct EasService {
  std::string name;
  std::string status;  ///< Creating, Running, Failed ...
  std::string reason;
  std::string message;
  std::string internet_endpoint;
  std::string intranet_endpoint;
  std::string token;  ///< callers show it; of describe() only. Never to be logged
  int64_t running = 0;
  int64_t wanted = 0;
  formats::Json config;  ///< the service JSON in force; null where it is not told

  bool ready() const { return status == "Running"; }
};

/// PAI-EAS of one region, interface of 2021-07-01: services that answer requests.
class EasClient {
 public:
  static constexpr const char* kVersion = "2021-07-01";

  /// `cluster`: the id of the region, by which services are named.
  EasClient(OpenApiSettings settings, std::string cluster)
      : api_(std::move(settings)), cluster_(std::move(cluster)) {}
  OpenApi& api() { return api_; }

  /// `service` is the service JSON. A creation that got no answer is looked for by its name before it fails.
  Result<EasService> create(const formats::Json& service, const std::string& workspace);
  /// kNotFound when there is none.
  Result<EasService> describe(const std::string& name);
  Result<std::vector<EasService>> list(const Pairs& query);
  /// Merges `change` into the service JSON, or puts it in its place.
  Status update(const std::string& name, const formats::Json& change, bool merge = true);
  Status scale(const std::string& name, int64_t instances);
  /// Sets how the number of instances follows the load, whether it did before or not.
  Status set_autoscaler(const std::string& name, const formats::Json& rules);
  Status remove(const std::string& name);

 private:
  std::string path_of(const std::string& name) const;

  OpenApi api_;
  std::string cluster_;
};

}  // namespace theta::cloud

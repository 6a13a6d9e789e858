#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cloud/credential_source.h"
#include "formats/json.h"

namespace theta::cloud {

/// How jobs run at PAI-DLC.
struct DlcSettings {
  std::shared_ptr<CredentialSource> credentials;  ///< of the server, for the service and for STS
  std::string endpoint;                           ///< of PAI-DLC
  std::string sts_endpoint;
  std::string workspace;

  std::string name_prefix = "theta";  ///< of the names of jobs; one for each installation in a workspace
  std::string image;
  std::string ecs_spec;                ///< machines that are paid by use; empty: a quota
  std::vector<std::string> ecs_specs;  ///< others that a task may ask for
  std::string resource_id;             ///< of the quota
  formats::Json resources;  ///< of a quota: {"CPU":"4","Memory":"8Gi",...}, texts as the service wants them
  int priority = 1;         ///< 1 to 9
  int minutes = 1440;       ///< that one job may run

  /// Rights of jobs: a role that is narrowed for each of them, or else a user made for jobs.
  std::string role;
  int token_seconds = 3600;
  std::shared_ptr<CredentialSource> job_credentials;
  std::string oss_endpoint;   ///< as jobs reach the bucket; empty: as the server does
  double report_seconds = 3;  ///< between two looks at a job's progress
};

/// What PAI_*, DLC_* and their ..._FILE twins describe; none where PAI_ACCESS_KEY_ID is not set. kUsage names
/// the variable that is missing or wrong.
Result<std::optional<DlcSettings>> dlc_of_environment();

}  // namespace theta::cloud

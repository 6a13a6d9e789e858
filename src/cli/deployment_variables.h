#pragma once

#include <string>
#include <vector>

namespace theta::cli {

/// A variable with which operators describe a deployment (database, object store, training and inference
/// services). `theta serve` reads DATABASE_URL, REDIS_URL and CORS_ORIGINS; `theta config show` says which of
/// all are set.
struct DeploymentVariable {
  std::string name;
  bool is_set = false;
  std::string shown;  ///< the value with its secrets masked; empty when not set
};

/// All of them with the state of this process's environment, each followed by its ..._FILE twin (the path of
/// a file that holds the value) where it has one.
std::vector<DeploymentVariable> deployment_variables();

/// `url` with the password of user:password@host and of ?password=... masked. What is no URL is masked as a
/// whole.
std::string mask_url(const std::string& url);

}  // namespace theta::cli

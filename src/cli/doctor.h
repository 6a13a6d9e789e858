#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/option_table.h"

namespace theta::cli {

enum class Health { kOk, kWarning, kFailed };

/// What a check found, as sentences without a final stop.
struct Finding {
  Health health = Health::kOk;
  std::string detail;
  std::string remedy;  ///< what to do about it; empty when all is well
};

struct Check {
  std::string name;
  std::function<Finding()> run;
};

// Checks by subject, in the order in which they are shown. To add one, write a function and add it to its
// list.
std::vector<Check> machine_checks();
std::vector<Check> text_checks();
std::vector<Check> document_checks();
std::vector<Check> settings_checks(const CommandInfo& root);
/// Of the database and Redis that DATABASE_URL and REDIS_URL name, and of the bucket of OSS_...; none where
/// they are not set.
std::vector<Check> service_checks();
std::vector<Check> cloud_checks();

}  // namespace theta::cli

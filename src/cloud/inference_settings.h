#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace theta::cloud {

/// How to reach a service that infers topics: one of PAI-EAS, or a `theta infer-server`.
struct InferenceSettings {
  std::string url;  ///< of the service, without a slash at its end
  Secret token;
  bool local_otherwise = true;        ///< while it cannot answer, texts are inferred in this process
  std::chrono::seconds patience{10};  ///< for one question, with all its tries
};

/// What EAS_ENDPOINT, EAS_SERVICE, EAS_TOKEN (or EAS_TOKEN_FILE), EAS_FALLBACK and EAS_TIMEOUT describe; none
/// where EAS_ENDPOINT is not set. kUsage names the variable that is wrong.
Result<std::optional<InferenceSettings>> inference_of_environment();

}  // namespace theta::cloud

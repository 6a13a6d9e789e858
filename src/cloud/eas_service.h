#pragma once

#include <string>

#include "base/result.h"
#include "formats/json.h"

namespace theta::cloud {

/// An inference service of PAI-EAS as an operator orders it: a container that runs `theta infer-server` over
/// a bucket that is mounted for reading.
struct InferenceOrder {
  std::string name = "theta_infer";
  std::string image;
  std::string place;  ///< "oss://bucket/prefix/"; mounted at kInferenceMount
  std::string workspace;
  std::string instance_type;  ///< kind of machine; empty: `cpu` and `memory` decide
  int cpu = 2;
  int memory = 4000;  ///< MB
  int instances = 1;
  int most_instances = 0;    ///< more than `instances`: their number follows the load
  int qps = 10;              ///< of one instance, from which on there are more
  int request_seconds = 60;  ///< that one request may take
};

inline constexpr const char* kInferenceMount = "/mnt/models";

/// The body of CreateService. kUsage names what is wrong, in the words of the command line.
Result<formats::Json> inference_service(const InferenceOrder& order);

/// The rules of its autoscaler; null where the number of instances is fixed.
formats::Json inference_autoscaler(const InferenceOrder& order);

}  // namespace theta::cloud

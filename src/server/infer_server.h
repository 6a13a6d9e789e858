#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/stop_flag.h"
#include "inference/batcher.h"
#include "inference/model_shelf.h"

namespace theta::server {

/// How `theta infer-server` runs.
struct InferServerOptions {
  std::string host = "127.0.0.1";
  uint16_t port = 8000;             ///< 0: a free one
  std::vector<std::string> places;  ///< model folders, and folders of models
  Secret token;                     ///< that requests must bring; empty: none
  bool behind_gateway = false;      ///< others are kept out by something in front
  inference::BatcherLimits batches;
  inference::ShelfLimits shelf;
};

/// Answers questions about texts until `stop`, then drains. Keeps nothing and needs nothing but the model
/// folders: the program of inference containers. Where others can reach it, it wants a token or a gateway.
Status serve_inference(const InferServerOptions& options, const StopFlag& stop);

}  // namespace theta::server

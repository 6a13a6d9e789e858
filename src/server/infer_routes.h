#pragma once

#include "base/secret.h"
#include "http/router.h"
#include "inference/batcher.h"
#include "inference/model_shelf.h"
#include "server/log.h"

namespace theta::server {

/// What the routes of an inference server share.
struct InferService {
  inference::ModelShelf& models;
  inference::Batcher& batcher;
  Log& log;
  Secret token;  ///< empty: everybody may ask
};

/// POST /analyze, GET /models, /healthz, /readyz and /metrics: by these paths, and below
/// /api/predict/SERVICE as a gateway of PAI-EAS may pass them on. `service` must outlive the router.
http::Router make_infer_router(InferService& service);

}  // namespace theta::server

#pragma once

#include <string>

#include "base/result.h"
#include "cli/console.h"
#include "cli/interrupt.h"

namespace theta::cli {

/// A job whose description lies in a bucket, as it runs in the cloud.
struct BucketJob {
  std::string uri;      ///< "oss://BUCKET/KEY" or "s3://BUCKET/KEY"; job.json, or a folder that ends with /
  std::string store;    ///< where its objects are; empty: where the description says, or else that bucket
  std::string scratch;  ///< empty: a folder below $TMPDIR, which goes with the run
  double report_seconds = 3;
};

bool is_bucket_uri(const std::string& text);

/// Runs it, and keeps progress.json beside the description up to date. The exit code; what failed was told as
/// an event.
Result<int> run_bucket_job(const BucketJob& job, Console& console, const Interrupt& interrupt);

}  // namespace theta::cli

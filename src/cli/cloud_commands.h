#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "cli/console.h"
#include "cloud/remote_store.h"

namespace theta::cli {

/// What `theta cloud` was asked to do.
using CloudRun = std::function<Result<int>(Console&)>;
using ChosenCloudRun = std::shared_ptr<CloudRun>;

// Sub-commands of `theta cloud`. Each declares itself below `app` and sets the run when it is named.
void bind_cloud_setup(CLI::App& app, const ChosenCloudRun& chosen);
void bind_cloud_ls(CLI::App& app, const ChosenCloudRun& chosen);
void bind_cloud_cp(CLI::App& app, const ChosenCloudRun& chosen);
void bind_cloud_rm(CLI::App& app, const ChosenCloudRun& chosen);
// deploy-, show-, scale- and delete-inference.
void bind_cloud_inference(CLI::App& app, const ChosenCloudRun& chosen);

/// A place in a bucket as people write it: "oss://bucket/datasets/a.csv".
struct CloudPlace {
  std::string bucket;
  std::string key;  ///< may be empty, or end with a slash
};

bool is_cloud_place(const std::string& text);
/// kUsage for what is none, or names the scheme that OSS_SCHEME is not.
Result<CloudPlace> parse_cloud_place(const std::string& text);

/// The bucket that the environment describes, under `bucket`'s name where that is not empty.
Result<cloud::BucketSettings> cloud_settings(const std::string& bucket);

/// "oss://bucket/key"
std::string place_text(const cloud::Bucket& bucket, const std::string& key);

/// "1.5 MB"
std::string size_text(uint64_t bytes);

}  // namespace theta::cli

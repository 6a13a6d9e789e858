#include "cli/cloud_commands.h"
#include "cli/command.h"

namespace theta::cli {

bool is_cloud_place(const std::string& text) {
  return text.starts_with("oss://") || text.starts_with("s3://");
}

Result<CloudPlace> parse_cloud_place(const std::string& text) {
  if (!is_cloud_place(text)) return usage_error("{}: is no place in a bucket, as oss://bucket/key is", text);
  const size_t start = text.find("://") + 3;
  const size_t slash = text.find('/', start);
  CloudPlace place{.bucket = text.substr(start, slash == std::string::npos ? slash : slash - start)};
  if (slash != std::string::npos) place.key = text.substr(slash + 1);
  if (place.bucket.empty()) return usage_error("{}: names no bucket", text);
  THETA_ASSIGN(const cloud::BucketSettings settings, cloud_settings(place.bucket));
  if (!text.starts_with(cloud::bucket_uri(settings)))
    return usage_error("{}: OSS_SCHEME is {}", text,
                       settings.dialect == cloud::Dialect::kS3 ? "s3" : "oss, or not set");
  return place;
}

Result<cloud::BucketSettings> cloud_settings(const std::string& bucket) {
  THETA_ASSIGN(std::optional<cloud::BucketSettings> settings, cloud::bucket_of_environment());
  if (!settings)
    return usage_error("OSS_ENDPOINT, OSS_BUCKET_NAME: are needed to reach a bucket, and are not set");
  if (!bucket.empty()) settings->bucket = bucket;
  return *std::move(settings);
}

std::string place_text(const cloud::Bucket& bucket, const std::string& key) {
  return cloud::bucket_uri(bucket.settings()) + "/" + key;
}

std::string size_text(uint64_t bytes) {
  constexpr std::array kUnits = {"B", "kB", "MB", "GB", "TB"};
  auto size = static_cast<double>(bytes);
  size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.3g} {}", size, kUnits[unit]);
}

Command cloud_command() {
  return {"cloud", "The bucket of OSS_... variables, and inference services in the cloud", [](CLI::App& app) {
            auto chosen = std::make_shared<CloudRun>();
            app.require_subcommand(1);
            app.footer("theta cloud ls oss://theta-data/datasets/");
            bind_cloud_setup(app, chosen);
            bind_cloud_ls(app, chosen);
            bind_cloud_cp(app, chosen);
            bind_cloud_rm(app, chosen);
            bind_cloud_inference(app, chosen);
            return [chosen](Console& console) { return (*chosen)(console); };
          }};
}

}  // namespace theta::cli

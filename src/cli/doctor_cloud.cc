#include <chrono>
#include <cstdlib>

#include "cli/cloud_commands.h"
#include "cli/doctor.h"
#include "cloud/object_calls.h"
#include "cloud/object_facts.h"

namespace theta::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr int64_t kMostSkew = 900;  // seconds; services refuse more
constexpr int64_t kWorseSkew = 60;  // worth a word
constexpr milliseconds kSlow{300};  // of a small request
constexpr std::string_view kProbe = "a probe of theta doctor";

/// What was seen of one request.
struct Seen {
  int status = 0;
  std::string code;
  std::chrono::milliseconds took{0};
};

/// A bucket that notes how its last request went. Doctors are in a hurry: there are two tries.
class Patient {
 public:
  explicit Patient(cloud::BucketSettings settings) : bucket_(hurried(std::move(settings))) {
    bucket_.watch([this](const cloud::BucketNote& note) { seen_ = {note.status, note.code, note.took}; });
  }
  cloud::Bucket& bucket() { return bucket_; }
  const Seen& seen() const { return seen_; }

 private:
  static cloud::BucketSettings hurried(cloud::BucketSettings settings) {
    settings.retry.tries = 2;
    settings.limits.silence = seconds(10);
    return settings;
  }
  cloud::Bucket bucket_;
  Seen seen_;
};

std::string remedy_of(const Seen& seen) {
  if (seen.status == 0) return "check OSS_ENDPOINT, and whether this machine may reach it";
  if (seen.code == "SignatureDoesNotMatch")
    return "check OSS_ACCESS_KEY_SECRET, OSS_REGION and OSS_SIGNATURE_VERSION";
  if (seen.code == "InvalidAccessKeyId") return "check OSS_ACCESS_KEY_ID; was the key disabled or deleted?";
  if (seen.code == "SecurityTokenExpired" || seen.code == "ExpiredToken" || seen.code == "InvalidToken")
    return "get new temporary credentials; OSS_SECURITY_TOKEN_FILE is read again when they change";
  if (seen.code == "NoSuchBucket") return "check OSS_BUCKET_NAME, and make the bucket where it is not there";
  if (seen.code == "RequestTimeTooSkewed") return "set the clock of this machine (chrony or ntpd keep it)";
  if (seen.status == 403)
    return "give the user of the key the rights oss:PutObject, oss:GetObject, oss:DeleteObject and "
           "oss:ListObjects on the bucket; is OSS_ENDPOINT of the bucket's region?";
  return "see the message of the service; the settings are OSS_...";
}

Finding failed(const Patient& patient, const char* what, const Error& error) {
  return {Health::kFailed, fmt::format("{}: {}", what, error.message), remedy_of(patient.seen())};
}

Finding check_settings() {
  const auto settings = cloud::bucket_of_environment();
  if (!settings.ok())
    return {Health::kFailed, settings.error().message, "correct the variable; docs/cli.md lists all"};
  const cloud::BucketSettings& bucket = *settings.value();
  const char* const signature = bucket.dialect == cloud::Dialect::kS3 ? "S3 V4"
                                : bucket.old_signature                ? "OSS V1"
                                                                      : "OSS V4";
  Finding finding{Health::kOk, fmt::format("{} at {}, region {}, {}", cloud::bucket_uri(bucket), bucket.host,
                                           bucket.region.empty() ? "not named" : bucket.region, signature)};
  if (!bucket.plain_http) return finding;
  finding.health = Health::kWarning;
  finding.remedy = "use https:// in OSS_ENDPOINT outside of a private network: bytes travel unencrypted";
  return finding;
}

// Writes, reads, lists and removes an object of its own.
Finding check_rights(Patient& patient) {
  cloud::Bucket& bucket = patient.bucket();
  const std::string key = "theta-doctor/" + cloud::random_name();
  const Status put = put_object(bucket, key, kProbe, {});
  if (!put.ok()) return failed(patient, "an object cannot be written", put.error());
  const auto got = bucket.demand({.method = "GET", .key = key});
  const milliseconds took = patient.seen().took;
  Finding finding{Health::kOk,
                  fmt::format("write, read, list and remove work; a read takes {} ms", took.count())};
  if (!got.ok()) {
    finding = failed(patient, "an object cannot be read", got.error());
  } else if (got.value().http.body != kProbe) {
    finding = {Health::kFailed, "what is read is not what was written",
               "something between here and the bucket changes bytes; use https:// in OSS_ENDPOINT"};
  } else if (const auto listed = list_objects(bucket, {.prefix = key, .limit = 1}); !listed.ok()) {
    finding = failed(patient, "objects cannot be listed", listed.error());
  } else if (took > kSlow) {
    finding.health = Health::kWarning;
    finding.remedy = "use the endpoint of the bucket's own region, internal where this machine is in it";
  }
  const auto removed = bucket.demand({.method = "DELETE", .key = key});
  if (!removed.ok() && finding.health != Health::kFailed)
    finding =
        failed(patient, fmt::format("an object cannot be removed ({} stays)", key).c_str(), removed.error());
  return finding;
}

Finding check_clock(Patient& patient) {
  const auto start = std::chrono::system_clock::now();
  const auto answer =
      patient.bucket().send({.method = "GET", .query = {{"list-type", "2"}, {"max-keys", "1"}}});
  const auto theirs = answer.ok()
                          ? cloud::parse_http_time(cloud::find_value(answer.value().http.headers, "date"))
                          : std::nullopt;
  if (!theirs)
    return {Health::kWarning, "the service told no time", "nothing to do if the other checks are well"};
  const int64_t skew = std::chrono::duration_cast<seconds>(*theirs - start).count();
  Finding finding{Health::kOk, fmt::format("this machine and the service differ by {} s", std::abs(skew))};
  if (std::abs(skew) < kWorseSkew) return finding;
  finding.health = std::abs(skew) < kMostSkew ? Health::kWarning : Health::kFailed;
  finding.detail =
      fmt::format("this machine is {} s {} the service", std::abs(skew), skew > 0 ? "behind" : "ahead of");
  finding.remedy = "set the clock of this machine; requests that are 15 minutes off are refused";
  return finding;
}

Finding check_unfinished(Patient& patient) {
  const auto uploads = list_uploads(patient.bucket(), "");
  if (!uploads.ok())
    return {Health::kWarning, fmt::format("unfinished uploads cannot be listed: {}", uploads.error().message),
            "give the right oss:ListMultipartUploads, or look at the console"};
  const auto old = std::chrono::system_clock::now() - std::chrono::hours(24 * 7);
  size_t stale = 0;
  for (const cloud::UnfinishedUpload& upload : uploads.value()) stale += upload.started < old ? 1 : 0;
  if (stale == 0) return {Health::kOk, fmt::format("{} unfinished uploads", uploads.value().size()), ""};
  return {Health::kWarning, fmt::format("{} uploads of more than a week ago cost storage", stale),
          "theta cloud setup lets the bucket remove them; theta cloud rm --unfinished does it now"};
}

}  // namespace

std::vector<Check> cloud_checks() {
  const auto settings = cloud::bucket_of_environment();
  if (settings.ok() && !settings.value()) return {};  // no bucket is configured
  std::vector<Check> checks = {{"bucket settings", check_settings}};
  if (!settings.ok()) return checks;
  const auto patient = std::make_shared<Patient>(*settings.value());
  checks.push_back({"bucket rights", [patient] { return check_rights(*patient); }});
  checks.push_back({"bucket clock", [patient] { return check_clock(*patient); }});
  checks.push_back({"bucket uploads", [patient] { return check_unfinished(*patient); }});
  return checks;
}

}  // namespace theta::cli

#include <memory>

#include "base/hash.h"
#include "cloud/bucket_rules.h"
#include "cloud/multipart_upload.h"
#include "cloud/object_calls.h"
#include "cloud/object_facts.h"
#include "tools/driver.h"

namespace theta::driver {
namespace {

using cloud::Bucket;
using cloud::BucketAnswer;
using cloud::BucketCall;

constexpr const char* kBucket = "theta-data";

/// What the verbs of the store share, and what one leaves for the next.
struct Store {
  explicit Store(cloud::BucketSettings settings) : bucket(std::move(settings)) {}

  Bucket bucket;
  std::optional<cloud::ListQuery> next;  // of the listing that is going on
  std::optional<cloud::MultipartUpload> upload;
};

std::vector<std::string> words(const Json& step, const char* name) {
  return step.value(name, std::vector<std::string>());
}

cloud::PutOptions options_of(const Json& step) {
  cloud::PutOptions options{.content_type = step.value("contentType", "")};
  const Json meta = step.value("meta", Json::object());
  for (const auto& [name, value] : meta.items()) options.meta.emplace_back(name, value.get<std::string>());
  return options;
}

Result<Json> put(Store& store, const Json& step, bool create_only) {
  cloud::PutOptions options = options_of(step);
  options.create_only = create_only;
  THETA_RETURN_IF_ERROR(put_object(store.bucket, step.at("key"), bytes_of(step), options));
  return Json::object();
}

Result<Json> head(Store& store, const Json& step) {
  const std::string key = step.at("key");
  THETA_ASSIGN(const BucketAnswer answer, store.bucket.demand({.method = "HEAD", .key = key}));
  const storage::ObjectInfo info = facts_of(store.bucket, key, answer);
  return Json{{"size", info.size}, {"crc64", info.crc64 ? fmt::format("{}", *info.crc64) : ""}};
}

Result<Json> get(Store& store, const Json& step) {
  BucketCall call{.method = "GET", .key = step.at("key"), .most = storage::ObjectStore::kLargestWhole};
  if (step.contains("range") && !step["range"].is_null()) {
    call.headers.emplace_back("Range", fmt::format("bytes={}-{}", step["range"][0].get<uint64_t>(),
                                                   step["range"][1].get<uint64_t>()));
    if (!store.bucket.is_s3()) call.own.emplace_back("range-behavior", "standard");
  }
  THETA_ASSIGN(const BucketAnswer answer, store.bucket.demand(call));
  return Json{{"size", answer.http.body.size()}, {"sha256", sha256_hex(answer.http.body)}};
}

Result<Json> list_page(Store& store, const cloud::ListQuery& query) {
  THETA_ASSIGN(const cloud::Listing page, list_objects(store.bucket, query));
  Json keys = Json::array();
  for (const storage::ObjectInfo& object : page.objects) keys.push_back(object.key);
  store.next = query;
  store.next->token = page.next;
  return Json{{"keys", keys}, {"prefixes", page.prefixes}, {"truncated", page.more}};
}

Result<Json> list_next(Store& store, const Json& /*step*/) {
  if (!store.next) return usage_error("listNext: no list went before");
  return list_page(store, *store.next);
}

Result<Json> multipart(Store& store, const Json& step) {
  THETA_ASSIGN(auto upload, cloud::MultipartUpload::start(store.bucket, step.at("key"), {}));
  for (const Json& part : step.at("parts")) THETA_RETURN_IF_ERROR(upload.send(bytes_of(part)));
  THETA_ASSIGN(const BucketAnswer answer, upload.complete({}));
  if (answer.http.status != 200)
    return store.bucket.error_of({.method = "POST", .key = step.at("key")}, answer);
  return Json::object();
}

Result<Json> start_multipart(Store& store, const Json& step) {
  THETA_ASSIGN(store.upload, cloud::MultipartUpload::start(store.bucket, step.at("key"), {}));
  return Json::object();
}

Result<Json> abort_multipart(Store& store, const Json& /*step*/) {
  if (!store.upload) return usage_error("abort: no startMultipart went before");
  THETA_RETURN_IF_ERROR(store.upload->abort());
  store.upload.reset();
  return Json::object();
}

Result<Json> uploads(Store& store, const Json& step) {
  THETA_ASSIGN(const auto found, list_uploads(store.bucket, step.value("prefix", "")));
  Json keys = Json::array();
  for (const cloud::UnfinishedUpload& upload : found) keys.push_back(upload.key);
  return Json{{"keys", keys}};
}

Result<Json> lifecycle(Store& store, const Json& step) {
  std::vector<cloud::XmlElement> rules;
  for (const Json& rule : step.at("rules")) {
    cloud::LifecycleRule made{.id = rule.at("id"), .prefix = rule.at("prefix")};
    const Json change = rule.value("transition", Json());
    if (change.is_object()) made.transitions = {{change.at("days"), change.at("class")}};
    if (rule.contains("abortMultipartDays")) made.abort_days = rule["abortMultipartDays"].get<int>();
    rules.push_back(cloud::lifecycle_element(store.bucket, made));
  }
  THETA_RETURN_IF_ERROR(set_bucket_rules(store.bucket, cloud::BucketRules::kLifecycle, rules));
  return Json::object();
}

Result<Json> cors(Store& store, const Json& step) {
  std::vector<cloud::XmlElement> rules;
  for (const Json& rule : step.at("rules")) {
    rules.push_back(cloud::cors_element({.origins = words(rule, "origins"),
                                         .methods = words(rule, "methods"),
                                         .headers = words(rule, "headers"),
                                         .expose = words(rule, "expose"),
                                         .max_age = rule.value("maxAge", 0)}));
  }
  THETA_RETURN_IF_ERROR(set_bucket_rules(store.bucket, cloud::BucketRules::kCors, rules));
  return Json::object();
}

Result<Json> presign_get(Store& store, const Json& step) {
  THETA_ASSIGN(const std::string url, store.bucket.presign("GET", step.at("key"), step.at("expires")));
  cloud::HttpClient anyone(store.bucket.settings().limits);
  THETA_ASSIGN(const cloud::HttpAnswer answer,
               anyone.send({.method = "GET", .url = url, .most = storage::ObjectStore::kLargestWhole}));
  return Json{{"status", answer.status}, {"sha256", sha256_hex(answer.body)}};
}

// Not of the contract check: other clients are handed the URL.
Result<Json> presign(Store& store, const Json& step) {
  THETA_ASSIGN(const std::string url,
               store.bucket.presign(step.at("method"), step.at("key"), step.at("expires")));
  return Json{{"url", url}};
}

cloud::BucketSettings settings_of(const Target& target) {
  cloud::BucketSettings settings;
  const bool s3 = target.signature == "S3";
  settings.dialect = s3 ? cloud::Dialect::kS3 : cloud::Dialect::kOss;
  settings.old_signature = target.signature == "V1";
  settings.plain_http = true;
  settings.bucket = kBucket;
  settings.region = target.settings.at(s3 ? "s3Region" : "region");
  settings.path_style = s3;
  settings.host =
      s3 ? "127.0.0.1:" + target.port() : "oss-" + settings.region + ".aliyuncs.com:" + target.port();
  settings.credentials = std::make_shared<cloud::CredentialSource>(
      cloud::Credentials{target.key_id, target.secret, target.token});
  settings.limits.connect_to = "127.0.0.1:" + target.port();
  return settings;
}

}  // namespace

Status add_store_verbs(Driver& driver, const Target& target) {
  const auto store = std::make_shared<Store>(settings_of(target));
  store->bucket.watch([&driver](const cloud::BucketNote& note) {
    driver.refusal = {.status = note.status, .code = note.code};
  });
  const auto add = [&](const char* name, Result<Json> (*verb)(Store&, const Json&)) {
    driver.add(name, [store, verb](const Json& step) { return verb(*store, step); });
  };
  add("put", [](Store& of, const Json& step) { return put(of, step, false); });
  add("putNew", [](Store& of, const Json& step) { return put(of, step, true); });
  add("head", &head);
  add("get", &get);
  add("copy", [](Store& of, const Json& step) -> Result<Json> {
    THETA_RETURN_IF_ERROR(copy_object(of.bucket, step.at("key"), step.at("source")));
    return Json::object();
  });
  add("list", [](Store& of, const Json& step) {
    return list_page(of, {.prefix = step.value("prefix", ""),
                          .delimiter = step.value("delimiter", ""),
                          .limit = step.value("maxKeys", size_t{1000})});
  });
  add("listNext", &list_next);
  add("multipart", &multipart);
  add("startMultipart", &start_multipart);
  add("listUploads", &uploads);
  add("abort", &abort_multipart);
  add("lifecycle", &lifecycle);
  add("cors", &cors);
  add("deleteMany", [](Store& of, const Json& step) -> Result<Json> {
    THETA_RETURN_IF_ERROR(remove_objects(of.bucket, words(step, "keys")));
    return Json::object();
  });
  add("delete", [](Store& of, const Json& step) -> Result<Json> {
    THETA_RETURN_IF_ERROR(of.bucket.demand({.method = "DELETE", .key = step.at("key")}).status());
    return Json::object();
  });
  add("presignGet", &presign_get);
  add("presign", &presign);
  return {};
}

}  // namespace theta::driver

#include "cloud/bucket_rules.h"

#include "base/encoding.h"
#include "cloud/digests.h"

namespace theta::cloud {
namespace {

std::string class_in_s3(const std::string& oss) {
  if (oss == "IA") return "STANDARD_IA";
  if (oss == "Archive") return "GLACIER";
  return oss == "ColdArchive" ? "DEEP_ARCHIVE" : oss;
}

const char* query_of(BucketRules kind) {
  return kind == BucketRules::kCors ? "cors" : "lifecycle";
}

const char* document_of(BucketRules kind) {
  return kind == BucketRules::kCors ? "CORSConfiguration" : "LifecycleConfiguration";
}

void add_all(XmlElement& to, const char* name, const std::vector<std::string>& values) {
  for (const std::string& value : values) to.add(name, value);
}

}  // namespace

XmlElement lifecycle_element(const Bucket& bucket, const LifecycleRule& rule) {
  XmlElement out{.name = "Rule"};
  out.add("ID", rule.id);
  (bucket.is_s3() ? out.add("Filter") : out).add("Prefix", rule.prefix);
  out.add("Status", "Enabled");
  for (const auto& [days, name] : rule.transitions) {
    XmlElement& transition = out.add("Transition");
    transition.add("Days", fmt::format("{}", days));
    transition.add("StorageClass", bucket.is_s3() ? class_in_s3(name) : name);
  }
  if (!rule.abort_days) return out;
  const std::string days = fmt::format("{}", *rule.abort_days);
  if (bucket.is_s3()) {
    out.add("AbortIncompleteMultipartUpload").add("DaysAfterInitiation", days);
  } else {
    out.add("AbortMultipartUpload").add("Days", days);
  }
  return out;
}

XmlElement cors_element(const CorsRule& rule) {
  XmlElement out{.name = "CORSRule"};
  add_all(out, "AllowedOrigin", rule.origins);
  add_all(out, "AllowedMethod", rule.methods);
  add_all(out, "AllowedHeader", rule.headers);
  add_all(out, "ExposeHeader", rule.expose);
  out.add("MaxAgeSeconds", fmt::format("{}", rule.max_age));
  return out;
}

Result<std::vector<XmlElement>> bucket_rules(Bucket& bucket, BucketRules kind) {
  const BucketCall call{.method = "GET", .query = {{query_of(kind), ""}}};
  THETA_ASSIGN(const BucketAnswer answer, bucket.send(call));
  if (answer.http.status == 404 && answer.code != "NoSuchBucket") return std::vector<XmlElement>();
  if (answer.http.status != 200) return bucket.error_of(call, answer);
  THETA_ASSIGN(const XmlElement root, parse_xml(answer.http.body));
  std::vector<XmlElement> rules;
  for (const XmlElement& child : root.children) {
    if (child.name == "Rule" || child.name == "CORSRule") rules.push_back(child);
  }
  return rules;
}

Status set_bucket_rules(Bucket& bucket, BucketRules kind, const std::vector<XmlElement>& rules) {
  if (rules.empty()) return bucket.demand({.method = "DELETE", .query = {{query_of(kind), ""}}}).status();
  const std::string body = xml_text({.name = document_of(kind), .children = rules});
  return bucket
      .demand({.method = "PUT",
               .query = {{query_of(kind), ""}},
               .headers = {{"Content-Type", "application/xml"}, {"Content-MD5", base64(md5(body))}},
               .body = body})
      .status();
}

}  // namespace theta::cloud

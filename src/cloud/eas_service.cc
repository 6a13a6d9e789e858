#include "cloud/eas_service.h"

namespace theta::cloud {
namespace {

using formats::Json;

constexpr int kPort = 8000;  // 8080 and 9090 belong to the service's own side-car
constexpr int kMostWaiting = 64;

Status check(const InferenceOrder& order) {
  constexpr const char* kLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  if (order.name.empty() || order.name.size() > 63 ||
      order.name.find_first_not_of(kLetters) != std::string::npos || order.name.front() < 'a' ||
      order.name.front() > 'z')
    return usage_error("--name {}: a service is called by a-z, 0-9 and _, a letter first", order.name);
  if (order.image.empty()) return usage_error("--image: is missing: REGISTRY/NAMESPACE/NAME:TAG");
  if (!order.place.starts_with("oss://") || !order.place.ends_with('/'))
    return usage_error("--models {}: must be a place in a bucket that ends with /, as oss://bucket/",
                       order.place);
  if (order.most_instances != 0 && order.most_instances <= order.instances)
    return usage_error("--max-instances {}: must be more than --instances {}", order.most_instances,
                       order.instances);
  return {};
}

}  // namespace

Result<Json> inference_service(const InferenceOrder& order) {
  THETA_RETURN_IF_ERROR(check(order));
  Json metadata = {{"name", order.name},
                   {"instance", order.instances},
                   {"rpc", {{"keepalive", order.request_seconds * 1000}, {"max_queue_size", kMostWaiting}}},
                   {"rolling_strategy", {{"max_surge", 1}, {"max_unavailable", 0}}}};
  if (!order.workspace.empty()) metadata["workspace_id"] = order.workspace;
  Json service = Json::object();
  if (order.instance_type.empty()) {
    metadata["cpu"] = order.cpu;
    metadata["memory"] = order.memory;
  } else {
    service["cloud"] = {{"computing", {{"instances", Json::array({{{"type", order.instance_type}}})}}}};
  }
  service["metadata"] = std::move(metadata);
  service["containers"] = Json::array(
      {{{"image", order.image},
        {"port", kPort},
        {"script", fmt::format("exec theta infer-server {} --host 0.0.0.0 --port {} --behind-gateway",
                               kInferenceMount, kPort)}}});
  service["storage"] =
      Json::array({{{"mount_path", kInferenceMount}, {"oss", {{"path", order.place}, {"readOnly", true}}}}});
  return service;
}

Json inference_autoscaler(const InferenceOrder& order) {
  if (order.most_instances <= order.instances) return nullptr;
  return {{"min", order.instances},
          {"max", order.most_instances},
          {"scaleStrategies", Json::array({{{"metricName", "qps"}, {"threshold", order.qps}}})},
          {"behavior",
           {{"scaleUp", {{"stabilizationWindowSeconds", 0}}},
            {"scaleDown", {{"stabilizationWindowSeconds", 300}}}}}};
}

}  // namespace theta::cloud

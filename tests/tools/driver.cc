#include "tools/driver.h"

#include <cstdlib>

namespace theta::driver {
namespace {

// The name of a step's verb is in "op"; a step may also be {"id", VERB: {...}}.
constexpr const char* kName = "op";

Json refused(const Json& id, const Refusal& refusal, const std::string& message) {
  return {
      {"id", id}, {"ok", false}, {"status", refusal.status}, {"code", refusal.code}, {"message", message}};
}

}  // namespace

Json Driver::answer(const Json& step) {
  const Json id = step.is_object() ? step.value("id", Json()) : Json();
  refusal = {};
  if (!step.is_object()) return refused(id, refusal, "a step is an object");
  std::string name;
  Json input = step;
  if (step.contains(kName) && step[kName].is_string()) {
    name = step[kName].get<std::string>();
  } else {
    for (const auto& [member, value] : step.items()) {
      if (value.is_object() && verbs_.contains(member)) {
        name = member;
        input = value;
        break;
      }
    }
  }
  const auto verb = verbs_.find(name);
  if (verb == verbs_.end()) return refused(id, refusal, "there is no verb \"" + name + "\"");
  try {
    const Result<Json> result = verb->second(input);
    if (!result.ok()) return refused(id, refusal, result.error().message);
    return {{"id", id}, {"ok", true}, {"result", result.value()}};
  } catch (const Json::exception& error) {
    return refused(id, refusal, name + ": " + error.what());
  }
}

std::string Target::port() const {
  const Json& port = settings.at("port");
  return port.is_string() ? port.get<std::string>() : fmt::format("{}", port.get<int>());
}

Result<Target> target_of_environment() {
  const char* const text = std::getenv("THETA_CHECK");
  const char* const signature = std::getenv("THETA_CHECK_SIG");
  if (text == nullptr) return usage_error("THETA_CHECK: is not set");
  Target target;
  THETA_ASSIGN(target.settings, formats::parse_json(text, "THETA_CHECK"));
  target.signature = signature == nullptr ? "V4" : signature;
  if (!target.settings.is_object() || !target.settings.contains("port") ||
      !target.settings.contains("keys") || target.settings["keys"].empty())
    return usage_error("THETA_CHECK: has no port or no keys");
  const auto key = target.settings["keys"].items().begin();
  target.key_id = key.key();
  target.secret = key.value().value("secret", "");
  target.token = key.value().contains("token") && key.value()["token"].is_string()
                     ? key.value()["token"].get<std::string>()
                     : "";
  return target;
}

std::string bytes_of(const Json& step) {
  const Json& body = step.contains("body") ? step["body"] : step;
  if (body.is_string()) return body.get<std::string>();
  const Json& repeat = body.at("repeat");
  const char byte = repeat[0].is_string() ? repeat[0].get<std::string>().at(0)
                                          : static_cast<char>(repeat[0].get<unsigned char>());
  return std::string(repeat[1].get<size_t>(), byte);
}

}  // namespace theta::driver

#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/result.h"
#include "formats/json.h"

namespace theta::driver {

using formats::Json;

/// How a step failed, as the service said it.
struct Refusal {
  int status = 0;
  std::string code;
};

/// A step of a contract check: what to ask of the service, and what came of it.
using Verb = std::function<Result<Json>(const Json& step)>;

/// Carries out steps by name. Verbs report what a service refused in `refusal`.
class Driver {
 public:
  void add(const std::string& name, Verb verb) { verbs_[name] = std::move(verb); }
  /// {"id", "ok": true, "result"}, or {"id", "ok": false, "status", "code", "message"}.
  Json answer(const Json& step);

  Refusal refusal;

 private:
  std::map<std::string, Verb> verbs_;
};

/// What the environment (THETA_CHECK, THETA_CHECK_SIG) says of the service that is to be spoken to.
struct Target {
  Json settings;
  std::string signature;  ///< V4, V1 or S3
  std::string key_id;
  std::string secret;
  std::string token;

  std::string port() const;
};

Result<Target> target_of_environment();

/// The bytes that a step names: text, or {"repeat": [byte, count]}.
std::string bytes_of(const Json& step);

/// Adds the verbs of the object store.
Status add_store_verbs(Driver& driver, const Target& target);
/// Adds those of PAI-DLC and PAI-EAS.
Status add_pai_verbs(Driver& driver, const Target& target);

}  // namespace theta::driver

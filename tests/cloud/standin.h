#pragma once

#include <cstdlib>
#include <string>

#include "cloud/http_client.h"
#include "formats/json.h"

namespace theta::cloud {

/// The controls of the stand-in (standin.py) that this test runs in.
class Standin {
 public:
  Standin() : address_(std::getenv("THETA_STANDIN")) { reset(); }

  /// No faults, no clock of its own, nothing remembered.
  void reset() {
    send("DELETE", "/faults", "");
    settings(R"({"clock": 0, "elsewhere": "", "rights": {}})");
    forget();
  }
  void forget() { send("DELETE", "/requests", ""); }
  void faults(const std::string& list) { send("POST", "/faults", list); }
  void settings(const std::string& values) { send("POST", "/settings", values); }
  formats::Json requests() { return formats::parse_json(send("GET", "/requests", ""), "requests").value(); }

 private:
  std::string send(const std::string& method, const std::string& what, const std::string& body) {
    return client_.send({.method = method, .url = address_ + what, .body = body, .most = size_t{64} << 20})
        .value()
        .body;
  }

  std::string address_;
  HttpClient client_{{}};
};

}  // namespace theta::cloud

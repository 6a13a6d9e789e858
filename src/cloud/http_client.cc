#include "cloud/http_client.h"

#include <mutex>
#include <vector>

#include "cloud/http_transfer.h"

namespace theta::cloud {

struct HttpClient::Handles {
  std::mutex mutex;
  std::vector<CURL*> idle;

  CURL* take() {
    const std::lock_guard lock(mutex);
    if (idle.empty()) return ::curl_easy_init();
    CURL* const curl = idle.back();
    idle.pop_back();
    return curl;
  }
  void give_back(CURL* curl) {
    ::curl_easy_reset(curl);  // keeps its connections
    const std::lock_guard lock(mutex);
    idle.push_back(curl);
  }
  ~Handles() {
    for (CURL* const curl : idle) ::curl_easy_cleanup(curl);
  }
};

HttpClient::HttpClient(HttpLimits limits)
    : limits_(std::move(limits)), handles_(std::make_unique<Handles>()) {
  static const CURLcode kReady = ::curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(kReady);
}

HttpClient::~HttpClient() = default;

Result<HttpAnswer> HttpClient::send(const HttpRequest& request) {
  CURL* const curl = handles_->take();
  if (curl == nullptr) return make_error(ErrorKind::kExhausted, "no memory for a connection");
  HttpTransfer transfer(curl, request, limits_);
  Result<HttpAnswer> answer = transfer.finish(::curl_easy_perform(curl));
  handles_->give_back(curl);
  return answer;
}

}  // namespace theta::cloud

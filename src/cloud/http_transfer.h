#pragma once

#include <curl/curl.h>

#include <memory>

#include "base/result.h"
#include "cloud/http_client.h"

namespace theta::cloud {

/// One request bound to a handle of libcurl, which is told all about it and not yet started. Not movable: the
/// handle points into it. `request` and `curl` must outlive it; the handle is to be reset afterwards.
class HttpTransfer {
 public:
  HttpTransfer(CURL* curl, const HttpRequest& request, const HttpLimits& limits);
  HttpTransfer(const HttpTransfer&) = delete;
  HttpTransfer& operator=(const HttpTransfer&) = delete;

  /// What it came to. `code`: how libcurl says that it ended.
  Result<HttpAnswer> finish(CURLcode code);

  struct State {
    const HttpRequest& request;
    HttpAnswer answer;
    size_t sent = 0;
    bool too_large = false;
  };
  struct ListEnd {
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
  };
  using List = std::unique_ptr<curl_slist, ListEnd>;

 private:
  CURL* const curl_;
  State state_;
  List headers_;
  List places_;
};

}  // namespace theta::cloud

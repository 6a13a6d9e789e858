#pragma once

#include "http/static_files.h"

namespace theta::server {

/// The web app and the page of the API, as the program carries them.
class WebApp {
 public:
  WebApp();

  /// A file of the web app. Below /api and /v1 lives the API alone: what is not there is a problem document.
  http::Response serve(const http::Request& request) const;
  /// The page that shows the contract of the API.
  http::Response docs(const http::Request& request) const;

 private:
  http::StaticFiles app_;
  http::StaticFiles docs_;
};

}  // namespace theta::server

#include "server/web_app.h"

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "server/answers.h"

// assets.S.in and tools/pack_web.py
extern "C" {
extern const char theta_docs_begin[];
extern const char theta_docs_end[];
extern const char theta_web_index_begin[];
extern const char theta_web_index_end[];
extern const char theta_web_begin[];
}

namespace theta::server {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

std::vector<http::StaticFile> web_files() {
  std::vector<http::StaticFile> files;
  std::string_view index = between(theta_web_index_begin, theta_web_index_end);
  const char* at = theta_web_begin;
  while (!index.empty()) {
    const std::string_view line = index.substr(0, index.find('\n'));
    const size_t space = line.find(' ');
    size_t size = 0;
    std::from_chars(line.data(), line.data() + space, size);
    files.push_back({std::string(line.substr(space + 1)), {at, size}});
    at += size;
    index.remove_prefix(line.size() + 1);
  }
  return files;
}

}  // namespace

WebApp::WebApp() : app_(web_files()), docs_({{"api/docs.html", between(theta_docs_begin, theta_docs_end)}}) {}

http::Response WebApp::docs(const http::Request& request) const {
  return docs_.serve(request);
}

http::Response WebApp::serve(const http::Request& request) const {
  const auto& segments = request.location().segments;
  const bool api = !segments.empty() && (segments[0] == "api" || segments[0] == "v1");
  if (api) return problem(404, "not_found", "nothing is at this path", request.id());
  if (!app_.empty()) return app_.serve(request);
  if (segments.size() == 1 && segments[0].empty()) {
    // A program without the web app shows what it has.
    http::Response response(302);
    response.set("Location", "/api/docs");
    return response;
  }
  return problem(404, "not_found", "nothing is at this path", request.id());
}

}  // namespace theta::server

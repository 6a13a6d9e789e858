#include "cloud/http_transfer.h"

#include <algorithm>
#include <cstring>

#include "base/lower_case.h"
#include "base/trim.h"

namespace theta::cloud {
namespace {

size_t give_body(char* to, size_t size, size_t count, void* data) {
  HttpTransfer::State& transfer = *static_cast<HttpTransfer::State*>(data);
  const std::string_view left = transfer.request.body.substr(transfer.sent);
  const size_t given = std::min(left.size(), size * count);
  std::memcpy(to, left.data(), given);
  transfer.sent += given;
  return given;
}

int rewind_body(void* data, curl_off_t offset, int origin) {
  HttpTransfer::State& transfer = *static_cast<HttpTransfer::State*>(data);
  if (origin != SEEK_SET || offset < 0 || static_cast<size_t>(offset) > transfer.request.body.size())
    return CURL_SEEKFUNC_FAIL;
  transfer.sent = static_cast<size_t>(offset);
  return CURL_SEEKFUNC_OK;
}

size_t take_body(char* from, size_t size, size_t count, void* data) {
  HttpTransfer::State& transfer = *static_cast<HttpTransfer::State*>(data);
  const size_t bytes = size * count;
  if (transfer.answer.body.size() + bytes > transfer.request.most) {
    transfer.too_large = true;
    return 0;
  }
  transfer.answer.body.append(from, bytes);
  return bytes;
}

size_t take_header(char* from, size_t size, size_t count, void* data) {
  HttpTransfer::State& transfer = *static_cast<HttpTransfer::State*>(data);
  const std::string_view line(from, size * count);
  // A status line begins a new answer: the one before was "100 Continue".
  if (line.starts_with("HTTP/")) transfer.answer.headers.clear();
  const size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    transfer.answer.headers.emplace_back(lower_case(line.substr(0, colon)),
                                         std::string(trimmed(line.substr(colon + 1))));
  }
  return line.size();
}

void append(HttpTransfer::List& list, const std::string& line) {
  curl_slist* const longer = ::curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return;
  static_cast<void>(list.release());
  list.reset(longer);
}

HttpTransfer::List header_lines(const HttpRequest& request) {
  HttpTransfer::List lines;
  // libcurl would wait for a permission to send, and name a type of its own: neither was signed.
  append(lines, "Expect:");
  append(lines, "Accept:");
  bool typed = false;
  for (const auto& [name, value] : request.headers) {
    if (lower_case(name) == "content-type") typed = true;
    append(lines, value.empty() ? name + ";" : name + ": " + value);
  }
  if (!typed) append(lines, "Content-Type:");
  return lines;
}

void set_method(CURL* curl, const HttpRequest& request) {
  if (request.method == "GET") {
    ::curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
  } else if (request.method == "HEAD") {
    ::curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.method == "PUT" || request.method == "POST") {
    ::curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    ::curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  } else {
    ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

}  // namespace

HttpTransfer::HttpTransfer(CURL* curl, const HttpRequest& request, const HttpLimits& limits)
    : curl_(curl), state_{.request = request, .answer = {}}, headers_(header_lines(request)) {
  if (!limits.connect_to.empty()) append(places_, "::" + limits.connect_to);
  ::curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  ::curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  ::curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  ::curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  ::curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  ::curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  ::curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  ::curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.silence.count()));
  ::curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits.whole.count()));
  ::curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 256L * 1024);
  ::curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 1024L * 1024);
  ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers_.get());
  ::curl_easy_setopt(curl, CURLOPT_CONNECT_TO, places_.get());
  ::curl_easy_setopt(curl, CURLOPT_READFUNCTION, &give_body);
  ::curl_easy_setopt(curl, CURLOPT_READDATA, &state_);
  ::curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, &rewind_body);
  ::curl_easy_setopt(curl, CURLOPT_SEEKDATA, &state_);
  ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_body);
  ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &state_);
  ::curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &take_header);
  ::curl_easy_setopt(curl, CURLOPT_HEADERDATA, &state_);
  if (!request.address.empty()) {
    const bool v6 = request.address.find(':') != std::string::npos;
    places_.reset();
    append(places_, fmt::format(fmt::runtime(v6 ? "::[{}]:" : "::{}:"),
                                request.address));  // any host and port of the URL
    ::curl_easy_setopt(curl, CURLOPT_CONNECT_TO, places_.get());
    ::curl_easy_setopt(curl, CURLOPT_PROXY, "");
    ::curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    ::curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  }
  set_method(curl, request);
}

Result<HttpAnswer> HttpTransfer::finish(CURLcode code) {
  long status = 0;
  ::curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
  if (state_.too_large)
    return make_error(ErrorKind::kRemote, "the answer has more than {} bytes", state_.request.most);
  if (code != CURLE_OK) return make_error(ErrorKind::kUnavailable, "{}", ::curl_easy_strerror(code));
  state_.answer.status = static_cast<int>(status);
  return std::move(state_.answer);
}

}  // namespace theta::cloud

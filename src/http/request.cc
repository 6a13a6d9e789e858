#include "http/request.h"

#include "http/characters.h"
#include "http/cookies.h"

namespace theta::http {

std::variant<std::unique_ptr<Request>, Refusal> Request::parse(std::string head_text,
                                                               const HeadLimits& limits) {
  std::unique_ptr<Request> request(new Request(std::move(head_text)));
  std::variant<Head, Refusal> head = parse_head(request->text_, limits);
  if (const Refusal* refusal = std::get_if<Refusal>(&head)) return *refusal;
  request->head_ = std::get<Head>(std::move(head));
  std::variant<Target, Refusal> target = parse_target(request->method(), request->target());
  if (const Refusal* refusal = std::get_if<Refusal>(&target)) return *refusal;
  request->target_ = std::get<Target>(std::move(target));
  return request;
}

std::string Request::path() const {
  std::string path;
  for (const std::string& segment : target_.segments) path.append("/").append(segment);
  return path;
}

std::string_view Request::param(std::string_view name) const {
  for (const auto& [key, value] : params_) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::string_view> Request::query(std::string_view name) const {
  for (const auto& [key, value] : target_.query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const FieldView& field : head_.fields) {
    if (same_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const FieldView& field : head_.fields) {
    if (!same_ignoring_case(field.name, "Cookie")) continue;
    if (const auto value = find_cookie(field.value, name)) return value;
  }
  return std::nullopt;
}

void Request::set_route(std::string route, std::vector<std::pair<std::string, std::string>> params) {
  route_ = std::move(route);
  params_ = std::move(params);
}

}  // namespace theta::http

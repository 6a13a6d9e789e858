#include "server/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace theta::server {
namespace {

void figure(std::string& text, std::string_view name, std::string_view type, uint64_t value) {
  fmt::format_to(std::back_inserter(text), "# TYPE {0} {1}\n{0} {2}\n", name, type, value);
}

}  // namespace

void Metrics::count(const http::AccessRecord& record) {
  // Paths that no route fits, and methods nobody knows, are one series each: clients must not make more.
  const bool known = record.request != nullptr && !record.request->route().empty();
  const Key key{known ? std::string(record.request->method()) : "none",
                known ? record.request->route() : "none", record.status};
  const std::lock_guard<std::mutex> lock(mutex_);
  Answers& answers = answers_[key];
  ++answers.number;
  answers.seconds += std::chrono::duration<double>(record.duration).count();
}

void Metrics::watch(const http::HttpServer* server) {
  const std::lock_guard<std::mutex> lock(mutex_);
  server_ = server;
}

http::ServerStats Metrics::stats() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return server_ == nullptr ? http::ServerStats() : server_->stats();
}

std::string Metrics::text(const http::ServerStats& stats,
                          const std::vector<database::StateCount>& tasks) const {
  std::string text;
  figure(text, "theta_http_connections", "gauge", stats.connections);
  figure(text, "theta_http_event_streams", "gauge", stats.event_streams);
  figure(text, "theta_http_requests_waiting", "gauge", stats.requests_waiting);
  figure(text, "theta_http_requests_running", "gauge", stats.requests_running);
  figure(text, "theta_http_buffered_bytes", "gauge", stats.buffered_bodies);
  figure(text, "theta_http_refused_connections_total", "counter", stats.refused_connections);
  figure(text, "theta_http_refused_requests_total", "counter", stats.refused_requests);
  text += "# TYPE theta_tasks gauge\n";
  for (const database::StateCount& count : tasks) {
    fmt::format_to(std::back_inserter(text), "theta_tasks{{state=\"{}\"}} {}\n",
                   database::kTaskStateNames[static_cast<size_t>(count.state)], count.tasks);
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  text += "# TYPE theta_http_request_duration_seconds summary\n";
  for (const auto& [key, answers] : answers_) {
    const auto& [method, route, status] = key;
    const std::string labels = fmt::format("method=\"{}\",route=\"{}\",status=\"{}\"", method, route, status);
    fmt::format_to(std::back_inserter(text),
                   "theta_http_request_duration_seconds_count{{{0}}} {1}\n"
                   "theta_http_request_duration_seconds_sum{{{0}}} {2:.6f}\n",
                   labels, answers.number, answers.seconds);
  }
  return text;
}

}  // namespace theta::server

// http_test_server [NAME=VALUE...]: a server with a route for everything that src/http promises. Prints "port
// N", serves until SIGTERM, then drains and prints "cut N". Names: those of `set` below.
#include <fmt/format.h>
#include <fcntl.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "base/files.h"
#include "base/hash.h"
#include "formats/json.h"
#include "http/file_response.h"
#include "http/multipart.h"
#include "http/ranges.h"
#include "http/server.h"
#include "http/static_files.h"

namespace {

using namespace theta;        // NOLINT: a program of its own
using namespace theta::http;  // NOLINT
using formats::Json;

struct Settings {
  ServerOptions server;
  std::string folder;  // of static files
  std::string file;    // of /file
};

bool set(Settings& settings, std::string_view name, const std::string& value) {
  ServerOptions& server = settings.server;
  const auto number = [&] { return std::strtoull(value.c_str(), nullptr, 10); };
  const auto time = [&] { return std::chrono::milliseconds(number()); };
  const std::map<std::string_view, std::function<void()>> names = {
      {"folder", [&] { settings.folder = value; }},
      {"file", [&] { settings.file = value; }},
      {"certificate", [&] { server.certificate_file = value; }},
      {"key", [&] { server.key_file = value; }},
      {"proxy", [&] { server.trusted_proxies.push_back(value); }},
      {"network", [&] { server.network_threads = number(); }},
      {"workers", [&] { server.worker_threads = number(); }},
      {"queue", [&] { server.queued_requests = number(); }},
      {"streaming", [&] { server.streaming_requests = number(); }},
      {"connections", [&] { server.connections = number(); }},
      {"events", [&] { server.event_streams = number(); }},
      {"bodies", [&] { server.buffered_bodies = number(); }},
      {"idle_ms", [&] { server.deadlines.idle = time(); }},
      {"head_ms", [&] { server.deadlines.head = time(); }},
      {"body_ms", [&] { server.deadlines.body.base = time(); }},
      {"body_rate", [&] { server.deadlines.body.bytes_per_second = number(); }},
      {"answer_ms", [&] { server.deadlines.answer.base = time(); }},
      {"answer_rate", [&] { server.deadlines.answer.bytes_per_second = number(); }},
      {"heartbeat_ms", [&] { server.deadlines.heartbeat = time(); }},
      {"linger_ms", [&] { server.deadlines.linger = time(); }},
      {"drain_ms", [&] { server.deadlines.drain = time(); }},
  };
  const auto found = names.find(name);
  if (found == names.end()) return false;
  found->second();
  return true;
}

/// The event streams that are open, and how many have ended.
struct Streams {
  std::mutex mutex;
  std::set<std::shared_ptr<EventStream>> open;
  std::atomic<size_t> ended{0};
};

uint64_t number_of(const Request& request, std::string_view name) {
  return std::strtoull(std::string(request.query(name).value_or("0")).c_str(), nullptr, 10);
}

Response json(const Json& value) {
  return Response::json(200, formats::json_line(value));
}

/// Bytes of a body that anybody can make again: the letters of the alphabet in turn.
std::string letters(uint64_t begin, uint64_t count) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz";
  std::string text(kAlphabet.substr(begin % kAlphabet.size()));
  while (text.size() < count) text += kAlphabet;
  text.resize(count);
  return text;
}

Producer letter_producer(uint64_t bytes) {
  return [bytes, done = uint64_t{0}]() mutable -> Result<std::string> {
    const uint64_t count = std::min<uint64_t>(bytes - done, 100'000);
    done += count;
    return letters(done - count, count);
  };
}

Response failed(const Error& error) {
  const int status = error.kind == ErrorKind::kExhausted     ? 413
                     : error.kind == ErrorKind::kUnsupported ? 415
                                                             : 400;
  return Response::text(status, error.message);
}

void add_plain_routes(Router& router) {
  router.add("GET", "/hello", [](Request&) { return Response::text(200, "hello"); });
  router.add("GET", "/quick", [](Request&) { return Response::text(200, "quick"); }, {.immediate = true});
  router.add("GET", "/what/{first}/{second}", [](Request& request) {
    Json query = Json::array();
    for (const auto& [name, value] : request.location().query) query.push_back({name, value});
    return json({{"first", request.param("first")},
                 {"second", request.param("second")},
                 {"query", query},
                 {"cookie", request.cookie("a").value_or("")},
                 {"peer", request.peer().address},
                 {"encrypted", request.peer().encrypted},
                 {"id", request.id()}});
  });
  router.add("GET", "/slow", [](Request& request) {
    std::this_thread::sleep_for(std::chrono::milliseconds(number_of(request, "ms")));
    return Response::text(200, "slow");
  });
  router.add("GET", "/throw", [](Request&) -> Response { throw std::runtime_error("secret words"); });
  router.add("GET", "/inject", [](Request& request) {
    return Response::text(200, "")
        .set("X-Echo", request.query("v").value_or(""))
        .attachment("a\r\nb\"报告.csv");
  });
  router.add("GET", "/json", [](Request& request) {
    return json({{"letters", letters(0, number_of(request, "bytes"))}}).set("ETag", "\"v1\"");
  });
  router.add("GET", "/file-of/{bytes}", [](Request& request) {
    return Response::stream(
        200, "application/octet-stream",
        {letter_producer(std::strtoull(std::string(request.param("bytes")).c_str(), nullptr, 10)), {}});
  });
  router.add("GET", "/stream", [](Request& request) {
    const uint64_t bytes = number_of(request, "bytes");
    StreamBody body{letter_producer(bytes), {}};
    if (request.query("sized")) body.size = bytes + number_of(request, "lie");
    return Response::stream(200, "text/plain", std::move(body));
  });
}

void add_body_routes(Router& router) {
  router.add("POST", "/echo", [](Request& request) {
    const Result<std::string> body = request.body().read_all(uint64_t{1} << 30);
    return body.ok() ? Response::text(200, body.value()) : failed(body.error());
  });
  router.add("POST", "/small", [](Request&) { return Response(204); }, {.body_limit = 10});
  router.add("PUT", "/count/{name}",
             [](Request& request) {
               Sha256 hash;
               uint64_t bytes = 0;
               for (;;) {
                 const Result<std::string_view> piece = request.body().next();
                 if (!piece.ok()) return failed(piece.error());
                 if (piece.value().empty()) break;
                 bytes += piece.value().size();
                 if (!request.query("nohash")) hash.update(piece.value());
               }
               return json({{"bytes", bytes}, {"sha256", hash.hex()}});
             },
             {.body_limit = uint64_t{1} << 30, .streams_body = true});
  router.add("PUT", "/ignore", [](Request&) { return Response::text(200, "not read"); },
             {.body_limit = uint64_t{1} << 30, .streams_body = true});
  router.add("POST", "/form",
             [](Request& request) {
               auto form = MultipartReader::open(request.header_or_empty("Content-Type"), request.body());
               if (!form.ok()) return failed(form.error());
               Json parts = Json::array();
               for (;;) {
                 const Result<bool> more = form.value().next_part();
                 if (!more.ok()) return failed(more.error());
                 if (!more.value()) break;
                 const Result<std::string> content = form.value().read_all(size_t{1} << 20);
                 if (!content.ok()) return failed(content.error());
                 parts.push_back({form.value().name(), form.value().file_name(), content.value().size()});
               }
               return json(parts);
             },
             {.body_limit = uint64_t{1} << 30, .streams_body = true});
}

void add_event_routes(Router& router, Streams& streams) {
  router.add("GET", "/events", [&streams](Request& request) {
    auto stream = std::make_shared<EventStream>();
    stream->send({"0", "hello", request.header_or_empty("Last-Event-ID")});
    {
      const std::lock_guard lock(streams.mutex);
      streams.open.insert(stream);
    }
    stream->on_closed([&streams, stream] {
      const std::lock_guard lock(streams.mutex);
      streams.open.erase(stream);
      streams.ended.fetch_add(1);
    });
    return Response::events(stream);
  });
  router.add("POST", "/push", [&streams](Request& request) {
    const Result<std::string> body = request.body().read_all(size_t{1} << 20);
    const std::lock_guard lock(streams.mutex);
    size_t taken = 0;
    for (const auto& stream : streams.open) taken += stream->send({"7", "", body.value()}) ? 1 : 0;
    if (request.query("close")) {
      for (const auto& stream : streams.open) stream->close();
    }
    return json({{"taken", taken}});
  });
}

void add_file_routes(Router& router, const Settings& settings) {
  if (!settings.file.empty()) {
    router.add("GET", "/file", [file = settings.file](Request& request) {
      Result<FileSource> source =
          FileSource::from(Descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), file);
      if (!source.ok()) return failed(source.error());
      return file_response(request, std::move(source).value());
    });
  }
  if (settings.folder.empty()) return;
  static std::map<std::string, std::string> contents;
  std::vector<StaticFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(settings.folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().lexically_relative(settings.folder).string();
    files.push_back({path, contents[path] = read_file(entry.path().string()).value()});
  }
  auto shared = std::make_shared<StaticFiles>(files);
  router.set_fallback([shared](Request& request) { return shared->serve(request); });
}

/// Lines of the access log that must not be there: an answer of the server's own failing.
std::atomic<size_t> server_errors{0};

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const size_t equals = argument.find('=');
    if (equals == std::string_view::npos ||
        !set(settings, argument.substr(0, equals), std::string(argument.substr(equals + 1)))) {
      fmt::print(stderr, "no setting: {}\n", argument);
      return 2;
    }
  }
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Streams streams;
  Router router;
  add_plain_routes(router);
  add_body_routes(router);
  add_event_routes(router, streams);
  add_file_routes(router, settings);
  std::atomic<HttpServer*> running{nullptr};
  const auto stats_answer = [&](Request&) {
    const ServerStats stats = running.load()->stats();
    return json({{"connections", stats.connections},
                 {"event_streams", stats.event_streams},
                 {"ended_streams", streams.ended.load()},
                 {"requests_waiting", stats.requests_waiting},
                 {"requests_running", stats.requests_running},
                 {"buffered_bodies", stats.buffered_bodies},
                 {"refused_connections", stats.refused_connections},
                 {"refused_requests", stats.refused_requests},
                 {"server_errors", server_errors.load()}});
  };
  router.add("GET", "/stats", stats_answer, {.immediate = true});
  settings.server.on_finished = [](const AccessRecord& record) {
    if (record.status >= 500) server_errors.fetch_add(1);
  };
  Result<std::unique_ptr<HttpServer>> server = HttpServer::start(settings.server, std::move(router));
  if (!server.ok()) {
    fmt::print(stderr, "{}\n", server.error().message);
    return exit_code(server.error().kind);
  }
  running.store(server.value().get());
  fmt::print("port {}\n", server.value()->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  fmt::print("cut {}\n", server.value()->drain());
  return 0;
}

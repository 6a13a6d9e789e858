// The server with its threads, for the sanitizers; tests/http holds what is said on the wire to account.
#include "http/server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "base/descriptor.h"

namespace theta::http {
namespace {

Descriptor connect_to(uint16_t port) {
  Descriptor client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(client.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) client.reset();
  return client;
}

void send_text(const Descriptor& client, const std::string& text) {
  ASSERT_EQ(::send(client.get(), text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
}

/// All that comes until the server ends the connection, or until `end` has come.
std::string receive(const Descriptor& client, const std::string& end = "") {
  std::string text;
  std::vector<char> piece(65536);
  while (end.empty() || text.find(end) == std::string::npos) {
    const ssize_t count = ::recv(client.get(), piece.data(), piece.size(), 0);
    if (count <= 0) break;
    text.append(piece.data(), static_cast<size_t>(count));
  }
  return text;
}

std::string post(const std::string& path, const std::string& body, const std::string& fields = "") {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Response echo(Request& request) {
  const Result<std::string> body = request.body().read_all(uint64_t{1} << 20);
  return body.ok() ? Response::text(200, body.value()) : Response(400);
}

std::unique_ptr<HttpServer> start(ServerOptions options, Router router) {
  auto server = HttpServer::start(std::move(options), std::move(router));
  EXPECT_TRUE(server.ok());
  return std::move(server).value();
}

TEST(HttpServer, AnswersManyClientsAtOnce) {
  ServerOptions options;
  options.network_threads = 2;
  options.worker_threads = 3;
  std::atomic<size_t> finished{0};
  options.on_finished = [&](const AccessRecord&) { finished.fetch_add(1); };
  Router router;
  router.add("POST", "/collected", echo);
  router.add("POST", "/streamed", echo, {.streams_body = true});
  const auto server = start(std::move(options), std::move(router));
  std::vector<std::thread> clients;
  for (int number = 0; number < 8; ++number) {
    clients.emplace_back([&, number] {
      const Descriptor client = connect_to(server->port());
      for (int i = 0; i < 20; ++i) {
        const std::string body = "<" + std::to_string(number) + "." + std::to_string(i) + ">";
        send_text(client, post(i % 2 == 0 ? "/collected" : "/streamed", std::string(200'000, 'x') + body));
        const std::string answer = receive(client, ">");
        EXPECT_TRUE(answer.ends_with(body)) << answer.substr(0, 100);
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(server->drain(), 0U);
  EXPECT_EQ(finished.load(), 160U);
}

TEST(HttpServer, EventsArePushedFromAnyThread) {
  auto stream = std::make_shared<EventStream>(size_t{1} << 20);
  std::atomic<int> ended{0};
  stream->on_closed([&] { ended.fetch_add(1); });
  Router router;
  router.add("GET", "/events", [&](Request&) { return Response::events(stream); });
  const auto server = start({}, std::move(router));
  const Descriptor client = connect_to(server->port());
  send_text(client, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  std::vector<std::thread> pushers;
  for (int number = 0; number < 4; ++number) {
    pushers.emplace_back([&] {
      for (int i = 0; i < 500; ++i) EXPECT_TRUE(stream->send({"", "", "e"}));
    });
  }
  for (std::thread& pusher : pushers) pusher.join();
  stream->close();
  const std::string text = receive(client);
  size_t events = 0;
  for (size_t at = text.find("data: e\n"); at != std::string::npos; at = text.find("data: e\n", at + 1))
    ++events;
  EXPECT_EQ(events, 2000U);
  EXPECT_TRUE(text.ends_with("0\r\n\r\n"));
  server->drain();
  while (ended.load() == 0) std::this_thread::yield();
}

TEST(HttpServer, StopsWhileHandlersWaitForTheirBody) {
  ServerOptions options;
  options.deadlines.drain = std::chrono::milliseconds(100);
  std::atomic<bool> told{false};
  std::atomic<bool> waiting{false};
  Router router;
  router.add("POST", "/upload",
             [&](Request& request) {
               waiting.store(true);
               told.store(!request.body().read_all(100).ok());
               return Response(204);
             },
             {.streams_body = true});
  auto server = start(std::move(options), std::move(router));
  const Descriptor client = connect_to(server->port());
  send_text(client, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nx");
  while (!waiting.load()) std::this_thread::yield();
  EXPECT_EQ(server->drain(), 1U);
  server.reset();
  EXPECT_TRUE(told.load());
}

TEST(HttpServer, ClientsThatLeaveAtAnyMomentAreForgotten) {
  Router router;
  router.add("POST", "/collected", echo);
  router.add("POST", "/streamed", echo, {.streams_body = true});
  router.add("GET", "/stream", [](Request&) {
    auto left = std::make_shared<int>(20);
    return Response::stream(
        200, "text/plain",
        {[left]() -> Result<std::string> { return std::string(--*left > 0 ? 50'000 : 0, 'x'); }, {}});
  });
  router.add("GET", "/events", [](Request&) { return Response::events(std::make_shared<EventStream>()); });
  const auto server = start({}, std::move(router));
  const std::vector<std::string> requests = {
      post("/collected", std::string(50'000, 'x')), post("/streamed", std::string(50'000, 'x')),
      "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n", "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"};
  for (size_t i = 0; i < 200; ++i) {
    const std::string& request = requests[i % requests.size()];
    const Descriptor client = connect_to(server->port());
    send_text(client, request.substr(0, i % 3 == 0 ? request.size() : request.size() * (i % 7) / 7));
    // Half of them wait for the start of an answer, where the request was whole.
    if (i % 6 == 0) {
      EXPECT_FALSE(receive(client, "HTTP/1.1 200").empty());
    }
  }
  EXPECT_EQ(server->drain(), 0U);
  EXPECT_EQ(server->stats().connections, 0U);
  EXPECT_EQ(server->stats().event_streams, 0U);
}

TEST(HttpServer, HooksMayAnswerChangeAndCountEveryRequest) {
  ServerOptions options;
  options.on_head = [](const Request& request) -> std::optional<Response> {
    if (request.header("Origin"))
      return Response(204).set("Access-Control-Allow-Origin", "https://a.example");
    return std::nullopt;
  };
  options.on_answer = [](const Request&, Response& response) { response.set("X-Last", "touch"); };
  options.error_answer = [](int status, std::string_view detail, const Request*, std::string_view) {
    return Response::text(status, fmt::format("ours: {}", detail));
  };
  std::vector<int> statuses;
  options.on_finished = [&](const AccessRecord& record) { statuses.push_back(record.status); };
  const auto server = start(std::move(options), Router());
  const Descriptor client = connect_to(server->port());
  send_text(client,
            "OPTIONS /a HTTP/1.1\r\nHost: a\r\nOrigin: b\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\nGET\r\n");
  const std::string answers = receive(client);
  EXPECT_NE(answers.find("HTTP/1.1 204 No Content\r\n"), std::string::npos) << answers;
  EXPECT_NE(answers.find("Access-Control-Allow-Origin: https://a.example\r\nX-Last: touch\r\n"),
            std::string::npos);
  EXPECT_NE(answers.find("X-Last: touch", answers.find("404")), std::string::npos);
  EXPECT_NE(answers.find("ours: nothing is at this path"), std::string::npos);
  EXPECT_TRUE(answers.ends_with("ours: the request line has no target"));
  server->drain();
  EXPECT_EQ(statuses, (std::vector<int>{204, 404, 400}));
}

TEST(HttpServer, SaysWhyItCannotStart) {
  const auto message = [](ServerOptions options) {
    const auto server = HttpServer::start(std::move(options), Router());
    return server.ok() ? std::string() : server.error().message;
  };
  ServerOptions taken;
  taken.port = 1;
  taken.address = "192.0.2.1";  // an address of documentation: nobody has it
  EXPECT_EQ(message(taken), "192.0.2.1:1: cannot listen: Cannot assign requested address");
  ServerOptions name;
  name.address = "localhost";
  EXPECT_EQ(message(name), "localhost: is not a numeric address to listen on");
  ServerOptions half;
  half.key_file = "key.pem";
  EXPECT_EQ(message(half), "HTTPS needs both a certificate and its key");
  ServerOptions missing;
  missing.key_file = missing.certificate_file = "/nowhere/key.pem";
  EXPECT_TRUE(message(missing).starts_with("/nowhere/key.pem: cannot be used as a certificate: "));
}

}  // namespace
}  // namespace theta::http

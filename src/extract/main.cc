// theta-extract: reads documents for theta in a process that can do nothing else. It is started by theta and
// is no command for people. Its descriptors: 0 requests, 1 replies, 3 the document; for a PDF 0 is the
// document and 1 its text.

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include "extract/confinement.h"
#include "extract/forbidden_calls.h"
#include "extract/server.h"
#include "isolation/limits.h"

namespace {

using theta::Error;
using theta::Result;
using theta::Status;
using theta::isolation::Reply;
using theta::isolation::ReplyType;

constexpr int kRequests = 0;
constexpr int kReplies = 1;
constexpr int kDocument = 3;

bool read_all(int fd, char* data, size_t size) {
  while (size > 0) {
    const ssize_t got = ::read(fd, data, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    data += got;
    size -= static_cast<size_t>(got);
  }
  return true;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return true;
}

bool send(const Reply& reply) {
  return write_all(kReplies, encode_header(reply.type, reply.body.size())) && write_all(kReplies, reply.body);
}

Reply refusal(const Error& error) {
  return {ReplyType::kRefused, error.message};
}

Reply answer(theta::extract::Server& server, const theta::isolation::Request& request) {
  try {
    Result<Reply> reply = server.answer(request);
    return reply.ok() ? std::move(reply).value() : refusal(reply.error());
  } catch (const std::bad_alloc&) {
    return refusal(
        theta::bad_input("needs more than {} MiB of memory to read", theta::isolation::kMemoryBytes >> 20));
  }
}

// Serves requests until the parent closes the channel.
int serve() {
  std::FILE* const file = ::fdopen(kDocument, "rb");
  if (file == nullptr) return 1;
  const Status confined = theta::extract::confine_parser();
  if (!confined.ok()) {
    send(refusal(confined.error()));
    return 1;
  }
  theta::extract::Server server(file);
  std::string bytes(theta::isolation::kRequestBytes, '\0');
  while (read_all(kRequests, bytes.data(), bytes.size())) {
    const Result<theta::isolation::Request> request = theta::isolation::decode_request(bytes);
    if (!request.ok() || !send(answer(server, request.value()))) return 1;
  }
  return 0;
}

int read_pdf(const char* pdftotext) {
  char* const arguments[] = {const_cast<char*>("pdftotext"), const_cast<char*>("-enc"),
                             const_cast<char*>("UTF-8"),     const_cast<char*>("-"),
                             const_cast<char*>("-"),         nullptr};
  const Status failed = theta::extract::become_reader(pdftotext, arguments);
  fmt::print(stderr, "{}\n", failed.error().message);
  return 1;
}

// Says which calls a confined parser may make after all: none, on a machine that is in order.
int check() {
  const Status confined = theta::extract::confine_parser();
  if (!confined.ok()) {
    fmt::print("{}\n", confined.error().message);
    return 1;
  }
  int allowed = 0;
  std::string report;
  for (const theta::extract::Attempt& attempt : theta::extract::try_forbidden_calls()) {
    allowed += attempt.refused ? 0 : 1;
    report += fmt::format("{}: {}\n", attempt.call, attempt.refused ? "refused" : "ALLOWED");
  }
  return write_all(kReplies, report) && allowed == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode != "documents" && mode != "pdf" && mode != "check") {
    fmt::print(
        stderr,
        "theta-extract reads documents for theta, which starts it; \"theta-extract check\" tests that it "
        "is confined on this machine\n");
    return 2;
  }
  const Status limited = theta::extract::limit_process(argc > 2 ? std::atoi(argv[2]) : ::getppid());
  if (!limited.ok()) {
    fmt::print(stderr, "{}\n", limited.error().message);
    return 1;
  }
  int code = 2;
  if (mode == "documents") code = serve();
  if (mode == "pdf" && argc == 4) code = read_pdf(argv[3]);
  if (mode == "check") code = check();
  // Destructors and buffers are of no use to a process that has told all it knows.
  ::_exit(code);
}

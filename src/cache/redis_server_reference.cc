#include "cache/redis_server_reference.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "base/assert.h"
#include "base/descriptor.h"
#include "base/files.h"
#include "cache/redis_connection.h"

namespace theta::cache {
namespace {

constexpr const char* kProgram = "/usr/bin/redis-server";

uint16_t free_port() {
  const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  THETA_ASSERT(::bind(socket.get(), generic, size) == 0);
  THETA_ASSERT(::getsockname(socket.get(), generic, &size) == 0);
  return ::ntohs(address.sin_port);
}

}  // namespace

bool RedisServer::is_installed() {
  return ::access(kProgram, X_OK) == 0;
}

RedisServer::RedisServer() {
  std::signal(SIGPIPE, SIG_IGN);
  address_.port = free_port();
  address_.password = "test \"password\"";
  start();
}

RedisServer::~RedisServer() {
  kill();
}

void RedisServer::start() {
  const std::string configuration = folder_.file("redis.conf");
  THETA_ASSERT(write_file_atomic(configuration,
                                 fmt::format("bind 127.0.0.1\nport {}\nsave \"\"\nappendonly no\ndir {}\n"
                                             "logfile {}\nrequirepass \"test \\\"password\\\"\"\n",
                                             address_.port, folder_.path(), folder_.file("log")))
                   .ok());
  process_ = ::fork();
  THETA_ASSERT(process_ >= 0);
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::execl(kProgram, kProgram, configuration.c_str(), nullptr);
    ::_exit(127);
  }
  for (int attempt = 0; attempt < 1'000; ++attempt) {
    if (RedisConnection::open(address_, {}).ok()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  THETA_ASSERT(false);
}

void RedisServer::kill() {
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  THETA_ASSERT(::waitpid(process_, nullptr, 0) == process_);
  process_ = -1;
}

void RedisServer::freeze() {
  ::kill(process_, SIGSTOP);
}

void RedisServer::thaw() {
  ::kill(process_, SIGCONT);
}

void RedisServer::flush() {
  THETA_ASSERT(RedisConnection::open(address_, {}).value().command({"FLUSHALL"}).ok());
}

}  // namespace theta::cache

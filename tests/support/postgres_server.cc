#include "support/postgres_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include "base/descriptor.h"
#include "base/files.h"

namespace theta::testing_support {
namespace {

constexpr std::string_view kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr const char* kUser = "postgres";

/// Starts a program whose output goes to `log`, as kUser when we are root. It gets SIGQUIT when we end.
pid_t spawn(const std::vector<std::string>& words, const std::string& log, const std::string& password) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const passwd* user = ::geteuid() == 0 ? ::getpwnam(kUser) : nullptr;
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  if (user != nullptr &&
      (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)) {
    ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (::getppid() != parent) ::_exit(126);
  const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int input = ::open("/dev/null", O_RDONLY);
  if (output < 0 || input < 0) ::_exit(126);
  ::dup2(input, 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  ::setenv("PGPASSWORD", password.c_str(), 1);
  ::setenv("LC_ALL", "C.UTF-8", 1);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

int run(const std::vector<std::string>& words, const std::string& log, const std::string& password) {
  int status = 0;
  const pid_t child = spawn(words, log, password);
  if (child < 0 || ::waitpid(child, &status, 0) != child) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string program(std::string_view name) {
  return std::string(kPrograms) + std::string(name);
}

/// A port of 127.0.0.1 that nobody listens on now.
int free_port() {
  const Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{.sin_family = AF_INET, .sin_addr = {.s_addr = ::htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener.get(), generic, size) != 0 || ::getsockname(listener.get(), generic, &size) != 0)
    return 0;
  return ::ntohs(address.sin_port);
}

std::vector<pid_t> children_of(pid_t parent) {
  std::ifstream list(fmt::format("/proc/{0}/task/{0}/children", parent));
  return {std::istream_iterator<pid_t>(list), std::istream_iterator<pid_t>()};
}

/// Whether a process is gone, or dead and only not yet buried by its new parent.
bool has_ended(pid_t pid) {
  std::ifstream file(fmt::format("/proc/{}/stat", pid));
  std::string line;
  if (!std::getline(file, line)) return true;
  const size_t name_end = line.rfind(") ");
  return name_end == std::string::npos || line[name_end + 2] == 'Z' || line[name_end + 2] == 'X';
}

Error log_error(std::string_view what, const std::string& log) {
  const Result<std::string> text = read_file(log);
  return make_error(ErrorKind::kFailed, "{}: {}", what, text.ok() ? text.value() : text.error().message);
}

}  // namespace

std::string memory_folder() {
  constexpr const char* kFolder = "/dev/shm";
  constexpr uint64_t kEnough = uint64_t{512} << 20;
  struct statvfs space = {};
  if (::statvfs(kFolder, &space) != 0 || ::access(kFolder, W_OK | X_OK) != 0) return "";
  return space.f_bavail * space.f_frsize >= kEnough ? kFolder : "";
}

std::string PostgresServer::missing() {
  if (!file_exists(program("postgres"))) return "PostgreSQL 15 is not installed (package postgresql-15)";
  if (::geteuid() == 0 && ::getpwnam(kUser) == nullptr) return "there is no user postgres to run it as";
  return "";
}

PostgresServer::PostgresServer(bool durable)
    : folder_(durable ? "" : memory_folder()), password_("test-secret"), durable_(durable) {}

Result<std::unique_ptr<PostgresServer>> PostgresServer::start(bool durable) {
  std::unique_ptr<PostgresServer> server(new PostgresServer(durable));
  const std::string folder = server->folder_.path();
  const std::string password_file = server->folder_.file("password");
  THETA_RETURN_IF_ERROR(write_file_atomic(password_file, server->password_));
  if (::geteuid() == 0) {
    const passwd* user = ::getpwnam(kUser);
    if (::chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0 ||
        ::chown(password_file.c_str(), user->pw_uid, user->pw_gid) != 0) {
      return errno_error(errno, "give away", folder);
    }
  }
  const std::string log = server->folder_.file("initdb.log");
  const int code =
      run({program("initdb"), "-D", folder + "/data", "-A", "scram-sha-256", "-U", "theta",
           "--pwfile=" + password_file, "-E", "UTF8", "--locale=C.UTF-8", "-N", "--wal-segsize=4"},
          log, "");
  if (code != 0) return log_error("initdb failed", log);
  // Somebody else may take the port between our look and the start.
  for (int attempt = 1;; ++attempt) {
    server->port_ = free_port();
    const Status launched = server->launch();
    if (launched.ok()) return server;
    if (attempt == 3) return launched.error();
  }
}

PostgresServer::~PostgresServer() {
  stop();
}

void PostgresServer::start_process(const std::string& log) {
  const std::string port = fmt::format("{}", port_);
  pid_ = spawn({program("postgres"), "-D", folder_.path() + "/data", "-p", port, "-c",
                "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + folder_.path(), "-c",
                "max_connections=100", "-c", "max_wal_size=64MB", "-c", durable_ ? "fsync=on" : "fsync=off"},
               log, "");
}

Status PostgresServer::launch() {
  const std::string log = folder_.file("server.log");
  start_process(log);
  int ends = 0;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < give_up) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = 0;
      // After a crash the kernel may need a moment to take back memory and port.
      if (++ends == 10) return log_error("PostgreSQL ended", log);
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      start_process(log);
    }
    const std::string port = fmt::format("{}", port_);
    if (run({program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", port}, log, "") == 0) return Status();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  crash();
  return log_error("PostgreSQL did not answer within 60 s", log);
}

Result<std::string> PostgresServer::create_place() {
  const std::string name = fmt::format("place_{}", ++places_);
  const std::string log = folder_.file("psql.log");
  const int code = run({program("psql"), "-q", "-h", "127.0.0.1", "-p", fmt::format("{}", port_), "-U",
                        "theta", "-d", "postgres", "-c", "create schema " + name},
                       log, password_);
  if (code != 0) return log_error("psql failed", log);
  return fmt::format("postgresql://theta:{}@127.0.0.1:{}/postgres?options=-csearch_path%3D{}", password_,
                     port_, name);
}

void PostgresServer::stop() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGINT);  // "fast": breaks connections
  wait_for_end();
}

void PostgresServer::crash() {
  if (pid_ == 0) return;
  const std::vector<pid_t> children = children_of(pid_);
  ::kill(pid_, SIGKILL);
  for (const pid_t child : children) ::kill(child, SIGKILL);
  wait_for_end();
  for (const pid_t child : children) {
    while (!has_ended(child)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

void PostgresServer::wait_for_end() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
}

}  // namespace theta::testing_support

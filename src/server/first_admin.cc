#include "server/first_admin.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "accounts/tokens.h"
#include "base/descriptor.h"
#include "base/files.h"
#include "base/trim.h"
#include "database/users.h"

namespace theta::server {
namespace {

constexpr const char* kFile = "first-admin-password.txt";

Status write_private(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.get() < 0) return errno_error(errno, "create", path);
  if (::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      ::fsync(file.get()) != 0) {
    return errno_error(errno, "write", path);
  }
  return {};
}

// The password in the file, which is made where there is none: whole or not at all, and by one server only.
Result<Secret> password_in(const std::string& data) {
  const std::string path = join_path(data, kFile);
  const Secret made = accounts::new_token();
  const std::string draft = fmt::format("{}.{}", path, accounts::new_token().reveal().substr(0, 8));
  THETA_RETURN_IF_ERROR(write_private(draft, made.reveal() + "\n"));
  const bool linked = ::link(draft.c_str(), path.c_str()) == 0;
  const int problem = errno;
  ::unlink(draft.c_str());
  if (!linked && problem != EEXIST) return errno_error(problem, "create", path);
  THETA_RETURN_IF_ERROR(sync_folder(data));
  THETA_ASSIGN(const std::string text, read_file(path));
  return Secret(std::string(trimmed(text)));
}

}  // namespace

Status make_first_admin(Services& services, accounts::Accounts& accounts) {
  THETA_ASSIGN(const database::User user, database::Users(*services.database).get(services.user));
  if (user.password_hash) return {};
  THETA_ASSIGN(const Secret password, password_in(services.data));
  THETA_RETURN_IF_ERROR(accounts.set_first_password(user.id, password).status());
  services.log.write("info", "first_admin",
                     {{"email", user.email},
                      {"password_file", join_path(services.data, kFile)},
                      {"user_id", user.id.text()}});
  return {};
}

void forget_first_password(const std::string& data) {
  ::unlink(join_path(data, kFile).c_str());
}

}  // namespace theta::server

#include "cloud/credential_source.h"

#include <cstdlib>

#include "base/files.h"
#include "base/trim.h"

namespace theta::cloud {
namespace {

constexpr std::chrono::seconds kFresh{60};

std::string variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? "" : std::string(trimmed(value));
}

Result<std::string> secret(const std::string& name) {
  const std::string value = variable(name);
  const std::string file = variable(name + "_FILE");
  if (!value.empty() && !file.empty())
    return usage_error("{0}: is set, and {0}_FILE too; set one of them", name);
  if (file.empty()) return value;
  const Result<std::string> text = read_file(file);
  if (!text.ok()) return make_error(text.error().kind, "{}_FILE: {}", name, text.error().message);
  return std::string(trimmed(text.value()));
}

Result<Credentials> read_credentials() {
  Credentials read;
  THETA_ASSIGN(read.id, secret("OSS_ACCESS_KEY_ID"));
  THETA_ASSIGN(read.secret, secret("OSS_ACCESS_KEY_SECRET"));
  THETA_ASSIGN(read.token, secret("OSS_SECURITY_TOKEN"));
  if (read.id.empty())
    return usage_error("OSS_ACCESS_KEY_ID: is needed for the object store, and is not set");
  if (read.secret.empty())
    return usage_error("OSS_ACCESS_KEY_SECRET: is needed for the object store, and is not set");
  return read;
}

}  // namespace

Result<std::shared_ptr<CredentialSource>> CredentialSource::of_environment() {
  std::shared_ptr<CredentialSource> source(new CredentialSource());
  source->from_environment_ = true;
  THETA_ASSIGN(source->known_, read_credentials());
  source->read_at_ = Clock::now();
  return source;
}

Result<Credentials> CredentialSource::now() {
  const std::lock_guard lock(mutex_);
  if (from_environment_ && Clock::now() - read_at_ > kFresh) {
    // Files that are being replaced may be away for a moment: what was known still holds then.
    Result<Credentials> read = read_credentials();
    if (read.ok()) known_ = std::move(read).value();
    read_at_ = Clock::now();
  }
  return known_;
}

bool CredentialSource::renew(const Credentials& expired) {
  const std::lock_guard lock(mutex_);
  if (known_ != expired) return true;
  if (!from_environment_) return false;
  Result<Credentials> read = read_credentials();
  if (!read.ok() || read.value() == expired) return false;
  known_ = std::move(read).value();
  read_at_ = Clock::now();
  return true;
}

}  // namespace theta::cloud

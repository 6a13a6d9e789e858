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

Result<Credentials> read_credentials(const std::string& prefix, const std::string& purpose) {
  Credentials read;
  THETA_ASSIGN(read.id, secret(prefix + "_ACCESS_KEY_ID"));
  THETA_ASSIGN(read.secret, secret(prefix + "_ACCESS_KEY_SECRET"));
  THETA_ASSIGN(read.token, secret(prefix + "_SECURITY_TOKEN"));
  if (read.id.empty())
    return usage_error("{}_ACCESS_KEY_ID: is needed for {}, and is not set", prefix, purpose);
  if (read.secret.empty())
    return usage_error("{}_ACCESS_KEY_SECRET: is needed for {}, and is not set", prefix, purpose);
  return read;
}

}  // namespace

Result<std::shared_ptr<CredentialSource>> CredentialSource::of_environment(std::string prefix,
                                                                           std::string purpose) {
  std::shared_ptr<CredentialSource> source(new CredentialSource());
  THETA_ASSIGN(source->known_, read_credentials(prefix, purpose));
  source->prefix_ = std::move(prefix);
  source->purpose_ = std::move(purpose);
  source->read_at_ = Clock::now();
  return source;
}

Result<Credentials> CredentialSource::now() {
  const std::lock_guard lock(mutex_);
  if (!prefix_.empty() && Clock::now() - read_at_ > kFresh) {
    // Files that are being replaced may be away for a moment: what was known still holds then.
    Result<Credentials> read = read_credentials(prefix_, purpose_);
    if (read.ok()) known_ = std::move(read).value();
    read_at_ = Clock::now();
  }
  return known_;
}

bool CredentialSource::renew(const Credentials& expired) {
  const std::lock_guard lock(mutex_);
  if (known_ != expired) return true;
  if (prefix_.empty()) return false;
  Result<Credentials> read = read_credentials(prefix_, purpose_);
  if (!read.ok() || read.value() == expired) return false;
  known_ = std::move(read).value();
  read_at_ = Clock::now();
  return true;
}

}  // namespace theta::cloud

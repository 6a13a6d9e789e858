#include "server/file_upload.h"

#include <algorithm>

#include "base/hash.h"
#include "http/media_type.h"
#include "server/answers.h"
#include "storage/object_key.h"

namespace theta::server {
namespace {

constexpr size_t kLongestFileName = 200;

}  // namespace

Status check_file_name(std::string_view name, std::string_view field) {
  const Status checked = storage::check_key(name);
  if (!checked.ok()) return bad_input("{}: {}", field, checked.error().message);
  if (name.find('/') != std::string_view::npos || name.starts_with('.') || name.size() > kLongestFileName) {
    return bad_input("{}: must have no slash, no dot at its start, and at most {} bytes", field,
                     kLongestFileName);
  }
  return {};
}

http::Response body_problem(const Error& error, uint64_t limit, std::string_view request_id) {
  if (error.kind == ErrorKind::kExhausted)
    return problem(413, "too_large", fmt::format("a body has at most {} bytes here", limit), request_id);
  const bool stopped = error.kind == ErrorKind::kCancelled;
  return problem(stopped ? 503 : 400, stopped ? "unavailable" : "usage", error.message, request_id);
}

std::string file_key(const database::DatasetId& dataset, const database::FileId& file) {
  return fmt::format("datasets/{}/files/{}", dataset.text(), file.text());
}

FileUpload::~FileUpload() {
  if (kept_) return;
  for (const database::StoredFile& file : files_) static_cast<void>(store_.remove(file.object_key));
}

Status FileUpload::take(const std::string& name, const Next& next) {
  THETA_RETURN_IF_ERROR(check_file_name(name, "name"));
  const bool is_taken = std::any_of(files_.begin(), files_.end(),
                                    [&name](const database::StoredFile& file) { return file.name == name; });
  if (is_taken) return bad_input("name: there are two files of the name {}", name);
  database::StoredFile file{.name = name,
                            .media_type = std::string(http::media_type_of(name)),
                            .object_key = file_key(dataset_, database::FileId::random())};
  THETA_ASSIGN(const auto writer, store_.create(file.object_key, storage::PutMode::kCreateOnly));
  Sha256 hash;
  for (;;) {
    const Result<std::string_view> piece = next();
    source_failed_ = !piece.ok();
    if (!piece.ok()) return piece.error();
    if (piece.value().empty()) break;
    hash.update(piece.value());
    file.bytes += static_cast<int64_t>(piece.value().size());
    bytes_ += piece.value().size();
    THETA_RETURN_IF_ERROR(quota_.reserve(bytes_));
    THETA_RETURN_IF_ERROR(writer->write(piece.value()));
  }
  if (file.bytes == 0) return bad_input("{}: the file is empty", name);
  file.sha256 = hash.hex();
  files_.push_back(std::move(file));
  return writer->finish().status();
}

}  // namespace theta::server

#include "server/piecewise_upload.h"

#include <utility>

#include "http/media_type.h"
#include "server/direct_transfer.h"
#include "server/file_upload.h"
#include "server/records.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

constexpr int64_t kMostPieces = 10'000;
constexpr int kKeyDigits = 16;

}  // namespace

http::Response file_answer(int status, const database::DatasetFile& file) {
  return json_answer(status, file_json(file));
}

std::string pieces_prefix(const database::DatasetFile& file) {
  return file.object_key + ".pieces/";
}

Status remove_objects(storage::ObjectStore& store, const database::DatasetFile& file) {
  if (file.state == database::FileState::kPartial)
    THETA_RETURN_IF_ERROR(abort_transfers(store, file.object_key));
  THETA_RETURN_IF_ERROR(store.remove(file.object_key));
  return storage::remove_all(store, pieces_prefix(file), {});
}

// Of fixed width, so that the keys sort as the pieces follow each other.
std::string PiecewiseUpload::key(int64_t start) const {
  return fmt::format("{}{:0{}}", pieces_prefix(file_), start, kKeyDigits);
}

http::Response PiecewiseUpload::wrong_place(uint64_t from, int64_t received) {
  return problem(409, "conflict",
                 fmt::format("Content-Range: the next piece starts at byte {}, not {}", received, from),
                 call_.request.id(), {{"received_bytes", received}});
}

Result<std::optional<database::DatasetFile>> PiecewiseUpload::find() {
  Result<database::DatasetFile> file = files_.get(call_.caller.user, dataset_, name_);
  if (file.ok()) return std::optional(std::move(file).value());
  if (file.error().kind == ErrorKind::kNotFound) return std::optional<database::DatasetFile>();
  return file.error();
}

Result<http::Response> PiecewiseUpload::run(const http::ContentRange& range,
                                            const std::optional<std::string>& sha256) {
  if (!range.total) return usage_error("Content-Range: must name the size of the whole file");
  const uint64_t total = *range.total;
  if (total == 0) return bad_input("body: the file is empty");
  if (total > kLargestFile)
    return problem(413, "too_large", fmt::format("a file has at most {} bytes", kLargestFile),
                   call_.request.id());
  THETA_ASSIGN(std::optional<database::DatasetFile> there, find());
  if (!there) {
    if (!range.range) return not_found("the file does not exist; its first piece starts at byte 0");
    if (range.range->begin > 0) return wrong_place(range.range->begin, 0);
    Limits::Bytes room(app_.limits, call_.caller);
    THETA_RETURN_IF_ERROR(room.reserve(total));
    THETA_RETURN_IF_ERROR(begin(static_cast<int64_t>(total), sha256));
  } else {
    file_ = *std::move(there);
  }
  if (file_.total_bytes != static_cast<int64_t>(total))
    return make_error(ErrorKind::kConflict,
                      "Content-Range: another upload of {} has {} bytes; delete it first", name_,
                      file_.total_bytes.value_or(0));
  if (sha256 && file_.sha256 && *sha256 != *file_.sha256)
    return make_error(ErrorKind::kConflict,
                      "Repr-Digest: another upload of {} has another hash; delete it first", name_);
  if (file_.state == database::FileState::kComplete) return file_answer(200, file_);
  THETA_RETURN_IF_ERROR(count_stored_pieces());
  if (!range.range) return answer();
  return take_piece(*range.range);
}

// Of two clients who begin at once, one makes the row; the other goes on with it.
Status PiecewiseUpload::begin(int64_t total, const std::optional<std::string>& sha256) {
  Result<database::DatasetFile> added =
      files_.add(call_.caller.user, dataset_,
                 {.name = name_,
                  .media_type = std::string(http::media_type_of(name_)),
                  .object_key = file_key(dataset_, database::FileId::random()),
                  .total_bytes = total,
                  .sha256 = sha256});
  if (!added.ok() && added.error().kind == ErrorKind::kConflict)
    added = files_.get(call_.caller.user, dataset_, name_);
  if (!added.ok()) return added.error();
  file_ = std::move(added).value();
  return {};
}

// What was stored last, and not counted: at most one piece, since the next one needs it counted.
Status PiecewiseUpload::count_stored_pieces() {
  const Result<storage::ObjectInfo> stored = app_.services.store->head(key(file_.received_bytes));
  if (!stored.ok()) return stored.error().kind == ErrorKind::kNotFound ? Status() : stored.status();
  const int64_t to = file_.received_bytes + static_cast<int64_t>(stored.value().size);
  const Status counted = files_.advance(call_.caller.user, file_.id, file_.received_bytes, to);
  if (!counted.ok() && counted.error().kind != ErrorKind::kConflict) return counted;
  THETA_ASSIGN(file_, files_.get(call_.caller.user, dataset_, name_));
  return {};
}

Result<http::Response> PiecewiseUpload::take_piece(const http::ByteRange& range) {
  if (static_cast<int64_t>(range.begin) != file_.received_bytes)
    return wrong_place(range.begin, file_.received_bytes);
  // Whoever has no room for the whole is told so with the first piece.
  Limits::Bytes quota(app_.limits, call_.caller);
  THETA_RETURN_IF_ERROR(quota.reserve(static_cast<uint64_t>(*file_.total_bytes - file_.received_bytes)));
  const uint64_t length = range.end - range.begin;
  const auto least = static_cast<uint64_t>(*file_.total_bytes / kMostPieces);
  if (length < least && static_cast<int64_t>(range.end) != file_.total_bytes)
    return bad_input("Content-Range: pieces of this file have at least {} bytes", least);
  THETA_ASSIGN(const auto writer,
               app_.services.store->create(key(file_.received_bytes), storage::PutMode::kCreateOnly));
  uint64_t taken = 0;
  for (;;) {
    const Result<std::string_view> piece = call_.request.body().next();
    if (!piece.ok()) return body_problem(piece.error(), kLargestFile, call_.request.id());
    if (piece.value().empty()) break;
    taken += piece.value().size();
    if (taken > length) break;
    THETA_RETURN_IF_ERROR(writer->write(piece.value()));
  }
  if (taken != length)
    return usage_error("Content-Range: names {} bytes, and the body has {}", length,
                       taken > length ? "more" : std::to_string(taken));
  const Status stored = writer->finish().status();
  // Another writer was first, here or in another server.
  if (!stored.ok() && stored.error().kind == ErrorKind::kConflict) {
    THETA_RETURN_IF_ERROR(count_stored_pieces());
    return wrong_place(range.begin, file_.received_bytes);
  }
  THETA_RETURN_IF_ERROR(stored);
  const std::string stored_key = key(file_.received_bytes);
  const Status counted = count_stored_pieces();
  // The file was deleted meanwhile: nobody will ask for the piece.
  if (!counted.ok() && counted.error().kind == ErrorKind::kNotFound)
    THETA_RETURN_IF_ERROR(app_.services.store->remove(stored_key));
  THETA_RETURN_IF_ERROR(counted);
  return answer();
}

Result<http::Response> PiecewiseUpload::answer() {
  if (file_.state == database::FileState::kPartial && file_.received_bytes == file_.total_bytes)
    return complete();
  return file_answer(200, file_);
}

// The keys of all pieces, in order, without a hole.
Result<std::vector<std::string>> PiecewiseUpload::pieces() {
  std::vector<std::string> keys;
  int64_t reached = 0;
  bool whole = true;
  THETA_RETURN_IF_ERROR(storage::for_each_object(*app_.services.store, pieces_prefix(file_),
                                                 [&](const storage::ObjectInfo& object) {
                                                   whole = whole && object.key == key(reached);
                                                   reached += static_cast<int64_t>(object.size);
                                                   keys.push_back(object.key);
                                                   return Status();
                                                 }));
  if (!whole || reached != file_.total_bytes)
    return make_error(ErrorKind::kConflict, "{}: pieces of it are gone; delete it and send it again", name_);
  return keys;
}

Result<http::Response> PiecewiseUpload::complete() {
  const Result<std::vector<std::string>> keys = pieces();
  Result<storage::ObjectInfo> made =
      keys.ok() ? storage::compose(*app_.services.store, keys.value(), file_.object_key)
                : Result<storage::ObjectInfo>(keys.error());
  if (!made.ok()) {
    // Somebody else may have ended it meanwhile, and removed the pieces.
    THETA_ASSIGN(const std::optional<database::DatasetFile> there, find());
    if (there && there->state == database::FileState::kComplete) return file_answer(200, *there);
    return made.error();
  }
  if (file_.sha256 && *file_.sha256 != made.value().sha256) {
    THETA_RETURN_IF_ERROR(give_up());
    return bad_input("Repr-Digest: the bytes that came have the SHA-256 {}, not {}; send the file again",
                     made.value().sha256, *file_.sha256);
  }
  const Status counted = files_.complete(call_.caller.user, file_.id, static_cast<int64_t>(made.value().size),
                                         made.value().sha256);
  const bool was_done = !counted.ok() && counted.error().kind == ErrorKind::kConflict;
  if (!counted.ok() && !was_done) return counted.error();
  THETA_RETURN_IF_ERROR(storage::remove_all(*app_.services.store, pieces_prefix(file_), {}));
  THETA_ASSIGN(file_, files_.get(call_.caller.user, dataset_, name_));
  http::Response response = file_answer(was_done ? 200 : 201, file_);
  response.set("Location", call_.request.path());
  return response;
}

Status PiecewiseUpload::give_up() {
  THETA_RETURN_IF_ERROR(files_.remove(call_.caller.user, file_.id));
  return remove_objects(*app_.services.store, file_);
}

}  // namespace theta::server

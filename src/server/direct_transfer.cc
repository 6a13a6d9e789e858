#include "server/direct_transfer.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "cloud/file_upload.h"
#include "cloud/object_calls.h"
#include "cloud/remote_store.h"
#include "database/datasets.h"
#include "http/media_type.h"
#include "jobs/job_fields.h"
#include "server/file_upload.h"
#include "server/piecewise_upload.h"
#include "server/records.h"
#include "server/request_body.h"

namespace theta::server {
namespace {

constexpr uint64_t kSeconds = 900;  // that a URL is good for
constexpr size_t kPiece = size_t{1} << 20;
constexpr size_t kNamedParts = 10;  // of those that are missing, in a message

cloud::RemoteStore* bucket_of(storage::ObjectStore& store) {
  return dynamic_cast<cloud::RemoteStore*>(&store);
}

/// One request about a file that is sent to the bucket directly. The upload is found by the key of its
/// object, which is random and of this file only: nothing else needs to be remembered.
class DirectTransfer {
 public:
  DirectTransfer(Application& app, Call& call) : app_(app), call_(call), files_(*app.services.database) {}

  Result<http::Response> begin();
  Result<http::Response> complete();

 private:
  Status name_file();
  Result<std::optional<database::DatasetFile>> find();
  Status add_file(uint64_t total, const std::optional<std::string>& sha256);
  Result<std::optional<cloud::MultipartUpload>> find_upload();
  Result<http::Response> urls(const cloud::MultipartUpload& upload);
  Status put_together(cloud::MultipartUpload& upload);
  Result<std::string> read_through();
  Result<http::Response> counted(const std::string& sha256);

  Application& app_;
  Call& call_;
  database::DatasetFiles files_;
  database::DatasetId dataset_;
  std::string name_;
  database::DatasetFile file_;
  cloud::RemoteStore* store_ = nullptr;
};

Status DirectTransfer::name_file() {
  THETA_ASSIGN(dataset_, read_id<database::DatasetId>(call_.request.param("id"), "the data set"));
  name_ = call_.request.param("name");
  THETA_RETURN_IF_ERROR(check_file_name(name_, "name"));
  THETA_RETURN_IF_ERROR(
      database::Datasets(*app_.services.database).get(call_.caller.user, dataset_).status());
  store_ = bucket_of(*app_.services.store);
  return {};
}

Result<std::optional<database::DatasetFile>> DirectTransfer::find() {
  Result<database::DatasetFile> file = files_.get(call_.caller.user, dataset_, name_);
  if (file.ok()) return std::optional(std::move(file).value());
  if (file.error().kind == ErrorKind::kNotFound) return std::optional<database::DatasetFile>();
  return file.error();
}

Status DirectTransfer::add_file(uint64_t total, const std::optional<std::string>& sha256) {
  Limits::Bytes room(app_.limits, call_.caller);
  THETA_RETURN_IF_ERROR(room.reserve(total));
  THETA_ASSIGN(file_, files_.add(call_.caller.user, dataset_,
                                 {.name = name_,
                                  .media_type = std::string(http::media_type_of(name_)),
                                  .object_key = file_key(dataset_, database::FileId::random()),
                                  .total_bytes = static_cast<int64_t>(total),
                                  .sha256 = sha256}));
  return {};
}

// Of two requests that began one each at the same moment, both go on with the first.
Result<std::optional<cloud::MultipartUpload>> DirectTransfer::find_upload() {
  THETA_ASSIGN(auto uploads, list_uploads(store_->bucket(), file_.object_key));
  std::erase_if(uploads, [this](const auto& upload) { return upload.key != file_.object_key; });
  if (uploads.empty()) return std::optional<cloud::MultipartUpload>();
  const auto first = std::min_element(uploads.begin(), uploads.end(), [](const auto& a, const auto& b) {
    return std::tie(a.started, a.id) < std::tie(b.started, b.id);
  });
  return std::optional(cloud::MultipartUpload(store_->bucket(), file_.object_key, first->id));
}

Result<http::Response> DirectTransfer::begin() {
  THETA_RETURN_IF_ERROR(name_file());
  THETA_ASSIGN(const formats::Json body, read_json_body(call_.request));
  uint64_t total = 0;
  std::optional<std::string> sha256;
  jobs::JobFields fields(body, "body", "a transfer");
  fields.take_between("total_bytes", total, 1, static_cast<double>(kLargestFile));
  fields.require("total_bytes");
  fields.take("sha256", sha256);
  const bool is_hash =
      !sha256 || (sha256->size() == 64 && sha256->find_first_not_of("0123456789abcdef") == std::string::npos);
  if (!is_hash) fields.refuse("sha256", "must be 64 hexadecimal digits in lower case");
  THETA_RETURN_IF_ERROR(fields.finish());
  if (store_ == nullptr) return json_answer(200, {{"direct", false}});
  THETA_ASSIGN(std::optional<database::DatasetFile> there, find());
  if (there && (there->state == database::FileState::kComplete || there->received_bytes > 0 ||
                there->total_bytes != static_cast<int64_t>(total) || there->sha256 != sha256))
    return make_error(ErrorKind::kConflict, "name: there is another file of the name {}; delete it first",
                      name_);
  if (there) {
    file_ = *std::move(there);
  } else {
    THETA_RETURN_IF_ERROR(add_file(total, sha256));
  }
  THETA_ASSIGN(std::optional<cloud::MultipartUpload> upload, find_upload());
  if (!upload) {
    THETA_ASSIGN(upload, cloud::MultipartUpload::start(store_->bucket(), file_.object_key, {}));
  }
  return urls(*upload);
}

// URLs of the parts that the bucket does not have.
Result<http::Response> DirectTransfer::urls(const cloud::MultipartUpload& upload) {
  const auto total = static_cast<uint64_t>(*file_.total_bytes);
  const uint64_t size = cloud::part_size_for(total);
  THETA_ASSIGN(const std::vector<cloud::SentPart> sent, upload.parts());
  std::set<size_t> done;
  for (const cloud::SentPart& part : sent) done.insert(part.number);
  formats::Json parts = formats::Json::array();
  for (uint64_t begin = 0; begin < total; begin += size) {
    const uint64_t number = begin / size + 1;
    if (done.contains(number)) continue;
    THETA_ASSIGN(const std::string url, store_->bucket().presign("PUT", file_.object_key, kSeconds, {},
                                                                 {{"partNumber", fmt::format("{}", number)},
                                                                  {"uploadId", upload.id()}}));
    parts.push_back(
        {{"number", number}, {"offset", begin}, {"bytes", std::min(size, total - begin)}, {"url", url}});
  }
  http::Response response = json_answer(200, {{"direct", true},
                                              {"method", "PUT"},
                                              {"part_bytes", size},
                                              {"parts", std::move(parts)},
                                              {"expires_in", kSeconds}});
  response.set("Cache-Control", "no-store");
  return response;
}

// The parts must be those of this file: all of them, and no byte more than was announced.
Status DirectTransfer::put_together(cloud::MultipartUpload& upload) {
  const auto total = static_cast<uint64_t>(*file_.total_bytes);
  const uint64_t size = cloud::part_size_for(total);
  THETA_ASSIGN(const std::vector<cloud::SentPart> parts, upload.parts());
  std::set<size_t> missing;
  for (uint64_t begin = 0; begin < total; begin += size) missing.insert(begin / size + 1);
  for (const cloud::SentPart& part : parts) {
    const uint64_t begin = (part.number - 1) * size;
    if (missing.erase(part.number) == 0 || part.size != std::min(size, total - begin))
      return bad_input("part {}: has {} bytes, which are not those of the file; send it again", part.number,
                       part.size);
    upload.keep(part.number, part.etag);
  }
  if (!missing.empty()) {
    std::vector<size_t> named(missing.begin(), missing.end());
    named.resize(std::min(named.size(), kNamedParts));
    return make_error(ErrorKind::kConflict, "{} parts are missing: {}{}", missing.size(),
                      fmt::join(named, ", "), missing.size() > named.size() ? ", ..." : "");
  }
  THETA_ASSIGN(const cloud::BucketAnswer answer, upload.complete({}));
  // Another request may have completed it: the object tells.
  if (answer.http.status == 200 || answer.http.status == 404) return {};
  return store_->bucket().error_of({.method = "POST", .key = file_.object_key}, answer);
}

// Its SHA-256. The reader compares the CRC-64 of the service on the way.
Result<std::string> DirectTransfer::read_through() {
  THETA_ASSIGN(const auto reader, store_->open(file_.object_key));
  const uint64_t size = reader->info().size;
  if (static_cast<int64_t>(size) != *file_.total_bytes)
    return bad_input("total_bytes: {} bytes came, not {}", size, *file_.total_bytes);
  std::vector<char> piece(kPiece);
  Sha256 hash;
  for (uint64_t done = 0; done < size;) {
    THETA_ASSIGN(const size_t count, reader->read(done, piece));
    if (count == 0) return storage::damaged_object(file_.object_key, "it ends too early");
    hash.update({piece.data(), count});
    done += count;
  }
  return hash.hex();
}

Result<http::Response> DirectTransfer::complete() {
  THETA_RETURN_IF_ERROR(name_file());
  THETA_ASSIGN(file_, files_.get(call_.caller.user, dataset_, name_));
  if (file_.state == database::FileState::kComplete) return file_answer(200, file_);
  if (store_ == nullptr)
    return make_error(ErrorKind::kConflict, "{}: is not sent directly: the store is no bucket", name_);
  // Several transfers may have begun while there was room for one.
  Limits::Bytes room(app_.limits, call_.caller);
  THETA_RETURN_IF_ERROR(room.reserve(static_cast<uint64_t>(*file_.total_bytes)));
  THETA_ASSIGN(std::optional<cloud::MultipartUpload> upload, find_upload());
  if (upload) THETA_RETURN_IF_ERROR(put_together(*upload));
  const Result<std::string> sha256 = read_through();
  if (!sha256.ok() && sha256.error().kind == ErrorKind::kNotFound)
    return make_error(ErrorKind::kConflict, "{}: no transfer of it was begun", name_);
  if (!sha256.ok()) return sha256.error();
  if (file_.sha256 && *file_.sha256 != sha256.value()) {
    THETA_RETURN_IF_ERROR(files_.remove(call_.caller.user, file_.id));
    THETA_RETURN_IF_ERROR(store_->remove(file_.object_key));
    return bad_input("sha256: the bytes that came have the SHA-256 {}, not {}; send the file again",
                     sha256.value(), *file_.sha256);
  }
  return counted(sha256.value());
}

Result<http::Response> DirectTransfer::counted(const std::string& sha256) {
  const Status done = files_.complete(call_.caller.user, file_.id, *file_.total_bytes, sha256);
  if (!done.ok() && done.error().kind != ErrorKind::kConflict) return done.error();
  THETA_ASSIGN(file_, files_.get(call_.caller.user, dataset_, name_));
  return file_answer(done.ok() ? 201 : 200, file_);
}

}  // namespace

void add_transfer_routes(Routes& routes) {
  routes.add_json("POST", "/api/datasets/{id}/files/{name}/transfer",
                  [](Application& app, Call& call) { return DirectTransfer(app, call).begin(); });
  routes.add("POST", "/api/datasets/{id}/files/{name}/transfer/complete",
             [](Application& app, Call& call) { return DirectTransfer(app, call).complete(); });
}

Result<std::optional<std::string>> direct_download(storage::ObjectStore& store,
                                                   const database::DatasetFile& file) {
  cloud::RemoteStore* const remote = bucket_of(store);
  if (remote == nullptr) return std::optional<std::string>();
  http::Response named(200);
  named.attachment(file.name);
  THETA_ASSIGN(std::string url, remote->bucket().presign("GET", file.object_key, kSeconds, {},
                                                         {{"response-content-disposition",
                                                           std::string(*named.field("Content-Disposition"))},
                                                          {"response-content-type", file.media_type}}));
  return std::optional(std::move(url));
}

Status abort_transfers(storage::ObjectStore& store, const std::string& object_key) {
  cloud::RemoteStore* const remote = bucket_of(store);
  if (remote == nullptr) return {};
  THETA_ASSIGN(const auto uploads, list_uploads(remote->bucket(), object_key));
  for (const cloud::UnfinishedUpload& upload : uploads) {
    if (upload.key == object_key)
      THETA_RETURN_IF_ERROR(cloud::MultipartUpload(remote->bucket(), upload.key, upload.id).abort());
  }
  return {};
}

}  // namespace theta::server

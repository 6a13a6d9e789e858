#include "base/hash.h"
#include "database/dataset_files.h"
#include "database/datasets.h"
#include "http/media_type.h"
#include "server/digest.h"
#include "server/direct_transfer.h"
#include "server/file_upload.h"
#include "server/object_answer.h"
#include "server/piecewise_upload.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

/// The file that a request is about.
struct Named {
  database::DatasetId dataset;
  std::string name;
};

Result<Named> named_file(const http::Request& request) {
  Named named;
  THETA_ASSIGN(named.dataset, read_id<database::DatasetId>(request.param("id"), "the data set"));
  named.name = request.param("name");
  THETA_RETURN_IF_ERROR(check_file_name(named.name, "name"));
  return named;
}

/// What a body came to.
struct Received {
  uint64_t bytes = 0;
  std::string sha256;
};

// Moves the body to where `write` wants it. An error of the client's side becomes `refused`.
template <typename Write>
Result<Received> receive(http::Request& request, std::optional<http::Response>& refused, const Write& write) {
  Received received;
  Sha256 hash;
  for (;;) {
    const Result<std::string_view> piece = request.body().next();
    if (!piece.ok()) {
      refused = body_problem(piece.error(), kLargestFile, request.id());
      return piece.error();
    }
    if (piece.value().empty()) break;
    hash.update(piece.value());
    received.bytes += piece.value().size();
    THETA_RETURN_IF_ERROR(write(piece.value()));
  }
  received.sha256 = hash.hex();
  return received;
}

// A name that is taken: sending the same bytes again is no error, since the answer may have been lost.
Result<http::Response> compare(http::Request& request, const database::DatasetFile& there) {
  std::optional<http::Response> refused;
  const Result<Received> received = receive(request, refused, [](std::string_view) { return Status(); });
  if (refused) return *std::move(refused);
  if (!received.ok()) return received.error();
  if (received.value().sha256 == there.sha256) return file_answer(200, there);
  return make_error(ErrorKind::kConflict, "name: there is another file of the name {}; delete it first",
                    there.name);
}

// The object is stored whole before the database knows of it, so that a row always has its bytes.
Result<http::Response> store(Application& app, Call& call, const Named& named,
                             const std::optional<std::string>& sha256) {
  const std::string key = file_key(named.dataset, database::FileId::random());
  // A length that is known is refused before anything is written, another as soon as it is too much.
  Limits::Bytes quota(app.limits, call.caller);
  uint64_t count = 0;
  THETA_RETURN_IF_ERROR(quota.reserve(call.request.head().content_length.value_or(0)));
  THETA_ASSIGN(const auto writer, app.services.store->create(key, storage::PutMode::kCreateOnly));
  std::optional<http::Response> refused;
  const auto write = [&](std::string_view piece) -> Status {
    count += piece.size();
    THETA_RETURN_IF_ERROR(quota.reserve(count));
    return writer->write(piece);
  };
  const Result<Received> received = receive(call.request, refused, write);
  if (refused) return *std::move(refused);
  if (!received.ok()) return received.error();
  if (received.value().bytes == 0) return bad_input("body: the file is empty");
  if (sha256 && *sha256 != received.value().sha256)
    return bad_input("Repr-Digest: the bytes that came have the SHA-256 {}, not {}; send the file again",
                     received.value().sha256, *sha256);
  THETA_RETURN_IF_ERROR(writer->finish().status());

  database::DatasetFiles files(*app.services.database);
  const auto bytes = static_cast<int64_t>(received.value().bytes);
  const database::NewFile file = {.name = named.name,
                                  .media_type = std::string(http::media_type_of(named.name)),
                                  .object_key = key,
                                  .total_bytes = bytes};
  const auto insert = [&]() -> Result<database::DatasetFile> {
    THETA_ASSIGN(const database::DatasetFile added, files.add(call.caller.user, named.dataset, file));
    THETA_RETURN_IF_ERROR(files.complete(call.caller.user, added.id, bytes, received.value().sha256));
    return files.get(call.caller.user, named.dataset, named.name);
  };
  const Result<database::DatasetFile> stored = insert();
  if (!stored.ok()) {
    // After "may have been kept" the row may be there, and needs its object.
    if (stored.error().kind != ErrorKind::kUnavailable) static_cast<void>(app.services.store->remove(key));
    return stored.error();
  }
  http::Response response = file_answer(201, stored.value());
  response.set("Location", call.request.path());
  return response;
}

Status remove_file(Application& app, const Call& call, const database::DatasetFile& file) {
  THETA_RETURN_IF_ERROR(database::DatasetFiles(*app.services.database).remove(call.caller.user, file.id));
  return remove_objects(*app.services.store, file);
}

Result<http::Response> put(Application& app, Call& call) {
  THETA_ASSIGN(const Named named, named_file(call.request));
  THETA_ASSIGN(const std::optional<std::string> sha256, announced_sha256(call.request));
  THETA_RETURN_IF_ERROR(
      database::Datasets(*app.services.database).get(call.caller.user, named.dataset).status());
  if (const auto header = call.request.header("Content-Range")) {
    const std::optional<http::ContentRange> range = http::parse_content_range(*header);
    if (!range) return usage_error("Content-Range: must be as in bytes 0-99/1000, or bytes */1000");
    return PiecewiseUpload(app, call, named.dataset, named.name).run(*range, sha256);
  }
  database::DatasetFiles files(*app.services.database);
  const Result<database::DatasetFile> there = files.get(call.caller.user, named.dataset, named.name);
  if (!there.ok() && there.error().kind != ErrorKind::kNotFound) return there.error();
  if (there.ok() && there.value().state == database::FileState::kComplete)
    return compare(call.request, there.value());
  // What was begun in pieces, or left by a killed server between two statements.
  if (there.ok()) THETA_RETURN_IF_ERROR(remove_file(app, call, there.value()));
  return store(app, call, named, sha256);
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::DatasetId>(call.request.param("id"), "the data set"));
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_RETURN_IF_ERROR(database::Datasets(*app.services.database).get(call.caller.user, id).status());
  THETA_ASSIGN(const auto listing,
               database::DatasetFiles(*app.services.database).list(call.caller.user, id, page));
  return json_answer(200, list_json(listing, file_json));
}

Result<http::Response> get(Application& app, Call& call) {
  THETA_ASSIGN(const Named named, named_file(call.request));
  THETA_ASSIGN(
      const auto file,
      database::DatasetFiles(*app.services.database).get(call.caller.user, named.dataset, named.name));
  return file_answer(200, file);
}

Result<http::Response> content(Application& app, Call& call) {
  THETA_ASSIGN(const Named named, named_file(call.request));
  database::DatasetFiles files(*app.services.database);
  THETA_ASSIGN(const auto file, files.get(call.caller.user, named.dataset, named.name));
  if (file.state != database::FileState::kComplete)
    return make_error(ErrorKind::kConflict, "{}: {} of its bytes have come; it is not whole yet", file.name,
                      file.received_bytes);
  if (call.request.query("direct") == "true") {
    THETA_ASSIGN(const std::optional<std::string> url, direct_download(*app.services.store, file));
    if (url) {
      http::Response response(302);
      response.set("Location", *url);
      response.set("Cache-Control", "no-store");
      return response;
    }
  }
  THETA_ASSIGN(std::shared_ptr<storage::ObjectReader> reader, app.services.store->open(file.object_key));
  return object_answer(call.request, std::move(reader), file.name, file.media_type,
                       fmt::format("\"{}\"", file.sha256.value_or("")));
}

Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const Named named, named_file(call.request));
  database::DatasetFiles files(*app.services.database);
  THETA_ASSIGN(const auto file, files.get(call.caller.user, named.dataset, named.name));
  THETA_RETURN_IF_ERROR(remove_file(app, call, file));
  app.surveys.forget(named.dataset);
  return no_content();
}

}  // namespace

void add_file_routes(Routes& routes) {
  routes.add("GET", "/api/datasets/{id}/files", list);
  routes.add("GET", "/api/datasets/{id}/files/{name}", get);
  routes.add("GET", "/api/datasets/{id}/files/{name}/content", content);
  routes.add("PUT", "/api/datasets/{id}/files/{name}", put,
             {.body_limit = kLargestFile, .streams_body = true});
  routes.add("DELETE", "/api/datasets/{id}/files/{name}", remove);
  add_transfer_routes(routes);
}

}  // namespace theta::server

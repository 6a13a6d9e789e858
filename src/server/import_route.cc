// A model that was made elsewhere, as a bundle.
#include <filesystem>
#include <optional>

#include "base/files.h"
#include "base/folders.h"
#include "engine/edits.h"
#include "engine/model_files.h"
#include "engine/topic_model.h"
#include "server/file_upload.h"
#include "server/program_run.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "server/scratch_folder.h"
#include "server/views.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

constexpr uint64_t kLargestBundle = uint64_t{4} << 30;
constexpr http::RouteOptions kRoute = {.body_limit = kLargestBundle, .streams_body = true};

// The body as a file. An error of the client's side becomes `refused`.
Status receive(http::Request& request, const std::string& path, Limits::Bytes& room,
               std::optional<http::Response>& refused) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  for (;;) {
    const Result<std::string_view> piece = request.body().next();
    if (!piece.ok()) {
      refused = body_problem(piece.error(), kLargestBundle, request.id());
      return piece.error();
    }
    if (piece.value().empty()) break;
    THETA_RETURN_IF_ERROR(room.reserve(file.size() + piece.value().size()));
    THETA_RETURN_IF_ERROR(file.write(piece.value()));
  }
  if (file.size() == 0) return bad_input("body: is empty; it must be a ZIP archive of a model folder");
  return file.close();
}

// Of the files in a folder, which has no folders in it.
Result<uint64_t> bytes_in(const std::string& folder) {
  uint64_t bytes = 0;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    bytes += entry.file_size(failed);
  if (failed) return make_error(ErrorKind::kFailed, "{}: cannot be listed: {}", folder, failed.message());
  return bytes;
}

Result<database::NewModel> describe(const std::string& folder, std::string_view name) {
  database::NewModel model;
  model.object_prefix = fmt::format("models/{}/model/", model.id.text());
  THETA_ASSIGN(const formats::Json manifest, engine::read_manifest(folder));
  model.kind = manifest.value("model", "");
  model.manifest_json = formats::json_line(manifest);
  model.name = name;
  THETA_ASSIGN(const engine::Edits edits, engine::read_edits(folder));
  for (const engine::Edit& edit : edits.lines)
    model.edits.push_back(formats::json_line(engine::edit_json(edit)));
  return model;
}

Result<http::Response> import_model(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {"name"}));
  const std::string_view type = call.request.header_or_empty("Content-Type");
  if (type != "application/zip" && type != "application/octet-stream")
    return problem(415, "unsupported_media_type", "Content-Type: must be application/zip", call.request.id());
  const std::string_view name = call.request.query("name").value_or("imported model");
  THETA_RETURN_IF_ERROR(check_name(name, "query: name"));
  THETA_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(app.services.scratch));
  std::optional<http::Response> refused;
  Limits::Bytes room(app.limits, call.caller);
  const Status received = receive(call.request, scratch.file("bundle.zip"), room, refused);
  if (refused) return *std::move(refused);
  THETA_RETURN_IF_ERROR(Status(received));
  // Read where nothing that a bundle holds can reach the server, and only then by the server.
  const std::string folder = scratch.file("model");
  THETA_RETURN_IF_ERROR(run_program({.program = app.program,
                                     .arguments = {"check", scratch.file("bundle.zip"), "--out", folder},
                                     .folder = scratch.path()}));
  THETA_ASSIGN(const uint64_t unpacked, bytes_in(folder));
  THETA_RETURN_IF_ERROR(room.reserve(unpacked));
  THETA_ASSIGN(database::NewModel model, describe(folder, name));
  // The edits are the database's.
  THETA_RETURN_IF_ERROR(remove_path(join_path(folder, engine::kEditsFile)));
  Services& services = app.services;
  const auto publish = [&]() -> Result<database::Model> {
    THETA_RETURN_IF_ERROR(storage::put_folder(*services.store, folder, model.object_prefix,
                                              std::string(engine::kManifestFile)));
    THETA_ASSIGN(const uint64_t bytes, storage::stored_bytes(*services.store, model.object_prefix));
    model.bytes = static_cast<int64_t>(bytes);
    return database::Models(*services.database).add(call.caller.user, std::nullopt, model);
  };
  const Result<database::Model> added = publish();
  if (!added.ok()) {
    // After "may have been kept" the row may be there, and needs its objects.
    if (added.error().kind != ErrorKind::kUnavailable)
      static_cast<void>(storage::remove_all(*services.store, model.object_prefix, ""));
    return added.error();
  }
  http::Response response = json_answer(201, model_json(added.value(), true));
  response.set("Location", "/api/models/" + added.value().id.text());
  response.set("ETag", revision_tag(added.value().revision));
  return response;
}

}  // namespace

void add_import_route(Routes& routes) {
  routes.add("POST", "/api/models", import_model, kRoute);
}

}  // namespace theta::server

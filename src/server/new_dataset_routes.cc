#include <optional>

#include "base/spelling.h"
#include "database/datasets.h"
#include "http/multipart.h"
#include "jobs/job_fields.h"
#include "server/columns_body.h"
#include "server/file_upload.h"
#include "server/json_lines.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/routes.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr const char* kRowsFile = "rows.jsonl";
constexpr uint64_t kLargestJson = uint64_t{4} << 20;
constexpr size_t kLongestField = size_t{64} << 10;  // bytes of a plain field of a form

/// What a data set is made of, however it comes.
struct NewDataset {
  database::DatasetId id = database::DatasetId::random();
  std::string name;
  std::string columns = "{}";
};

// The database comes last: what it knows of has its bytes.
Result<http::Response> add(Application& app, Call& call, const NewDataset& made, FileUpload& upload) {
  const Result<database::Dataset> added =
      database::Datasets(*app.services.database)
          .add_with_files(call.caller.user, made.id, made.name, made.columns, upload.files());
  // After "may have been kept" the row may be there, and needs its objects.
  if (added.ok() || added.error().kind == ErrorKind::kUnavailable) upload.keep();
  if (!added.ok()) return added.error();
  http::Response response = dataset_answer(201, added.value());
  response.set("Location", "/api/datasets/" + made.id.text());
  return response;
}

Status take_columns(const Json& columns, std::string_view place, NewDataset& made) {
  THETA_RETURN_IF_ERROR(check_columns(columns, place));
  made.columns = formats::json_line(columns);
  return {};
}

// Rows of a JSON body as lines of a file.
Status take_rows(const Json& rows, FileUpload& upload) {
  if (!rows.is_array() || rows.empty()) return bad_input("body: rows: must be a list of at least one object");
  size_t next = 0;
  for (const Json& row : rows) {
    ++next;
    if (!row.is_object() || row.empty())
      return bad_input("body: rows: row {} must be an object with at least one field", next);
  }
  next = 0;
  std::string line;
  return upload.take(kRowsFile, [&]() -> Result<std::string_view> {
    line.clear();
    if (next < rows.size()) line = formats::json_line(rows[next++]) + "\n";
    return std::string_view(line);
  });
}

Result<http::Response> create_from_json(Application& app, Call& call) {
  Result<std::string> body = call.request.body().read_all(kLargestJson);
  if (!body.ok()) return body_problem(body.error(), kLargestJson, call.request.id());
  THETA_ASSIGN(const Json json, parse_json_body(body.value()));
  body.value() = {};  // large, and no longer needed
  jobs::JobFields fields(json, "body", "a data set");
  NewDataset made;
  fields.require("name");
  fields.take("name", made.name);
  const Json* const columns = fields.find("columns");
  const Json* const rows = fields.find("rows");
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_RETURN_IF_ERROR(check_name(made.name, "body: name"));
  if (columns != nullptr) THETA_RETURN_IF_ERROR(take_columns(*columns, "body: columns", made));
  FileUpload upload(*app.services.store, app.limits, call.caller, made.id);
  if (rows != nullptr) THETA_RETURN_IF_ERROR(take_rows(*rows, upload));
  return add(app, call, made, upload);
}

Result<http::Response> create_from_lines(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {"name", "columns"}));
  NewDataset made;
  made.name = call.request.query("name").value_or("");
  THETA_RETURN_IF_ERROR(check_name(made.name, "query: name"));
  if (const auto columns = call.request.query("columns")) {
    THETA_ASSIGN(const Json json, formats::parse_json(*columns, "query: columns"));
    THETA_RETURN_IF_ERROR(take_columns(json, "query: columns", made));
  }
  FileUpload upload(*app.services.store, app.limits, call.caller, made.id);
  THETA_RETURN_IF_ERROR(upload.expect(call.request.head().content_length.value_or(0)));
  JsonLinesCheck check;
  Status wrong;
  const Status taken = upload.take(kRowsFile, [&]() -> Result<std::string_view> {
    THETA_ASSIGN(const std::string_view piece, call.request.body().next());
    wrong = piece.empty() ? check.finish() : check.take(piece);
    if (!wrong.ok()) return wrong.error();
    return piece;
  });
  THETA_RETURN_IF_ERROR(std::move(wrong));
  if (upload.source_failed()) return body_problem(taken.error(), kLargestFile, call.request.id());
  THETA_RETURN_IF_ERROR(taken);
  return add(app, call, made, upload);
}

Result<http::Response> create(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(app.limits.admit_dataset(call.caller));
  const std::string_view type = call.request.header_or_empty("Content-Type");
  if (is_json_type(type)) return create_from_json(app, call);
  if (is_type(type, "application/x-ndjson")) return create_from_lines(app, call);
  return problem(415, "unsupported_media_type",
                 "Content-Type: must be application/json or application/x-ndjson", call.request.id());
}

/// A form with the name, the columns and the files of a data set, in any order.
class UploadForm {
 public:
  UploadForm(Application& app, Call& call)
      : app_(app), call_(call), upload_(*app.services.store, app.limits, call.caller, made_.id) {}

  Result<http::Response> run() {
    THETA_RETURN_IF_ERROR(app_.limits.admit_dataset(call_.caller));
    Result<http::MultipartReader> form =
        http::MultipartReader::open(call_.request.header_or_empty("Content-Type"), call_.request.body());
    if (!form.ok()) {
      return problem(415, "unsupported_media_type", "Content-Type: " + form.error().message,
                     call_.request.id());
    }
    for (;;) {
      const Result<bool> more = form.value().next_part();
      if (!more.ok()) return refused(more.error());
      if (!more.value()) break;
      const Status taken = take_part(form.value());
      if (client_failed_) return refused(taken.error());
      THETA_RETURN_IF_ERROR(taken);
    }
    if (upload_.files().empty()) return bad_input("form: holds no file");
    if (made_.name.empty()) made_.name = upload_.files().front().name;
    THETA_RETURN_IF_ERROR(check_name(made_.name, "form: name"));
    return add(app_, call_, made_, upload_);
  }

 private:
  http::Response refused(const Error& error) const {
    return body_problem(error, kLargestFile, call_.request.id());
  }

  Status take_part(http::MultipartReader& form) {
    if (!form.file_name().empty()) return take_file(form);
    const std::string field = form.name();
    if (field != "name" && field != "columns") {
      return bad_input("form: {} is no field of a data set{}; files have a filename", field,
                       did_you_mean(field, {"name", "columns", "file"}));
    }
    const Result<std::string> value = form.read_all(kLongestField);
    if (!value.ok() && value.error().kind == ErrorKind::kExhausted)
      return bad_input("form: {}: is longer than {} bytes", field, kLongestField);
    client_failed_ = !value.ok();
    if (!value.ok()) return value.error();
    if (field == "columns") {
      THETA_ASSIGN(const Json json, formats::parse_json(value.value(), "form: columns"));
      return take_columns(json, "form: columns", made_);
    }
    made_.name = value.value();
    return check_name(made_.name, "form: name");
  }

  // Some clients send the path that the file has on their machine.
  Status take_file(http::MultipartReader& form) {
    const std::string name = form.file_name().substr(form.file_name().find_last_of("/\\") + 1);
    const Status taken = upload_.take(name, [&form] { return form.read(); });
    client_failed_ = upload_.source_failed();
    return taken;
  }

  Application& app_;
  Call& call_;
  NewDataset made_;
  FileUpload upload_;
  bool client_failed_ = false;
};

}  // namespace

void add_new_dataset_routes(Routes& routes) {
  routes.add("POST", "/api/datasets", create, {.body_limit = kLargestFile, .streams_body = true});
  routes.add("POST", "/api/datasets/upload",
             [](Application& app, Call& call) { return UploadForm(app, call).run(); },
             {.body_limit = kLargestFile, .streams_body = true});
}

}  // namespace theta::server

#include "server/columns_body.h"

#include "jobs/job.h"
#include "jobs/job_parts.h"
#include "server/records.h"

namespace theta::server {

Status check_columns(const formats::Json& columns, std::string_view place) {
  if (!columns.is_object()) return bad_input("{}: must be an object", place);
  corpus::ImportRequest request;
  THETA_RETURN_IF_ERROR(jobs::read_import(columns, std::string(place), request));
  if (request.format == "bow" || request.format == "octis") return {};
  const auto options = corpus::import_options(request);
  if (options.ok()) return {};
  const Error error = jobs::in_words_of_jobs(options.error());
  return Error{error.kind, fmt::format("{}: {}", place, error.message)};
}

http::Response dataset_answer(int status, const database::Dataset& dataset) {
  http::Response response = json_answer(status, dataset_json(dataset));
  response.set("ETag", revision_tag(dataset.revision));
  return response;
}

}  // namespace theta::server

#include "server/dataset_survey.h"

#include "base/files.h"
#include "database/dataset_files.h"
#include "server/records.h"
#include "server/request_body.h"
#include "survey/survey_files.h"

namespace theta::server {
namespace {

// Longer waits would hold a thread that others need; shorter ones would make small data sets ask twice.
constexpr std::chrono::milliseconds kPatience(2000);
constexpr std::chrono::milliseconds kHeaderPatience(10'000);

}  // namespace

http::Response survey_pending() {
  http::Response response = json_answer(
      202, {{"status", "computing"}, {"message", "the files are being looked through; ask again"}});
  response.set("Retry-After", "1");
  return response;
}

Result<database::Dataset> dataset_of(Application& app, const Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::DatasetId>(call.request.param("id"), "the data set"));
  return database::Datasets(*app.services.database).get(call.caller.user, id);
}

Result<SurveyOrder> survey_order(Application& app, const Call& call, const database::DatasetId& dataset,
                                 formats::Json columns) {
  SurveyOrder order{.dataset = dataset, .import = std::move(columns)};
  THETA_ASSIGN(const auto files,
               database::DatasetFiles(*app.services.database).list_complete(call.caller.user, dataset));
  for (const database::DatasetFile& file : files) {
    order.files.push_back({file.object_key, file.name});
    order.sha256.push_back(file.sha256.value_or(""));
  }
  if (order.files.empty()) return bad_input("the data set has no complete file to look at");
  return order;
}

Result<http::Response> answer_from_survey(
    Application& app, Call& call, SurveyPart part,
    const std::function<Result<http::Response>(const std::string& folder)>& answer) {
  THETA_ASSIGN(const database::Dataset dataset, dataset_of(app, call));
  THETA_ASSIGN(const SurveyOrder order,
               survey_order(app, call, dataset.id, stored_json(dataset.columns_json)));
  THETA_ASSIGN(const std::optional<std::string> folder, app.surveys.find(order, part, kPatience));
  if (!folder) return survey_pending();
  Result<http::Response> answered = answer(*folder);
  // The cache may have made room in between.
  if (!answered.ok() && !is_folder(*folder)) return survey_pending();
  return answered;
}

Status check_against_header(Application& app, const Call& call, const database::DatasetId& dataset,
                            const formats::Json& columns) {
  const Result<SurveyOrder> order = survey_order(app, call, dataset, columns);
  if (!order.ok()) return order.error().kind == ErrorKind::kBadInput ? Status() : order.status();
  // Counts of words have no columns.
  const std::string format = columns.value("format", "auto");
  if (format == "bow" || format == "octis") return {};
  THETA_ASSIGN(const std::optional<std::string> folder,
               app.surveys.find(order.value(), SurveyPart::kColumns, kHeaderPatience));
  if (!folder) return make_error(ErrorKind::kUnavailable, "the header of the files is not read yet");
  THETA_ASSIGN(const formats::Json report, formats::read_json(join_path(*folder, survey::kColumnsFile)));
  std::string problems;
  for (const formats::Json& problem : report.at("problems"))
    problems += (problems.empty() ? "" : " and ") + problem.at("message").get<std::string>();
  if (problems.empty()) return {};
  return bad_input("body: columns: {}", problems);
}

}  // namespace theta::server

#pragma once

#include <functional>
#include <string>

#include "database/datasets.h"
#include "formats/json.h"
#include "server/routes.h"

namespace theta::server {

/// The data set that the {id} of the path names, of the user who asks.
Result<database::Dataset> dataset_of(Application& app, const Call& call);

/// What there is to look through: the complete files of a data set, read as `columns` says. kBadInput when it
/// has no file.
Result<SurveyOrder> survey_order(Application& app, const Call& call, const database::DatasetId& dataset,
                                 formats::Json columns);

/// 202 with Retry-After: the survey is being made.
http::Response survey_pending();

/// Answers out of the folder of a finished survey of the path's data set; 202 with Retry-After while it is
/// being made.
Result<http::Response> answer_from_survey(
    Application& app, Call& call, SurveyPart part,
    const std::function<Result<http::Response>(const std::string& folder)>& answer);

/// Whether columns fit the header of the data set's files, where it has any: kBadInput tells all that is
/// wrong, by field.
Status check_against_header(Application& app, const Call& call, const database::DatasetId& dataset,
                            const formats::Json& columns);

}  // namespace theta::server

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/import_request.h"
#include "formats/json.h"
#include "jobs/job.h"

namespace theta::survey {

/// What a survey looks at.
struct SurveyRequest {
  bool whole = true;  ///< false: at the first rows alone, for columns.json
  std::vector<jobs::JobFile> files;
  corpus::ImportRequest import;
};

/// The description (survey.json) of a survey: {format: "theta-survey", version: 1, whole, files: [{key,
/// name}], import}, the last as in job.json.
formats::Json survey_description(bool whole, const std::vector<jobs::JobFile>& files,
                                 const formats::Json& import);
Result<SurveyRequest> parse_survey_request(const formats::Json& description, const std::string& name);

}  // namespace theta::survey

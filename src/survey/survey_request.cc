#include "survey/survey_request.h"

#include "jobs/job_fields.h"
#include "jobs/job_parts.h"

namespace theta::survey {
namespace {

constexpr const char* kFormat = "theta-survey";

}  // namespace

formats::Json survey_description(bool whole, const std::vector<jobs::JobFile>& files,
                                 const formats::Json& import) {
  formats::Json list = formats::Json::array();
  for (const jobs::JobFile& file : files) list.push_back({{"key", file.key}, {"name", file.name}});
  return {
      {"format", kFormat}, {"version", 1}, {"whole", whole}, {"files", std::move(list)}, {"import", import}};
}

Result<SurveyRequest> parse_survey_request(const formats::Json& description, const std::string& name) {
  jobs::JobFields fields(description, name, "a survey");
  SurveyRequest request;
  std::string format;
  uint32_t version = 0;
  fields.take_choice("format", format, {kFormat});
  fields.take("version", version);
  fields.take("whole", request.whole);
  const formats::Json* const files = fields.find("files");
  const formats::Json* const import = fields.find("import");
  THETA_RETURN_IF_ERROR(fields.finish());
  if (format.empty() || version != 1) return bad_input("{}: is no survey of this release", name);
  if (files == nullptr || !files->is_array() || files->empty()) return bad_input("{}: names no files", name);
  for (const formats::Json& entry : *files) {
    jobs::JobFields file(entry, name + ": files", "a file");
    jobs::JobFile read;
    file.require("key");
    file.require("name");
    file.take("key", read.key);
    file.take("name", read.name);
    THETA_RETURN_IF_ERROR(file.finish());
    request.files.push_back(std::move(read));
  }
  if (import != nullptr) THETA_RETURN_IF_ERROR(jobs::read_import(*import, name + ": import", request.import));
  return request;
}

}  // namespace theta::survey

#pragma once

#include <string>
#include <vector>

#include "inference/text_answer.h"
#include "jobs/job_fields.h"

namespace theta::server {

/// Takes text or texts (1 to 1,000 of them), top_k and explain: what `/api/analyze` and an inference server
/// both ask for. Problems are noted in `fields`.
void take_texts(jobs::JobFields& fields, std::vector<std::string>& texts, inference::AnswerOptions& options);

}  // namespace theta::server

#include "http/error_answer.h"

#include "formats/json.h"
#include "http/status.h"

namespace theta::http {

Response problem_answer(int status, std::string_view detail, std::string_view request_id) {
  const formats::Json problem = {{"type", "about:blank"},
                                 {"title", reason_phrase(status)},
                                 {"status", status},
                                 {"detail", detail},
                                 {"request_id", request_id}};
  return Response::text(status, formats::json_line(problem) + "\n", "application/problem+json");
}

}  // namespace theta::http

#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/json.h"
#include "http/request.h"
#include "http/response.h"

namespace theta::server {

/// The status that a kind of error is answered with: the one table of the API.
int status_of(ErrorKind kind);

/// The problem document (RFC 9457) of an error: type, title, status, detail, code and request_id. What a 5xx
/// is about is for the log alone: it may name files and hosts of the server.
http::Response problem(const Error& error, std::string_view request_id);
/// One that no ErrorKind stands for, with further members.
http::Response problem(int status, std::string_view code, std::string_view detail,
                       std::string_view request_id, const formats::Json& members = {});

http::Response json_answer(int status, const formats::Json& body);
http::Response no_content();

/// The ETag of a revision.
std::string revision_tag(int64_t revision);

}  // namespace theta::server

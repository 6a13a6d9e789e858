#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace theta::http {

bool is_trusted(std::string_view address, const std::vector<std::string>& proxies);

/// The client behind a connection from `address`. When that is a trusted proxy: the last address of
/// X-Forwarded-For that is no trusted proxy itself (what stands before it, anybody could have written), and
/// https when X-Forwarded-Proto says so.
Peer find_peer(const Request& request, const std::string& address, bool encrypted,
               const std::vector<std::string>& proxies);

}  // namespace theta::http

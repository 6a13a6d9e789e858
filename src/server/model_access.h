#pragma once

#include <string>
#include <string_view>

#include "database/models.h"
#include "server/routes.h"

namespace theta::server {

/// The request field that holds the token of a link. It is in no URL, so that no log, history or Referer has
/// it.
inline constexpr std::string_view kShareField = "X-Share-Token";

/// The model that the path names ({id}), for its owner.
Result<database::Model> owned_model(Application& app, const Call& call);

/// The same for whoever may read it: its owner, or who has a link to it that has not expired.
Result<database::Model> readable_model(Application& app, http::Request& request);

}  // namespace theta::server

#include "server/model_access.h"

#include "accounts/tokens.h"
#include "database/shares.h"
#include "server/request_body.h"

namespace theta::server {

Result<database::Model> owned_model(Application& app, const Call& call) {
  THETA_ASSIGN(const auto id, read_id<database::ModelId>(call.request.param("id"), "the model"));
  return database::Models(*app.services.database).get(call.caller.user, id);
}

Result<database::Model> readable_model(Application& app, http::Request& request) {
  THETA_ASSIGN(const auto id, read_id<database::ModelId>(request.param("id"), "the model"));
  database::Models models(*app.services.database);
  const std::string_view token = request.header_or_empty(kShareField);
  if (token.empty()) {
    THETA_ASSIGN(const Caller caller, app.gate.enter(request, Access::kRead));
    return models.get(caller.user, id);
  }
  THETA_RETURN_IF_ERROR(app.limits.admit_stranger(request.peer().address));
  THETA_ASSIGN(const database::Share share,
               database::Shares(*app.services.database)
                   .find_by_token(accounts::token_hash(Secret(std::string(token)))));
  // The link opens this one model: all others do not exist for who has it.
  if (share.model != id) return not_found("the model does not exist");
  return models.get(share.owner, id);
}

}  // namespace theta::server

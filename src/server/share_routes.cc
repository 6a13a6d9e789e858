// Links by which others may read one model.
#include "accounts/tokens.h"
#include "base/clock.h"
#include "database/shares.h"
#include "jobs/job_fields.h"
#include "server/model_access.h"
#include "server/records.h"
#include "server/request_body.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr uint64_t kUsualLifetime = 30 * 24 * 3600;  // seconds
constexpr double kLongestLifetime = 366.0 * 24 * 3600;
constexpr int64_t kMostShares = 100;  // of one model, expired ones that are still listed included

Json share_json(const database::Share& share) {
  return {{"share_id", share.id.text()},
          {"model_id", share.model.text()},
          {"created_at", time_text(share.created)},
          {"expires_at", time_text(share.expires)},
          {"expired", share.expires <= unix_milliseconds()}};
}

Result<http::Response> list(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request));
  THETA_ASSIGN(const database::Model model, owned_model(app, call));
  THETA_ASSIGN(const auto listing,
               database::Shares(*app.services.database).list(call.caller.user, model.id, page));
  return json_answer(200, list_json(listing, share_json));
}

Result<http::Response> create(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "a link");
  uint64_t lifetime = kUsualLifetime;
  fields.take_between("expires_in", lifetime, 1, kLongestLifetime);
  THETA_RETURN_IF_ERROR(fields.finish());
  THETA_ASSIGN(const database::Model model, owned_model(app, call));
  database::Shares shares(*app.services.database);
  THETA_ASSIGN(const auto listing, shares.list(call.caller.user, model.id, {.limit = 0}));
  if (listing.total >= kMostShares)
    return make_error(ErrorKind::kTooMany, "the model has {} links; delete some first", listing.total);
  const Secret token = accounts::new_token();
  THETA_ASSIGN(const database::Share share,
               shares.add(call.caller.user, model.id, accounts::token_hash(token),
                          static_cast<int64_t>(lifetime) * 1000));
  Json json = share_json(share);
  json["token"] = token.reveal();
  http::Response response = json_answer(201, json);
  response.set("Location", fmt::format("/api/models/{}/shares/{}", model.id.text(), share.id.text()));
  return response;
}

Result<http::Response> remove(Application& app, Call& call) {
  THETA_ASSIGN(const database::Model model, owned_model(app, call));
  THETA_ASSIGN(const auto id, read_id<database::ShareId>(call.request.param("share"), "the link"));
  database::Shares shares(*app.services.database);
  THETA_ASSIGN(const auto listing,
               shares.list(call.caller.user, model.id, {.limit = database::kLargestPage}));
  const bool known = std::any_of(listing.items.begin(), listing.items.end(),
                                 [&id](const database::Share& share) { return share.id == id; });
  if (!known) return not_found("the link does not exist");
  THETA_RETURN_IF_ERROR(shares.remove(call.caller.user, id));
  return no_content();
}

// What a page that was opened by a link asks first: which model it shows.
Result<http::Response> shared(Application& app, http::Request& request) {
  THETA_RETURN_IF_ERROR(check_query(request, {}));
  const std::string_view token = request.header_or_empty(kShareField);
  if (token.empty()) return usage_error("{}: the token of a link is missing", kShareField);
  THETA_RETURN_IF_ERROR(app.limits.admit_stranger(request.peer().address));
  THETA_ASSIGN(const database::Share share,
               database::Shares(*app.services.database)
                   .find_by_token(accounts::token_hash(Secret(std::string(token)))));
  THETA_ASSIGN(const database::Model model,
               database::Models(*app.services.database).get(share.owner, share.model));
  return json_answer(200, {{"model", model_json(model, false)}, {"expires_at", time_text(share.expires)}});
}

}  // namespace

void add_share_routes(Routes& routes) {
  routes.add("GET", "/api/models/{id}/shares", list);
  routes.add_json("POST", "/api/models/{id}/shares", create);
  routes.add("DELETE", "/api/models/{id}/shares/{share}", remove);
  routes.add_open("GET", "/api/shared", shared);
}

}  // namespace theta::server

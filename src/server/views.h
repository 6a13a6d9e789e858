#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json.h"
#include "server/routes.h"
#include "views/topics.h"

namespace theta::server {

/// A model at its present revision, for one who may read it.
struct ViewCall {
  Application& app;
  http::Request& request;
  const database::Model& model;
  OpenedModel& opened;
  const views::Snapshot& snapshot;

  /// A number that the path names ({topic}, {document}); nothing when it is none.
  std::optional<uint64_t> number(std::string_view name) const;
  /// Index of the topic that the path names ({topic}); kNotFound when the model has none.
  Result<uint32_t> topic() const;
  /// The colours of the model.
  views::Focus focus() const;
  /// lambda, top_k and hidden of the query.
  Result<views::TopicOptions> topic_options(size_t top_k) const;
};

/// Computes an answer: an object, to which model_id and revision are added in front.
using View = std::function<Result<formats::Json>(const ViewCall&)>;

/// Adds GET `path` below /api/models/{id}. Whoever owns the model may ask, and who has a link to it
/// (X-Share-Token). Answers carry the revision as ETag, are not computed again for If-None-Match, and are
/// kept for the next who asks the same of the same revision when `keeps` is set. `known`: its query
/// parameters.
void add_view(Routes& routes, std::string_view path, std::vector<std::string> known, View view,
              bool keeps = true);

/// A query parameter as a number from `low` to `high`; nothing when it is not given.
Result<std::optional<double>> query_real(const http::Request& request, std::string_view name, double low,
                                         double high);
/// "true" or "false"; false when it is not given.
Result<bool> query_flag(const http::Request& request, std::string_view name);

/// A focus out of the database, or a request; bad input names the field.
Result<views::Focus> parse_focus(const formats::Json& json);

}  // namespace theta::server

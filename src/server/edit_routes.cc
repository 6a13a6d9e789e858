// Edits of models: a history that is only ever added to. The database has it; see database/model_edits.h.
#include "base/files.h"
#include "database/model_edits.h"
#include "engine/edits.h"
#include "jobs/job_fields.h"
#include "server/model_access.h"
#include "server/records.h"
#include "server/request_body.h"
#include "server/views.h"

namespace theta::server {
namespace {

using engine::Edit;
using engine::EditKind;
using formats::Json;

constexpr int kTries = 16;  // against others who edit at the same time, unless If-Match forbids it
constexpr size_t kMostTopics = 1000;
constexpr size_t kMostWords = 1000;

Result<engine::Edits> history_of(Application& app, const database::Model& model) {
  THETA_ASSIGN(const std::string text, database::ModelEdits(*app.services.database).text(model));
  return engine::parse_edits(text, "the edits of the model");
}

Json history_json(const database::Model& model, const engine::Edits& edits) {
  Json items = Json::array();
  for (size_t i = 0; i < edits.lines.size(); ++i) {
    Json item = engine::edit_json(edits.lines[i]);
    item["in_force"] = std::find(edits.in_force.begin(), edits.in_force.end(), i) != edits.in_force.end();
    item["description"] = engine::describe_edit(edits.lines[i]);
    items.push_back(std::move(item));
  }
  const auto top = [&](const std::vector<size_t>& pile) {
    return pile.empty() ? Json() : Json(edits.lines[pile.back()].edit_id);
  };
  return {{"model_id", model.id.text()},
          {"revision", model.revision},
          {"undo", top(edits.in_force)},
          {"redo", top(edits.undone)},
          {"items", std::move(items)}};
}

http::Response history_answer(int status, const database::Model& model, const engine::Edits& edits) {
  http::Response response = json_answer(status, history_json(model, edits));
  response.set("ETag", revision_tag(model.revision));
  return response;
}

/// Makes one edit after the other; each is a revision of its own.
Result<database::Model> append(Application& app, const Call& call, const std::vector<Edit>& edits) {
  THETA_ASSIGN(const std::optional<int64_t> expected, expected_revision(call.request));
  for (int tries = 1;; ++tries) {
    THETA_ASSIGN(database::Model model, owned_model(app, call));
    if (expected.has_value() && *expected != model.revision) {
      return make_error(ErrorKind::kConflict, "the model was changed meanwhile: it is at revision {}, not {}",
                        model.revision, *expected);
    }
    THETA_ASSIGN(const std::shared_ptr<OpenedModel> opened, app.models.open(model));
    THETA_ASSIGN(engine::Edits history, history_of(app, model));
    std::vector<std::string> lines;
    std::string text;
    for (const Edit& line : history.lines) text += formats::json_line(engine::edit_json(line)) + "\n";
    for (const Edit& edit : edits) {
      const Result<Edit> next = engine::next_edit(opened->folder(), history, edit);
      // One that makes no sense of what is there is bad input, not a request that nobody could have meant.
      if (!next.ok() && next.error().kind == ErrorKind::kUsage)
        return make_error(ErrorKind::kBadInput, "{}", next.error().message);
      if (!next.ok()) return next.error();
      lines.push_back(formats::json_line(engine::edit_json(next.value())));
      text += lines.back() + "\n";
      THETA_ASSIGN(history, engine::parse_edits(text, "the edits of the model"));
    }
    Result<database::Model> changed =
        database::ModelEdits(*app.services.database).append(call.caller.user, model, lines);
    const bool raced = !changed.ok() && changed.error().kind == ErrorKind::kConflict;
    if (!raced || expected.has_value() || tries == kTries) return changed;
  }
}

Result<Edit> read_edit(const Json& body) {
  jobs::JobFields fields(body, "body", "an edit");
  Edit edit;
  std::string kind;
  std::optional<uint32_t> topic;
  fields.require("kind");
  fields.take_choice("kind", kind, {"rename", "merge", "hide", "show", "stop_words", "allow_words"});
  fields.take("topic_id", topic);
  std::vector<uint64_t> topics;
  fields.take("topics", topics);
  fields.take("name", edit.name);
  fields.take("words", edit.words);
  const bool rename = kind == "rename";
  const bool words = kind == "stop_words" || kind == "allow_words";
  if (!kind.empty()) {
    fields.require(rename ? "topic_id" : words ? "words" : "topics");
    if (rename) fields.require("name");
    const auto only = [&](const char* name, bool wanted) {
      if (!wanted && body.contains(name)) fields.refuse(name, fmt::format("is not for {}", kind));
    };
    only("topic_id", rename);
    only("name", rename);
    only("words", words);
    only("topics", !rename && !words);
  }
  if (topics.size() > kMostTopics) fields.refuse("topics", fmt::format("must hold {} at most", kMostTopics));
  if (edit.words.size() > kMostWords) fields.refuse("words", fmt::format("must hold {} at most", kMostWords));
  for (const uint64_t one : topics) {
    if (one > UINT32_MAX) fields.refuse("topics", "must be numbers of topics");
    edit.topics.push_back(static_cast<uint32_t>(one));
  }
  if (topic.has_value()) edit.topics = {*topic};
  THETA_RETURN_IF_ERROR(fields.finish());
  if (rename && !edit.name.empty()) THETA_RETURN_IF_ERROR(check_name(edit.name, "name"));
  edit.kind = rename                 ? EditKind::kRename
              : kind == "merge"      ? EditKind::kMerge
              : kind == "hide"       ? EditKind::kHide
              : kind == "show"       ? EditKind::kShow
              : kind == "stop_words" ? EditKind::kStopWords
                                     : EditKind::kAllowWords;
  return edit;
}

Result<http::Response> answer_after(Application& app, const Call& call, const std::vector<Edit>& edits,
                                    int status) {
  THETA_ASSIGN(const database::Model changed, append(app, call, edits));
  THETA_ASSIGN(const engine::Edits history, history_of(app, changed));
  return history_answer(status, changed, history);
}

Result<http::Response> list(Application& app, http::Request& request) {
  THETA_RETURN_IF_ERROR(check_query(request, {}));
  THETA_ASSIGN(const database::Model model, readable_model(app, request));
  THETA_ASSIGN(const engine::Edits history, history_of(app, model));
  return history_answer(200, model, history);
}

Result<http::Response> create(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  THETA_ASSIGN(const Edit edit, read_edit(body));
  return answer_after(app, call, {edit}, 201);
}

template <EditKind kKind>
Result<http::Response> move(Application& app, Call& call) {
  return answer_after(app, call, {Edit{.kind = kKind}}, 201);
}

// {name, hidden} as the edits that they come to; what is so already is no edit.
Result<http::Response> change_topic(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "a topic");
  std::optional<std::string> name;
  std::optional<bool> hidden;
  fields.take("name", name);
  fields.take("hidden", hidden);
  THETA_RETURN_IF_ERROR(fields.finish());
  if (!name && !hidden) return bad_input("body: has neither name nor hidden");
  if (name && !name->empty()) THETA_RETURN_IF_ERROR(check_name(*name, "name"));
  THETA_ASSIGN(const database::Model model, owned_model(app, call));
  THETA_ASSIGN(const std::shared_ptr<OpenedModel> opened, app.models.open(model));
  THETA_ASSIGN(const auto snapshot, opened->snapshot());
  const ViewCall view{app, call.request, model, *opened, *snapshot};
  THETA_ASSIGN(const uint32_t topic, view.topic());
  const engine::TopicView& now = snapshot->view().topics[topic];
  std::vector<Edit> edits;
  const std::string_view shown = now.renamed ? std::string_view(now.name) : std::string_view();
  if (name && *name != shown)
    edits.push_back({.kind = EditKind::kRename, .topics = {now.topic_id}, .name = *name});
  if (hidden && *hidden != now.hidden)
    edits.push_back({.kind = *hidden ? EditKind::kHide : EditKind::kShow, .topics = {now.topic_id}});
  if (edits.empty()) {
    THETA_ASSIGN(const engine::Edits history, history_of(app, model));
    return history_answer(200, model, history);
  }
  return answer_after(app, call, edits, 200);
}

}  // namespace

void add_edit_routes(Routes& routes) {
  routes.add_open("GET", "/api/models/{id}/edits", list);
  routes.add_json("POST", "/api/models/{id}/edits", create);
  routes.add("POST", "/api/models/{id}/edits/undo", move<EditKind::kUndo>);
  routes.add("POST", "/api/models/{id}/edits/redo", move<EditKind::kRedo>);
  routes.add_json("PATCH", "/api/models/{id}/topics/{topic}", change_topic);
}

}  // namespace theta::server

#include "server/records.h"

namespace theta::server {
namespace {

using formats::Json;

Json optional_time(const std::optional<int64_t>& milliseconds) {
  return milliseconds ? Json(time_text(*milliseconds)) : Json();
}
Json optional_text(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json();
}
template <typename Id>
Json optional_id(const std::optional<Id>& id) {
  return id ? Json(id->text()) : Json();
}
template <typename Enum, size_t kCount>
std::string_view name_of(Enum value, const std::array<std::string_view, kCount>& names) {
  return names[static_cast<size_t>(value)];
}

}  // namespace

Json stored_json(const std::string& text) {
  const Result<Json> json = formats::parse_json(text, "stored");
  return json.ok() ? json.value() : Json::object();
}

Json dataset_json(const database::Dataset& dataset) {
  return {{"dataset_id", dataset.id.text()},
          {"name", dataset.name},
          {"status", name_of(dataset.state, database::kDatasetStateNames)},
          {"columns", stored_json(dataset.columns_json)},
          {"rows", dataset.rows},
          {"bytes", dataset.bytes},
          {"error_message", optional_text(dataset.error_message)},
          {"revision", dataset.revision},
          {"created_at", time_text(dataset.created)},
          {"updated_at", time_text(dataset.updated)}};
}

Json file_json(const database::DatasetFile& file) {
  return {{"name", file.name},
          {"status", name_of(file.state, database::kFileStateNames)},
          {"media_type", file.media_type},
          {"bytes",
           file.state == database::FileState::kComplete ? file.total_bytes.value_or(0) : file.received_bytes},
          {"total_bytes", file.total_bytes ? Json(*file.total_bytes) : Json()},
          {"received_bytes", file.received_bytes},
          {"sha256", optional_text(file.sha256)},
          {"created_at", time_text(file.created)},
          {"updated_at", time_text(file.updated)}};
}

Json task_json(const database::Task& task) {
  return {{"task_id", task.id.text()},
          {"type", task.kind},
          {"status", name_of(task.state, database::kTaskStateNames)},
          {"current_step", task.progress.step},
          {"progress", task.progress.fraction},
          {"message", task.progress.message},
          {"dataset_id", optional_id(task.dataset)},
          {"model_id", optional_id(task.model)},
          {"metrics", task.result_json ? stored_json(*task.result_json) : Json()},
          {"error_code", optional_text(task.error_code)},
          {"error_message", optional_text(task.error_message)},
          {"request", stored_json(task.request_json)},
          {"priority", task.priority},
          {"created_at", time_text(task.created)},
          {"started_at", optional_time(task.started)},
          {"finished_at", optional_time(task.finished)}};
}

Json model_json(const database::Model& model, bool whole) {
  Json json = {{"model_id", model.id.text()},
               {"name", model.name},
               {"type", model.kind},
               {"dataset_id", optional_id(model.dataset)},
               {"task_id", optional_id(model.task)},
               {"bytes", model.bytes},
               {"revision", model.revision},
               {"edits", model.edits},
               {"focus", stored_json(model.focus_json)},
               {"created_at", time_text(model.created)},
               {"updated_at", time_text(model.updated)}};
  if (whole) json["manifest"] = stored_json(model.manifest_json);
  return json;
}

}  // namespace theta::server

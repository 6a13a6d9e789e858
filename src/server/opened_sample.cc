#include "server/opened_sample.h"

#include "base/files.h"
#include "base/hash.h"
#include "corpus/corpus_files.h"
#include "database/settings.h"
#include "engine/model_files.h"
#include "http/media_type.h"
#include "server/file_upload.h"
#include "storage/transfer.h"

namespace theta::server {
namespace {

using formats::Json;

// Where it is kept which data set and model a user made of a sample.
std::string memory_of(const database::UserId& user, const Sample& sample) {
  return fmt::format("sample/{}/{}", user.text(), sample.id);
}

Result<database::Dataset> add_dataset(Services& services, const database::UserId& user,
                                      const Sample& sample) {
  const auto id = database::DatasetId::random();
  const std::string path = join_path(sample.folder, sample.file);
  database::StoredFile file{.name = sample.file,
                            .media_type = std::string(http::media_type_of(sample.file)),
                            .object_key = file_key(id, database::FileId::random())};
  THETA_ASSIGN(file.sha256, sha256_file(path));
  THETA_ASSIGN(const storage::ObjectInfo object,
               services.store->put_file(file.object_key, path, storage::PutMode::kCreateOnly));
  file.bytes = static_cast<int64_t>(object.size);
  return database::Datasets(*services.database)
      .add_with_files(user, id, sample.name.at("en").get<std::string>(), formats::json_line(sample.columns),
                      {file});
}

Result<database::Model> add_model(Services& services, const database::UserId& user, const Sample& sample,
                                  const database::DatasetId& dataset) {
  database::NewModel model;
  // As a job leaves them: the corpus beside the model.
  const std::string place = fmt::format("samples/{}/", model.id.text());
  model.object_prefix = place + "model/";
  const std::string folder = join_path(sample.folder, "model");
  THETA_RETURN_IF_ERROR(storage::put_folder(*services.store, join_path(sample.folder, "corpus"),
                                            place + "corpus/", std::string(corpus::kCorpusFile)));
  THETA_RETURN_IF_ERROR(
      storage::put_folder(*services.store, folder, model.object_prefix, std::string(engine::kManifestFile)));
  const std::string manifest_path = join_path(folder, std::string(engine::kManifestFile));
  THETA_ASSIGN(const std::string text, read_file(manifest_path));
  THETA_ASSIGN(const Json manifest, formats::parse_json(text, manifest_path));
  model.name = sample.name.at("en").get<std::string>();
  model.kind = manifest.value("model", "");
  model.manifest_json = formats::json_line(manifest);
  THETA_ASSIGN(const uint64_t bytes, storage::stored_bytes(*services.store, model.object_prefix));
  model.bytes = static_cast<int64_t>(bytes);
  return database::Models(*services.database).add(user, dataset, model);
}

}  // namespace

Result<std::optional<OpenedSample>> find_opened(Services& services, const database::UserId& user,
                                                const Sample& sample) {
  const std::optional<OpenedSample> none;
  THETA_ASSIGN(const auto kept,
               database::Settings(*services.database).get_for_admin(memory_of(user, sample)));
  if (!kept) return none;
  THETA_ASSIGN(const Json json, formats::parse_json(*kept, "stored"));
  const auto dataset_id = database::DatasetId::parse(json.value("dataset_id", ""));
  if (!dataset_id) return none;
  const auto gone = [](const Error& error) { return error.kind == ErrorKind::kNotFound; };
  Result<database::Dataset> dataset = database::Datasets(*services.database).get(user, *dataset_id);
  if (!dataset.ok()) return gone(dataset.error()) ? Result(none) : dataset.error();
  OpenedSample opened{.dataset = std::move(dataset).value()};
  const auto model_id = database::ModelId::parse(json.value("model_id", ""));
  if (!model_id) return sample.has_model ? none : std::optional(std::move(opened));
  Result<database::Model> model = database::Models(*services.database).get(user, *model_id);
  if (!model.ok()) return gone(model.error()) ? Result(none) : model.error();
  opened.model = std::move(model).value();
  return std::optional(std::move(opened));
}

Result<OpenedSample> open_sample(Services& services, const database::UserId& user, const Sample& sample) {
  OpenedSample opened;
  THETA_ASSIGN(opened.dataset, add_dataset(services, user, sample));
  Json memory = {{"dataset_id", opened.dataset.id.text()}};
  if (sample.has_model) {
    THETA_ASSIGN(opened.model, add_model(services, user, sample, opened.dataset.id));
    memory["model_id"] = opened.model->id.text();
  }
  THETA_RETURN_IF_ERROR(database::Settings(*services.database)
                            .set_for_admin(memory_of(user, sample), formats::json_line(memory)));
  return opened;
}

}  // namespace theta::server

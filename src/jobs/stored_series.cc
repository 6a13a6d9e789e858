#include "jobs/stored_series.h"

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/model_series.h"
#include "storage/transfer.h"

namespace theta::jobs {
namespace {

const std::string kManifestFile(engine::kManifestFile);

std::string name_of(const std::string& folder) {
  return folder.substr(folder.rfind('/') + 1);
}

}  // namespace

StoredSeries::StoredSeries(const Job& job, const JobEnvironment& environment, std::string folder,
                           std::string prefix)
    : job_(job), environment_(environment), folder_(std::move(folder)), prefix_(std::move(prefix)) {}

Status StoredSeries::begin(const std::vector<std::string>& members) const {
  THETA_RETURN_IF_ERROR(engine::claim_series_folder(folder_, formats::Json::object()));
  for (const std::string& member : members) THETA_RETURN_IF_ERROR(bring(member));
  return {};
}

engine::RunEnvironment StoredSeries::environment() const {
  engine::RunEnvironment run = environment_.run;
  run.on_epoch = {};  // an epoch would not tell of which model it is, nor would topics
  run.on_topics = {};
  run.on_checkpoint = [this](const std::string& out, const std::string& file, size_t epochs) {
    return checkpoints(name_of(out)).save(file, epochs);
  };
  run.on_model = [this](const std::string& folder) { return publish(folder); };
  return run;
}

JobCheckpoints StoredSeries::checkpoints(const std::string& member) const {
  return JobCheckpoints(environment_.store, job_.output + "checkpoints/" + member + "/");
}

Status StoredSeries::publish(const std::string& folder) const {
  const std::string member = name_of(folder);
  THETA_RETURN_IF_ERROR(
      storage::put_folder(environment_.store, folder, prefix_ + member + "/", kManifestFile));
  return checkpoints(member).remove_all();
}

Status StoredSeries::bring(const std::string& member) const {
  const std::string folder = join_path(folder_, member);
  const Status brought =
      storage::get_folder(environment_.store, prefix_ + member + "/", folder, kManifestFile);
  if (brought.ok() || brought.error().kind != ErrorKind::kNotFound) return brought;
  const JobCheckpoints saved = checkpoints(member);
  THETA_ASSIGN(const std::vector<std::string> keys, saved.list());
  for (const std::string& key : keys) {
    const Status checkpoint = saved.bring(key, engine::checkpoint_file(folder));
    if (checkpoint.ok() || checkpoint.error().kind != ErrorKind::kBadInput) return checkpoint;
    environment_.run.tell(checkpoint.error().message);
    THETA_RETURN_IF_ERROR(saved.discard(key));
  }
  return {};
}

}  // namespace theta::jobs

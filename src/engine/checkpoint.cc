#include "engine/checkpoint.h"

#include <cstring>

#include "formats/safetensors.h"

namespace theta::engine {
namespace {

constexpr const char* kFormat = "theta-checkpoint-1";
constexpr const char* kBestPrefix = "best.";

formats::TensorSource tensor_source(std::string name, const math::Matrix<float>& values) {
  return {std::move(name),
          formats::ElementType::kFloat32,
          {values.rows(), values.cols()},
          as_bytes(values.values())};
}

Status read_tensor(const formats::SafetensorsFile& file, const std::string& path, const std::string& name,
                   math::Matrix<float>& values) {
  THETA_ASSIGN(const formats::TensorView view, file.find(name, formats::ElementType::kFloat32));
  if (view.shape != std::vector<size_t>{values.rows(), values.cols()}) {
    return bad_input("{}: tensor {} has another shape", path, name);
  }
  std::memcpy(values.data(), view.bytes.data(), view.bytes.size());
  return {};
}

// "epochs: 35 then, 40 now" for the first setting that differs.
std::string difference(const formats::Json& then, const formats::Json& now) {
  for (const auto& [key, value] : now.items()) {
    const formats::Json before = then.contains(key) ? then.at(key) : formats::Json();
    if (before == value) continue;
    if (value.is_object() && before.is_object()) return difference(before, value);
    return fmt::format("{}: {} then, {} now", key, formats::json_line(before), formats::json_line(value));
  }
  return "a setting is gone";
}

}  // namespace

Status save_checkpoint(const std::string& path, models::EtmTrainer& trainer, const RunState& run) {
  const std::vector<models::StateTensor> state = trainer.state();
  std::vector<formats::TensorSource> tensors;
  tensors.reserve(state.size() + run.best.size());
  for (const models::StateTensor& tensor : state)
    tensors.push_back(tensor_source(tensor.name, *tensor.values));
  for (size_t i = 0; i < run.best.size(); ++i) {
    tensors.push_back(tensor_source(kBestPrefix + state[i].name, run.best[i]));
  }
  const models::EtmTrainer::Counters counters = trainer.counters();
  const formats::Json meta = {{"epochs_done", counters.epochs_done},
                              {"steps_done", counters.steps_done},
                              {"rate_scale", counters.rate_scale},
                              {"settings", run.settings},
                              {"history", run.history},
                              {"best_perplexity", run.best_perplexity},
                              {"best_epoch", run.best_epoch}};
  return formats::write_safetensors(path, tensors, {{"format", kFormat}, {"run", formats::json_line(meta)}});
}

Status load_checkpoint(const std::string& path, models::EtmTrainer& trainer, RunState& run) {
  THETA_ASSIGN(const formats::SafetensorsFile file, formats::SafetensorsFile::open(path));
  const auto& metadata = file.metadata();
  if (!metadata.contains("format") || metadata.at("format") != kFormat || !metadata.contains("run")) {
    return bad_input("{}: not a checkpoint of this version", path);
  }
  THETA_ASSIGN(const formats::Json meta, formats::parse_json(metadata.at("run"), path));
  models::EtmTrainer::Counters counters;
  try {
    if (meta.at("settings") != run.settings) {
      return usage_error("{}: was written by a run with other settings ({}); start anew without --resume",
                         path, difference(meta.at("settings"), run.settings));
    }
    counters.epochs_done = meta.at("epochs_done").get<uint64_t>();
    counters.steps_done = meta.at("steps_done").get<uint64_t>();
    counters.rate_scale = meta.at("rate_scale").get<double>();
    run.history = meta.at("history");
    run.best_perplexity = meta.at("best_perplexity").get<double>();
    run.best_epoch = meta.at("best_epoch").get<size_t>();
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: its description of the run is damaged", path);
  }
  run.best.clear();
  for (const models::StateTensor& tensor : trainer.state()) {
    THETA_RETURN_IF_ERROR(read_tensor(file, path, tensor.name, *tensor.values));
    if (run.best_epoch == 0) continue;
    run.best.emplace_back(tensor.values->rows(), tensor.values->cols());
    THETA_RETURN_IF_ERROR(read_tensor(file, path, kBestPrefix + tensor.name, run.best.back()));
  }
  trainer.restore(counters);
  return {};
}

}  // namespace theta::engine

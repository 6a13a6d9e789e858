#include "engine/checkpoint.h"

#include <cstring>

namespace theta::engine {
namespace {

constexpr const char* kFormat = "theta-checkpoint-2";

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

formats::TensorSource tensor_source(std::string name, const math::Matrix<float>& values) {
  return {std::move(name),
          formats::ElementType::kFloat32,
          {values.rows(), values.cols()},
          as_bytes(values.values())};
}

Status save_checkpoint(const std::string& path, const formats::Json& settings, const formats::Json& history,
                       const TrainerSnapshot& snapshot) {
  const formats::Json run = {{"counters", snapshot.counters}, {"settings", settings}, {"history", history}};
  return formats::write_safetensors(path, snapshot.tensors,
                                    {{"format", kFormat}, {"run", formats::json_line(run)}});
}

Error Checkpoint::damaged() const {
  return bad_input("{}: its description of the run is damaged", path_);
}

Result<Checkpoint> Checkpoint::open(const std::string& path, const formats::Json& settings) {
  THETA_ASSIGN(formats::SafetensorsFile file, formats::SafetensorsFile::open(path));
  const auto& metadata = file.metadata();
  if (!metadata.contains("format") || metadata.at("format") != kFormat || !metadata.contains("run")) {
    return bad_input("{}: not a checkpoint of this version", path);
  }
  THETA_ASSIGN(const formats::Json run, formats::parse_json(metadata.at("run"), path));
  Checkpoint checkpoint(path, std::move(file));
  try {
    if (run.at("settings") != settings) {
      return usage_error("{}: was written by a run with other settings ({}); start anew without --resume",
                         path, difference(run.at("settings"), settings));
    }
    checkpoint.counters_ = run.at("counters");
    checkpoint.history_ = run.at("history");
  } catch (const nlohmann::json::exception&) {
    return checkpoint.damaged();
  }
  return checkpoint;
}

Result<std::string_view> Checkpoint::bytes(const std::string& name, formats::ElementType type,
                                           const std::vector<size_t>& shape) const {
  THETA_ASSIGN(const formats::TensorView view, file_.find(name, type));
  if (view.shape != shape) return bad_input("{}: tensor {} has another shape", path_, name);
  return view.bytes;
}

Status Checkpoint::read(const std::string& name, math::Matrix<float>& values) const {
  THETA_ASSIGN(const std::string_view found,
               bytes(name, formats::ElementType::kFloat32, {values.rows(), values.cols()}));
  std::memcpy(values.data(), found.data(), found.size());
  return {};
}

}  // namespace theta::engine

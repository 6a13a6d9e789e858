#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/json.h"
#include "formats/safetensors.h"
#include "math/matrix.h"

namespace theta::engine {

/// What a trainer must remember: tensors that it owns, and its counters.
struct TrainerSnapshot {
  std::vector<formats::TensorSource> tensors;
  formats::Json counters = formats::Json::object();
};

/// A float matrix as a tensor to write; `values` must outlive it.
formats::TensorSource tensor_source(std::string name, const math::Matrix<float>& values);

/// Writes a checkpoint to `path` atomically: a crash leaves the checkpoint before. `settings` decide the run;
/// `history` is its list of epochs so far.
Status save_checkpoint(const std::string& path, const formats::Json& settings, const formats::Json& history,
                       const TrainerSnapshot& snapshot);

/// A checkpoint opened for reading.
class Checkpoint {
 public:
  /// Fails when `settings` differ from the checkpoint's, naming the first difference.
  static Result<Checkpoint> open(const std::string& path, const formats::Json& settings);

  const std::string& path() const { return path_; }
  const formats::Json& history() const { return history_; }

  /// A value among the counters; its absence or another type is a bad-input error.
  template <typename Value>
  Status counter(const char* name, Value& value) const {
    try {
      value = counters_.at(name).get<Value>();
    } catch (const nlohmann::json::exception&) {
      return damaged();
    }
    return {};
  }

  /// Fills `values`, whose shape the tensor must have.
  Status read(const std::string& name, math::Matrix<float>& values) const;
  /// The bytes of a tensor of this type and shape.
  Result<std::string_view> bytes(const std::string& name, formats::ElementType type,
                                 const std::vector<size_t>& shape) const;
  bool has(const std::string& name) const { return file_.tensors().contains(name); }
  Error damaged() const;

 private:
  Checkpoint(std::string path, formats::SafetensorsFile file)
      : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  formats::SafetensorsFile file_;
  formats::Json counters_;
  formats::Json history_;
};

}  // namespace theta::engine

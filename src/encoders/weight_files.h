#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/safetensors.h"

namespace theta::encoders {

/// A matrix or vector of weights in a mapped file: float32, float16 or bfloat16.
struct Weights {
  formats::ElementType type = formats::ElementType::kFloat32;
  size_t rows = 0;
  size_t cols = 0;  ///< a vector is one row
  std::string_view bytes;

  /// Writes cols values of a row as float.
  void copy_row(size_t row, float* out) const;
};

/// The weights of a model folder: model.safetensors, or the files that model.safetensors.index.json lists.
/// Everything stays mapped; nothing is read before it is used. Movable.
class WeightFiles {
 public:
  /// kNotFound when the folder has no weights; kBadInput names the file and what is wrong with it.
  static Result<WeightFiles> open(const std::string& folder);

  bool has(const std::string& name) const { return tensors_.contains(name); }
  /// The named tensor, which must have the shape [rows, cols]. kBadInput otherwise.
  Result<Weights> matrix(const std::string& name, size_t rows, size_t cols) const;
  /// The named vector as float.
  Result<std::vector<float>> vector(const std::string& name, size_t size) const;

 private:
  WeightFiles() = default;
  Status add_file(const std::string& path, const std::vector<std::string>* wanted);
  Result<Weights> find(const std::string& name, const std::vector<size_t>& shape) const;

  struct Place {
    size_t file;
    formats::TensorView view;
  };
  std::string folder_;
  std::vector<formats::SafetensorsFile> files_;
  std::map<std::string, Place> tensors_;
};

/// A half-precision number (IEEE 754 binary16) as float.
float float_of_half(uint16_t half);

}  // namespace theta::encoders

#include "encoders/weight_files.h"

#include <fmt/ranges.h>

#include <bit>
#include <cmath>
#include <cstring>

#include "base/files.h"
#include "formats/json.h"

namespace theta::encoders {
namespace {

using formats::ElementType;

constexpr const char* kSingle = "model.safetensors";
constexpr const char* kIndex = "model.safetensors.index.json";

/// The tensors that each file is said to hold.
Result<std::map<std::string, std::vector<std::string>>> read_index(const std::string& path) {
  THETA_ASSIGN(const formats::Json json, formats::read_json(path));
  std::map<std::string, std::vector<std::string>> files;
  const auto map = json.find("weight_map");
  if (map == json.end() || !map->is_object()) return bad_input("{}: no weight_map", path);
  for (const auto& [tensor, file] : map->items()) {
    if (!file.is_string()) return bad_input("{}: the file of {} is not a name", path, tensor);
    const auto name = file.get<std::string>();
    if (name.find('/') != std::string::npos) return bad_input("{}: the file {} lies elsewhere", path, name);
    files[name].push_back(tensor);
  }
  return files;
}

bool is_float(ElementType type) {
  return type == ElementType::kFloat32 || type == ElementType::kFloat16 || type == ElementType::kBfloat16;
}

}  // namespace

float float_of_half(uint16_t half) {
  const float sign = (half & 0x8000) != 0 ? -1.0F : 1.0F;
  const int exponent = half >> 10 & 0x1F;
  const auto fraction = static_cast<float>(half & 0x3FF);
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  if (exponent == 31) return fraction == 0 ? sign * HUGE_VALF : NAN;
  return sign * std::ldexp(fraction + 1024.0F, exponent - 25);
}

void Weights::copy_row(size_t row, float* out) const {
  const size_t size = formats::element_size(type);
  const char* const source = bytes.data() + row * cols * size;
  if (type == ElementType::kFloat32) {
    std::memcpy(out, source, cols * size);
    return;
  }
  for (size_t c = 0; c < cols; ++c) {
    uint16_t bits = 0;
    std::memcpy(&bits, source + c * size, size);
    out[c] =
        type == ElementType::kBfloat16 ? std::bit_cast<float>(uint32_t{bits} << 16) : float_of_half(bits);
  }
}

Status WeightFiles::add_file(const std::string& path, const std::vector<std::string>* wanted) {
  THETA_ASSIGN(formats::SafetensorsFile file, formats::SafetensorsFile::open(path));
  if (wanted != nullptr) {
    for (const std::string& name : *wanted) {
      if (!file.tensors().contains(name)) return bad_input("{}: tensor {} is missing", path, name);
    }
  }
  for (const auto& [name, view] : file.tensors()) {
    if (!tensors_.emplace(name, Place{files_.size(), view}).second) {
      return bad_input("{}: tensor {} is in another file too", path, name);
    }
  }
  files_.push_back(std::move(file));
  return {};
}

Result<WeightFiles> WeightFiles::open(const std::string& folder) {
  WeightFiles weights;
  weights.folder_ = folder;
  if (const std::string index = join_path(folder, kIndex); file_exists(index)) {
    THETA_ASSIGN(const auto files, read_index(index));
    for (const auto& [name, tensors] : files) {
      THETA_RETURN_IF_ERROR(weights.add_file(join_path(folder, name), &tensors));
    }
    return weights;
  }
  const std::string single = join_path(folder, kSingle);
  if (!file_exists(single)) return not_found("{}: neither {} nor {} is there", folder, kSingle, kIndex);
  THETA_RETURN_IF_ERROR(weights.add_file(single, nullptr));
  return weights;
}

Result<Weights> WeightFiles::find(const std::string& name, const std::vector<size_t>& shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return bad_input("{}: tensor {} is missing", folder_, name);
  const formats::TensorView& view = found->second.view;
  if (!is_float(view.type)) return bad_input("{}: tensor {} is not of a floating-point type", folder_, name);
  if (view.shape != shape) {
    return bad_input("{}: tensor {} has the shape [{}] where config.json asks for [{}]", folder_, name,
                     fmt::join(view.shape, ", "), fmt::join(shape, ", "));
  }
  return Weights{view.type, shape.size() == 1 ? 1 : shape[0], shape.back(), view.bytes};
}

Result<Weights> WeightFiles::matrix(const std::string& name, size_t rows, size_t cols) const {
  return find(name, {rows, cols});
}

Result<std::vector<float>> WeightFiles::vector(const std::string& name, size_t size) const {
  THETA_ASSIGN(const Weights weights, find(name, {size}));
  std::vector<float> values(size);
  weights.copy_row(0, values.data());
  return values;
}

}  // namespace theta::encoders

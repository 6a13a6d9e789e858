#include "formats/safetensors.h"

#include <array>
#include <cstring>
#include <optional>

#include "formats/json.h"

namespace theta::formats {
namespace {

constexpr size_t kLargestHeader = 100 << 20;  // the limit of the reference reader
constexpr size_t kAlignment = 8;

struct TypeName {
  ElementType type;
  std::string_view name;
};
constexpr std::array<TypeName, 7> kTypes = {{{ElementType::kUint8, "U8"},
                                             {ElementType::kUint32, "U32"},
                                             {ElementType::kUint64, "U64"},
                                             {ElementType::kFloat32, "F32"},
                                             {ElementType::kInt64, "I64"},
                                             {ElementType::kFloat16, "F16"},
                                             {ElementType::kBfloat16, "BF16"}}};

std::optional<ElementType> parse_type(std::string_view name) {
  for (const TypeName& candidate : kTypes) {
    if (candidate.name == name) return candidate.type;
  }
  return std::nullopt;
}

size_t padded_to_alignment(size_t bytes) {
  return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

std::string header_text(const std::vector<TensorSource>& tensors,
                        const std::map<std::string, std::string>& metadata) {
  Json header = Json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  size_t offset = 0;
  for (const TensorSource& tensor : tensors) {
    header[tensor.name] = {{"dtype", kTypes[static_cast<size_t>(tensor.type)].name},
                           {"shape", tensor.shape},
                           {"data_offsets", {offset, offset + tensor.bytes.size()}}};
    offset += tensor.bytes.size();
  }
  std::string text = json_line(header);
  text.resize(padded_to_alignment(text.size()), ' ');
  return text;
}

Result<TensorView> parse_tensor(const Json& entry, std::string_view data) {
  TensorView tensor;
  const auto type = parse_type(entry.at("dtype").get<std::string>());
  if (!type.has_value()) return bad_input("element type {}", entry.at("dtype").get<std::string>());
  tensor.type = *type;
  tensor.shape = entry.at("shape").get<std::vector<size_t>>();
  const auto offsets = entry.at("data_offsets").get<std::array<size_t, 2>>();
  size_t expected = element_size(tensor.type);
  for (const size_t dimension : tensor.shape) {
    if (__builtin_mul_overflow(expected, dimension, &expected)) return bad_input("shape too large");
  }
  if (offsets[0] > offsets[1] || offsets[1] > data.size() || offsets[1] - offsets[0] != expected) {
    return bad_input("data offsets do not fit shape or file");
  }
  tensor.bytes = data.substr(offsets[0], expected);
  return tensor;
}

}  // namespace

Status write_safetensors(const std::string& path, const std::vector<TensorSource>& tensors,
                         const std::map<std::string, std::string>& metadata) {
  const std::string header = header_text(tensors, metadata);
  const uint64_t length = header.size();
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  THETA_RETURN_IF_ERROR(file.write({reinterpret_cast<const char*>(&length), sizeof(length)}));
  THETA_RETURN_IF_ERROR(file.write(header));
  for (const TensorSource& tensor : tensors) THETA_RETURN_IF_ERROR(file.write(tensor.bytes));
  return file.close();
}

Result<SafetensorsFile> SafetensorsFile::open(const std::string& path) {
  THETA_ASSIGN(MappedFile mapped, MappedFile::open(path));
  SafetensorsFile file(std::move(mapped), path);
  const std::string_view all = file.file_.bytes();
  uint64_t length = 0;
  if (all.size() < sizeof(length)) return bad_input("{}: too short for a safetensors file", path);
  std::memcpy(&length, all.data(), sizeof(length));
  if (length > kLargestHeader || length > all.size() - sizeof(length)) {
    return bad_input("{}: not a safetensors file (header of {} bytes)", path, length);
  }
  THETA_ASSIGN(const Json header, parse_json(all.substr(sizeof(length), length), path));
  if (!header.is_object()) return bad_input("{}: the header is not an object", path);
  const std::string_view data = all.substr(sizeof(length) + length);
  try {
    for (const auto& [name, entry] : header.items()) {
      if (name == "__metadata__") {
        file.metadata_ = entry.get<std::map<std::string, std::string>>();
        continue;
      }
      Result<TensorView> tensor = parse_tensor(entry, data);
      if (!tensor.ok()) return bad_input("{}: tensor {}: {}", path, name, tensor.error().message);
      file.tensors_.emplace(name, std::move(tensor).value());
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: the header does not describe tensors", path);
  }
  return file;
}

Result<TensorView> SafetensorsFile::find(const std::string& name, ElementType type) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return bad_input("{}: tensor {} is missing", path_, name);
  if (found->second.type != type) return bad_input("{}: tensor {} has another element type", path_, name);
  return found->second;
}

}  // namespace theta::formats

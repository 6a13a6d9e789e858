#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "formats/npy.h"

namespace theta::formats {

/// One tensor to write; `bytes` are its values in C order, little-endian.
struct TensorSource {
  std::string name;
  ElementType type = ElementType::kFloat32;
  std::vector<size_t> shape;
  std::string_view bytes;
};

/// Writes a safetensors file atomically: 8-byte header length, JSON header (names in the given order,
/// free-text `metadata`), then the tensors, back to back; the header is padded to a multiple of 8 bytes.
/// Source: format description of the safetensors project (header, data_offsets, __metadata__).
Status write_safetensors(const std::string& path, const std::vector<TensorSource>& tensors,
                         const std::map<std::string, std::string>& metadata);

/// A tensor inside a mapped file.
struct TensorView {
  ElementType type = ElementType::kFloat32;
  std::vector<size_t> shape;
  std::string_view bytes;
};

/// A safetensors file mapped for reading. Offsets are checked: inside the file, as long as shape and type
/// say.
class SafetensorsFile {
 public:
  static Result<SafetensorsFile> open(const std::string& path);

  const std::map<std::string, TensorView>& tensors() const { return tensors_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  /// The named tensor of `type`; its absence or another type is an error that names the file.
  Result<TensorView> find(const std::string& name, ElementType type) const;

 private:
  SafetensorsFile(MappedFile file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  MappedFile file_;
  std::string path_;
  std::map<std::string, TensorView> tensors_;
  std::map<std::string, std::string> metadata_;
};

}  // namespace theta::formats

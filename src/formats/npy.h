#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"

namespace theta::formats {

/// Element types of arrays on disk, all little-endian. Those behind kFloat32 stand in safetensors files of
/// other programs; no NumPy file of ours has them.
enum class ElementType : uint8_t { kUint8, kUint32, kUint64, kFloat32, kInt64, kFloat16, kBfloat16 };

size_t element_size(ElementType type);

/// NumPy's name of the element type: "<f4".
std::string_view type_descr(ElementType type);

/// The bytes that stand before an array's values in a NumPy file (format version 1.0, C order), padded so
/// that the values start at a multiple of 64. An empty shape is a single value.
std::string npy_header(std::string_view descr, const std::vector<size_t>& shape);

template <typename T>
struct ElementTypeOf;
template <>
struct ElementTypeOf<uint8_t> {
  static constexpr ElementType value = ElementType::kUint8;
};
template <>
struct ElementTypeOf<uint32_t> {
  static constexpr ElementType value = ElementType::kUint32;
};
template <>
struct ElementTypeOf<uint64_t> {
  static constexpr ElementType value = ElementType::kUint64;
};
template <>
struct ElementTypeOf<float> {
  static constexpr ElementType value = ElementType::kFloat32;
};

/// Writes a NumPy array file (format version 1.0, C order) row by row, so that the array never has to be in
/// memory whole: the leading dimension is filled in by close(). The file appears under its name only then.
class NpyWriter {
 public:
  /// `row_shape`: the dimensions behind the first; empty for a vector.
  static Result<NpyWriter> create(const std::string& path, ElementType type, std::vector<size_t> row_shape);

  /// Appends whole rows.
  Status append(std::string_view bytes);
  Status close();

 private:
  NpyWriter(FileWriter file, std::string path, ElementType type, std::vector<size_t> row_shape);
  std::string header(uint64_t rows) const;

  FileWriter file_;
  std::string path_;
  ElementType type_;
  std::vector<size_t> row_shape_;
  uint64_t bytes_ = 0;
};

/// Writes a whole array in one go.
Status write_npy(const std::string& path, ElementType type, const std::vector<size_t>& shape,
                 std::string_view bytes);

template <typename T>
Status write_npy_vector(const std::string& path, const std::vector<T>& values) {
  return write_npy(path, ElementTypeOf<T>::value, {values.size()}, as_bytes(values));
}

/// A NumPy array file mapped for reading. Only what this project writes is accepted: little-endian, C order,
/// one of ElementType. Anything else, and a file shorter or longer than its header says, is a bad-input
/// error.
class NpyFile {
 public:
  static Result<NpyFile> open(const std::string& path);

  ElementType type() const { return type_; }
  const std::vector<size_t>& shape() const { return shape_; }
  std::string_view bytes() const { return file_.bytes().substr(data_offset_); }

 private:
  explicit NpyFile(MappedFile file) : file_(std::move(file)) {}
  MappedFile file_;
  ElementType type_ = ElementType::kUint8;
  std::vector<size_t> shape_;
  size_t data_offset_ = 0;
};

/// The one-dimensional array in `path` as a vector; another element type or shape is an error.
template <typename T>
Result<std::vector<T>> read_npy_vector(const std::string& path) {
  THETA_ASSIGN(const NpyFile file, NpyFile::open(path));
  if (file.type() != ElementTypeOf<T>::value || file.shape().size() != 1) {
    return bad_input("{}: not a vector of the element type that belongs there", path);
  }
  std::vector<T> values(file.shape()[0]);
  if (!values.empty()) __builtin_memcpy(values.data(), file.bytes().data(), values.size() * sizeof(T));
  return values;
}

}  // namespace theta::formats

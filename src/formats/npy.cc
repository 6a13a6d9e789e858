#include "formats/npy.h"

#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "base/assert.h"

namespace theta::formats {
namespace {

struct TypeName {
  ElementType type;
  std::string_view descr;
  size_t size;
};
constexpr std::array<TypeName, 4> kTypes = {{{ElementType::kUint8, "|u1", 1},
                                             {ElementType::kUint32, "<u4", 4},
                                             {ElementType::kUint64, "<u8", 8},
                                             {ElementType::kFloat32, "<f4", 4}}};

constexpr std::string_view kMagic("\x93NUMPY\x01\x00", 8);
constexpr size_t kPrefix = 10;           // magic, version, header length
constexpr size_t kReservedHeader = 128;  // room for any leading dimension that is filled in last

const TypeName& type_name(ElementType type) {
  THETA_ASSERT(static_cast<size_t>(type) < kTypes.size());
  return kTypes[static_cast<size_t>(type)];
}

// "(3, 4)", with NumPy's trailing comma for one dimension.
std::string shape_text(uint64_t rows, const std::vector<size_t>& row_shape) {
  std::string text = fmt::format("({},", rows);
  for (size_t i = 0; i < row_shape.size(); ++i)
    text += fmt::format("{}{}", i == 0 ? " " : ", ", row_shape[i]);
  return text + ")";
}

// Magic, version and length before the dictionary.
std::string with_prefix(const std::string& dictionary) {
  std::string header(kMagic);
  header += static_cast<char>(dictionary.size() & 0xFF);
  header += static_cast<char>(dictionary.size() >> 8);
  return header + dictionary;
}

// The text behind `key` in the header's dictionary.
std::string_view value_of(std::string_view header, std::string_view key) {
  const size_t at = header.find(key);
  if (at == std::string_view::npos) return {};
  std::string_view rest = header.substr(at + key.size());
  const size_t begin = rest.find_first_not_of(" :");
  return begin == std::string_view::npos ? std::string_view() : rest.substr(begin);
}

bool parse_shape(std::string_view text, std::vector<size_t>& shape) {
  if (text.empty() || text[0] != '(') return false;
  const char* p = text.data() + 1;
  const char* const end = text.data() + text.size();
  while (p < end && *p != ')') {
    if (*p == ' ' || *p == ',') {
      ++p;
      continue;
    }
    size_t value = 0;
    const auto [next, error] = std::from_chars(p, end, value);
    if (error != std::errc()) return false;
    shape.push_back(value);
    p = next;
  }
  return p < end;
}

// False when the product does not fit.
bool byte_count(const std::vector<size_t>& shape, size_t element, size_t& bytes) {
  bytes = element;
  for (const size_t dimension : shape) {
    if (__builtin_mul_overflow(bytes, dimension, &bytes)) return false;
  }
  return true;
}

}  // namespace

size_t element_size(ElementType type) {
  if (type == ElementType::kInt64) return 8;
  if (type == ElementType::kFloat16 || type == ElementType::kBfloat16) return 2;
  return type_name(type).size;
}

std::string_view type_descr(ElementType type) {
  return type_name(type).descr;
}

std::string npy_header(std::string_view descr, const std::vector<size_t>& shape) {
  constexpr size_t kAlignment = 64;
  const std::string shape_value =
      shape.empty() ? "()" : shape_text(shape[0], {shape.begin() + 1, shape.end()});
  std::string dictionary =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}", descr, shape_value);
  const size_t bytes = kPrefix + dictionary.size() + 1;
  dictionary.append((bytes + kAlignment - 1) / kAlignment * kAlignment - bytes, ' ');
  return with_prefix(dictionary + '\n');
}

NpyWriter::NpyWriter(FileWriter file, std::string path, ElementType type, std::vector<size_t> row_shape)
    : file_(std::move(file)), path_(std::move(path)), type_(type), row_shape_(std::move(row_shape)) {}

Result<NpyWriter> NpyWriter::create(const std::string& path, ElementType type,
                                    std::vector<size_t> row_shape) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  NpyWriter writer(std::move(file), path, type, std::move(row_shape));
  THETA_RETURN_IF_ERROR(writer.file_.write(writer.header(0)));
  return writer;
}

std::string NpyWriter::header(uint64_t rows) const {
  std::string dictionary = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}",
                                       type_name(type_).descr, shape_text(rows, row_shape_));
  dictionary.resize(kReservedHeader - kPrefix - 1, ' ');
  return with_prefix(dictionary + '\n');
}

Status NpyWriter::append(std::string_view bytes) {
  bytes_ += bytes.size();
  return file_.write(bytes);
}

Status NpyWriter::close() {
  size_t row_bytes = 0;
  if (!byte_count(row_shape_, element_size(type_), row_bytes) || row_bytes == 0 || bytes_ % row_bytes != 0) {
    return make_error(ErrorKind::kFailed, "{}: {} bytes are not whole rows", path_, bytes_);
  }
  THETA_RETURN_IF_ERROR(file_.write_at(0, header(bytes_ / row_bytes)));
  return file_.close();
}

Status write_npy(const std::string& path, ElementType type, const std::vector<size_t>& shape,
                 std::string_view bytes) {
  THETA_ASSIGN(NpyWriter writer, NpyWriter::create(path, type, {shape.begin() + 1, shape.end()}));
  THETA_RETURN_IF_ERROR(writer.append(bytes));
  return writer.close();
}

Result<NpyFile> NpyFile::open(const std::string& path) {
  THETA_ASSIGN(MappedFile mapped, MappedFile::open(path));
  NpyFile file(std::move(mapped));
  const std::string_view all = file.file_.bytes();
  if (all.size() < kPrefix || all.substr(0, 6) != kMagic.substr(0, 6))
    return bad_input("{}: not a NumPy file", path);
  if (all[6] != 1)
    return make_error(ErrorKind::kUnsupported, "{}: NumPy format version {}.x", path, int{all[6]});
  const size_t length = static_cast<uint8_t>(all[8]) + 256 * size_t{static_cast<uint8_t>(all[9])};
  file.data_offset_ = kPrefix + length;
  if (file.data_offset_ > all.size()) return bad_input("{}: ends inside its header", path);
  const std::string_view header = all.substr(kPrefix, length);
  const std::string_view descr = value_of(header, "'descr'");
  bool known = false;
  for (const TypeName& candidate : kTypes) {
    if (descr.size() < 5 || descr.substr(1, 3) != candidate.descr) continue;
    file.type_ = candidate.type;
    known = true;
  }
  if (!known) return bad_input("{}: element type {} is not one of |u1 <u4 <u8 <f4", path, descr.substr(0, 6));
  if (!value_of(header, "'fortran_order'").starts_with("False")) return bad_input("{}: not in C order", path);
  if (!parse_shape(value_of(header, "'shape'"), file.shape_))
    return bad_input("{}: shape cannot be read", path);
  size_t expected = 0;
  if (!byte_count(file.shape_, element_size(file.type_), expected) || expected != file.bytes().size()) {
    return bad_input("{}: holds {} bytes, but its shape does not ask for as many", path, file.bytes().size());
  }
  return file;
}

}  // namespace theta::formats

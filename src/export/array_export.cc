#include "export/array_export.h"

#include <array>

#include "export/unicode_array.h"
#include "formats/json.h"
#include "formats/npy.h"
#include "formats/safetensors.h"
#include "formats/zip.h"

namespace theta::exports {
namespace {

using formats::ElementType;
using formats::Json;

constexpr const char* kFormatName = "theta-export";

/// What both kinds of file hold.
struct Arrays {
  std::vector<uint64_t> rows;
  std::vector<uint32_t> pieces;  // empty when rows were not split
  std::vector<uint32_t> topic_ids;
  std::vector<std::string> topic_names;
  std::string info;
};

Result<Arrays> collect(const ExportSource& source, const Walk& walk) {
  Arrays arrays;
  arrays.rows.reserve(source.documents());
  THETA_RETURN_IF_ERROR(for_each_row(source, walk, [&](size_t, const DocumentRow& row) {
    arrays.rows.push_back(row.row);
    if (source.has_pieces) arrays.pieces.push_back(static_cast<uint32_t>(row.piece));
    return Status();
  }));
  for (const engine::TopicView& topic : source.view.topics) {
    arrays.topic_ids.push_back(topic.topic_id);
    arrays.topic_names.push_back(topic.name);
  }
  const Json& manifest = source.view.manifest;
  const Json corpus = manifest.value("corpus", Json::object());
  arrays.info = formats::json_line({{"format", kFormatName},
                                    {"version", 1},
                                    {"program", "THETA " THETA_VERSION},
                                    {"model", manifest.value("model", Json())},
                                    {"seed", manifest.value("seed", Json())},
                                    {"source", corpus.value("source", Json())},
                                    {"corpus_hash", corpus.value("hash", Json())},
                                    {"hidden_topics_left_out", source.left_out},
                                    {"revision", source.view.revision}});
  return arrays;
}

/// Adds arrays to an archive under the names that numpy.load() gives them.
class ArrayArchive {
 public:
  explicit ArrayArchive(formats::ZipWriter& zip) : zip_(zip) {}

  Status add(const std::string& name, ElementType type, const std::vector<size_t>& shape,
             std::string_view bytes) {
    return add_member(name, formats::npy_header(formats::type_descr(type), shape), bytes);
  }
  Status add_text(const std::string& name, const std::vector<size_t>& shape,
                  const std::vector<std::string>& texts) {
    const UnicodeArray array = unicode_array(texts);
    return add_member(name, formats::npy_header(fmt::format("<U{}", array.width), shape),
                      as_bytes(array.characters));
  }

 private:
  Status add_member(const std::string& name, const std::string& header, std::string_view bytes) {
    const std::array<std::string_view, 2> pieces = {header, bytes};
    return zip_.add(name + ".npy", pieces);
  }
  formats::ZipWriter& zip_;
};

}  // namespace

Status write_npz(const ExportSource& source, const Walk& walk, const std::string& path) {
  THETA_ASSIGN(const Arrays arrays, collect(source, walk));
  const engine::ModelView& view = source.view;
  THETA_ASSIGN(formats::ZipWriter zip, formats::ZipWriter::create(path));
  ArrayArchive archive(zip);
  THETA_RETURN_IF_ERROR(archive.add_text("info", {}, {arrays.info}));
  THETA_RETURN_IF_ERROR(archive.add("theta", ElementType::kFloat32, {view.theta.rows(), view.theta.cols()},
                                    as_bytes(view.theta.values())));
  THETA_RETURN_IF_ERROR(archive.add("beta", ElementType::kFloat32, {view.beta.rows(), view.beta.cols()},
                                    as_bytes(view.beta.values())));
  THETA_RETURN_IF_ERROR(
      archive.add("topic_ids", ElementType::kUint32, {arrays.topic_ids.size()}, as_bytes(arrays.topic_ids)));
  THETA_RETURN_IF_ERROR(
      archive.add("rows", ElementType::kUint64, {arrays.rows.size()}, as_bytes(arrays.rows)));
  if (source.has_pieces) {
    THETA_RETURN_IF_ERROR(
        archive.add("pieces", ElementType::kUint32, {arrays.pieces.size()}, as_bytes(arrays.pieces)));
  }
  THETA_RETURN_IF_ERROR(archive.add("word_frequency", ElementType::kUint64, {view.word_frequency.size()},
                                    as_bytes(view.word_frequency)));
  THETA_RETURN_IF_ERROR(archive.add_text("vocabulary", {view.vocabulary.size()}, view.vocabulary));
  THETA_RETURN_IF_ERROR(archive.add_text("topic_names", {arrays.topic_names.size()}, arrays.topic_names));
  return zip.close();
}

Status write_array_safetensors(const ExportSource& source, const Walk& walk, const std::string& path) {
  THETA_ASSIGN(const Arrays arrays, collect(source, walk));
  const engine::ModelView& view = source.view;
  // Eight-byte values first: each tensor then lies on a multiple of its element's size.
  std::vector<formats::TensorSource> tensors = {
      {"rows", ElementType::kUint64, {arrays.rows.size()}, as_bytes(arrays.rows)},
      {"word_frequency", ElementType::kUint64, {view.word_frequency.size()}, as_bytes(view.word_frequency)},
      {"theta", ElementType::kFloat32, {view.theta.rows(), view.theta.cols()}, as_bytes(view.theta.values())},
      {"beta", ElementType::kFloat32, {view.beta.rows(), view.beta.cols()}, as_bytes(view.beta.values())},
      {"topic_ids", ElementType::kUint32, {arrays.topic_ids.size()}, as_bytes(arrays.topic_ids)}};
  if (source.has_pieces) {
    tensors.push_back({"pieces", ElementType::kUint32, {arrays.pieces.size()}, as_bytes(arrays.pieces)});
  }
  return formats::write_safetensors(path, tensors,
                                    {{"format", kFormatName},
                                     {"info", arrays.info},
                                     {"vocabulary", formats::json_line(view.vocabulary)},
                                     {"topic_names", formats::json_line(arrays.topic_names)}});
}

bool is_our_npz(const std::string& path) {
  constexpr size_t kMostBytes = 1 << 16;
  const auto info = formats::read_zip_member(path, "info.npy", kMostBytes);
  if (!info.ok()) return false;
  std::string ascii;  // every fourth byte of the text holds its ASCII characters
  for (const char c : info.value()) {
    if (c != '\0') ascii += c;
  }
  return ascii.find(kFormatName) != std::string::npos;
}

bool is_our_safetensors(const std::string& path) {
  const auto file = formats::SafetensorsFile::open(path);
  if (!file.ok()) return false;
  const auto& metadata = file.value().metadata();
  const auto format = metadata.find("format");
  return format != metadata.end() && format->second == kFormatName;
}

}  // namespace theta::exports

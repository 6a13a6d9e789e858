#include "engine/model_check.h"

#include <cmath>
#include <cstring>
#include <filesystem>
#include <set>

#include "base/files.h"
#include "base/hash.h"
#include "engine/document_rows.h"
#include "engine/edits.h"
#include "engine/model_files.h"
#include "engine/model_view.h"
#include "engine/slice_topics.h"
#include "engine/topic_model.h"
#include "formats/npy.h"
#include "formats/zip.h"

namespace theta::engine {
namespace {

using formats::Json;

constexpr uint64_t kLargestManifest = uint64_t{64} << 20;
constexpr double kSumTolerance = 1e-3;

const std::set<std::string_view>& known_files() {
  static const std::set<std::string_view> names = {
      kTensorsFile,    kModelVocabularyFile, kThetaFile,     kBetaFile,   kTopicEmbeddingsFile,
      kTopicWordsFile, kHistoryFile,         kMetricsFile,   kTopicsFile, kModelDocumentsFile,
      kTopicTimesFile, kTopicLifeFile,       kWordDriftFile, kRowsFile,   kPassagesFile};
  return names;
}

struct ListedFile {
  std::string name;
  uint64_t bytes = 0;
  std::string sha256;
};

/// The files that a manifest lists: each one that a model may have.
Result<std::vector<ListedFile>> listed_files(const Json& manifest, const std::string& where) {
  std::vector<ListedFile> files;
  try {
    for (const auto& [name, file] : manifest.at("files").items()) {
      if (!known_files().contains(name))
        return bad_input("{}: lists {}, which is no file of a model", where, name);
      files.push_back({name, file.at("bytes").get<uint64_t>(), file.at("sha256").get<std::string>()});
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: does not list its files", where);
  }
  for (const std::string_view needed :
       {kTensorsFile, kModelVocabularyFile, kThetaFile, kBetaFile, kTopicWordsFile, kHistoryFile,
        kMetricsFile, kModelDocumentsFile, kPassagesFile}) {
    const bool there =
        std::any_of(files.begin(), files.end(), [needed](const auto& file) { return file.name == needed; });
    if (!there) return bad_input("{}: lists no {}", where, needed);
  }
  return files;
}

// Every row a distribution. The last dimension is the one that sums to 1.
Status check_distributions(const std::string& path) {
  THETA_ASSIGN(const formats::NpyFile file, formats::NpyFile::open(path));
  if (file.type() != formats::ElementType::kFloat32 || file.shape().size() < 2 || file.shape().back() == 0)
    return bad_input("{}: not an array of float32", path);
  std::vector<float> row(file.shape().back());
  const std::string_view bytes = file.bytes();
  const size_t row_bytes = row.size() * sizeof(float);
  for (size_t r = 0; r * row_bytes < bytes.size(); ++r) {
    std::memcpy(row.data(), bytes.data() + r * row_bytes, row_bytes);
    double sum = 0;
    bool good = true;
    for (const float value : row) {
      good = good && value >= 0 && std::isfinite(value);
      sum += double{value};
    }
    if (!good || std::abs(sum - 1) > kSumTolerance)
      return bad_input("{}: row {} is no distribution", path, r);
  }
  return {};
}

Status check_documents(const ModelView& view, size_t documents) {
  THETA_ASSIGN(const auto groups, group_columns_of(view.manifest, view.folder));
  THETA_ASSIGN(DocumentRows rows, DocumentRows::open(view.folder, groups.size()));
  DocumentRow row;
  for (size_t d = 0; d < documents; ++d) THETA_RETURN_IF_ERROR(rows.next(row));
  THETA_ASSIGN(const bool ended, rows.at_end());
  if (ended) return {};
  return bad_input("{}: describes more than the {} documents of the model",
                   join_path(view.folder, kModelDocumentsFile), documents);
}

// Nothing in the folder that the manifest does not know.
Status check_names(const std::string& folder, const std::vector<ListedFile>& files) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name == kManifestFile || name == kEditsFile) continue;
    const bool listed =
        std::any_of(files.begin(), files.end(), [&name](const auto& file) { return file.name == name; });
    if (!listed) return bad_input("{}: the manifest does not list it", entry.path().string());
  }
  if (error) return errno_error(error.value(), "read", folder);
  return {};
}

}  // namespace

Result<CheckedModel> check_model(const std::string& folder) {
  THETA_ASSIGN(const Json manifest, read_manifest(folder));
  THETA_ASSIGN(const auto files, listed_files(manifest, join_path(folder, kManifestFile)));
  THETA_RETURN_IF_ERROR(check_names(folder, files));
  CheckedModel checked;
  for (const ListedFile& file : files) {
    const std::string path = join_path(folder, file.name);
    THETA_ASSIGN(const std::string sha256, sha256_file(path));
    if (sha256 != file.sha256) return bad_input("{}: is not the file that the manifest tells of", path);
    checked.bytes += file.bytes;
  }
  for (const std::string_view name : {kThetaFile, kBetaFile})
    THETA_RETURN_IF_ERROR(check_distributions(join_path(folder, name)));
  THETA_ASSIGN(const ModelView view, open_view(folder, ViewParts::kWithoutTheta));
  THETA_RETURN_IF_ERROR(TopicModel::open(folder).status());
  THETA_RETURN_IF_ERROR(SliceTopics::open(folder).status());
  THETA_ASSIGN(const formats::NpyFile theta, formats::NpyFile::open(join_path(folder, kThetaFile)));
  THETA_RETURN_IF_ERROR(check_documents(view, theta.shape()[0]));
  THETA_ASSIGN(const Edits edits, read_edits(folder));
  if (!manifest.contains("model") || !manifest.at("model").is_string())
    return bad_input("{}: does not tell which model it is", join_path(folder, kManifestFile));
  checked.model = manifest.at("model").get<std::string>();
  checked.topics = view.model_topics;
  checked.documents = theta.shape()[0];
  checked.words = view.vocabulary.size();
  checked.edits = edits.lines.size();
  return checked;
}

Status unpack_bundle(const std::string& bundle, const std::string& folder) {
  const auto take = [&](std::string_view name, uint64_t most) -> Result<std::string> {
    Result<std::string> text = formats::read_zip_member(bundle, name, most);
    if (!text.ok()) return bad_input("{}: has no {} that can be read", bundle, name);
    THETA_RETURN_IF_ERROR(write_file_atomic(join_path(folder, name), text.value()));
    return text;
  };
  THETA_ASSIGN(const std::string text, take(kManifestFile, kLargestManifest));
  THETA_ASSIGN(const Json manifest, formats::parse_json(text, kManifestFile));
  if (!manifest.is_object()) return bad_input("{}: its manifest is none", bundle);
  THETA_ASSIGN(const auto files, listed_files(manifest, std::string(kManifestFile)));
  for (const ListedFile& file : files) {
    THETA_ASSIGN(const std::string bytes, take(file.name, file.bytes));
    if (bytes.size() != file.bytes)
      return bad_input("{}: {} has {} bytes, not {}", bundle, file.name, bytes.size(), file.bytes);
  }
  const Result<std::string> edits = formats::read_zip_member(bundle, kEditsFile, kLargestManifest);
  if (!edits.ok() && edits.error().kind != ErrorKind::kNotFound) return edits.error();
  return edits.ok() ? write_file_atomic(join_path(folder, kEditsFile), edits.value()) : Status();
}

}  // namespace theta::engine

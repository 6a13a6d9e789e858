#include "server/samples.h"

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "corpus/corpus_files.h"
#include "engine/model_files.h"
#include "jobs/job_fields.h"
#include "jobs/job_parts.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr std::string_view kSampleFile = "sample.json";

Status take_words(jobs::JobFields& fields, const char* name, Json& words) {
  fields.require(name);
  const Json* const found = fields.find(name);
  if (found == nullptr) return {};
  words = *found;
  for (const char* const language : {"en", "zh"}) {
    if (!words.is_object() || !words.contains(language) || !words[language].is_string()) {
      fields.refuse(name, "must be an object with the texts en and zh");
      return {};
    }
  }
  return {};
}

Result<Sample> read_sample(const std::string& folder, const std::string& id) {
  const std::string path = join_path(folder, std::string(kSampleFile));
  THETA_ASSIGN(const std::string text, read_file(path));
  THETA_ASSIGN(const Json json, formats::parse_json(text, path));
  jobs::JobFields fields(json, path, "a sample");
  Sample sample{.id = id, .folder = folder, .columns = Json::object()};
  THETA_RETURN_IF_ERROR(take_words(fields, "name", sample.name));
  THETA_RETURN_IF_ERROR(take_words(fields, "description", sample.description));
  fields.require("language");
  fields.take_choice("language", sample.language, {"en", "zh"});
  fields.require("file");
  fields.take("file", sample.file);
  if (const Json* const columns = fields.find("columns")) sample.columns = *columns;
  // For who prepares the sample: how its model is trained.
  static_cast<void>(fields.find("train"));
  THETA_RETURN_IF_ERROR(fields.finish());
  corpus::ImportRequest ignored;
  THETA_RETURN_IF_ERROR(jobs::read_import(sample.columns, path + ": columns", ignored));
  std::error_code error;
  const std::filesystem::path place(folder);
  if (sample.file.find('/') != std::string::npos ||
      !std::filesystem::is_regular_file(place / sample.file, error))
    return bad_input("{}: file: {} is not beside it", path, sample.file);
  sample.has_model = std::filesystem::exists(place / "model" / engine::kManifestFile, error) &&
                     std::filesystem::exists(place / "corpus" / corpus::kCorpusFile, error);
  return sample;
}

}  // namespace

Result<std::vector<Sample>> read_samples(const std::string& folder) {
  std::vector<Sample> samples;
  if (folder.empty()) return samples;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (!std::filesystem::exists(entry.path() / kSampleFile)) continue;
    THETA_ASSIGN(Sample sample, read_sample(entry.path().string(), entry.path().filename().string()));
    samples.push_back(std::move(sample));
  }
  if (error) return bad_input("{}: {}", folder, error.message());
  std::sort(samples.begin(), samples.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return samples;
}

}  // namespace theta::server

#include "encoders/folder_settings.h"

#include <algorithm>

#include "base/files.h"
#include "formats/json.h"

namespace theta::encoders {
namespace {

using formats::Json;

/// The file, or null where there is none.
Result<Json> read_if_there(const std::string& path) {
  if (!file_exists(path)) return Json();
  THETA_ASSIGN(Json json, formats::read_json(path));
  return json;
}

Result<Pooling> read_pooling(const std::string& folder, size_t hidden) {
  const std::string path = join_path(folder, "config.json");
  THETA_ASSIGN(const Json json, formats::read_json(path));
  if (json.value("word_embedding_dimension", hidden) != hidden) {
    return bad_input("{}: word_embedding_dimension is not the model's hidden_size", path);
  }
  const std::map<std::string, Pooling> known = {{"pooling_mode_cls_token", Pooling::kFirstToken},
                                                {"pooling_mode_mean_tokens", Pooling::kMean},
                                                {"pooling_mode_lasttoken", Pooling::kLastToken}};
  std::string chosen;
  for (const auto& [name, value] : json.items()) {
    if (!name.starts_with("pooling_mode_") || !value.is_boolean() || !value.get<bool>()) continue;
    if (!chosen.empty()) {
      return make_error(ErrorKind::kUnsupported, "{}: {} together with {} is not known", path, chosen, name);
    }
    chosen = name;
  }
  const auto found = known.find(chosen);
  if (found == known.end()) {
    return make_error(ErrorKind::kUnsupported, "{}: the pooling \"{}\" is not known", path, chosen);
  }
  return found->second;
}

Status read_modules(const std::string& folder, const Json& modules, size_t hidden, FolderSettings& settings) {
  settings.normalise = false;
  bool pooled = false;
  for (const Json& module : modules) {
    const auto type = module.at("type").get<std::string>();
    const std::string kind = type.substr(type.rfind('.') + 1);
    const std::string place = module.value("path", "");
    if (place.starts_with('/') || place.find("..") != std::string::npos) {
      return bad_input("{}/modules.json: the module {} lies elsewhere", folder, place);
    }
    if (kind == "Pooling") {
      THETA_ASSIGN(settings.pooling, read_pooling(join_path(folder, place), hidden));
      pooled = true;
    } else if (kind == "Normalize") {
      settings.normalise = true;
    } else if (kind != "Transformer" || !place.empty()) {
      return make_error(ErrorKind::kUnsupported, "{}/modules.json: the module {} is not known", folder, type);
    }
  }
  if (!pooled) return bad_input("{}/modules.json: no module pools the tokens", folder);
  return {};
}

void read_prompts(const Json& json, FolderSettings& settings) {
  if (!json.is_object()) return;
  if (const auto prompts = json.find("prompts"); prompts != json.end() && prompts->is_object()) {
    settings.prompts = prompts->get<std::map<std::string, std::string>>();
  }
  if (const auto name = json.find("default_prompt_name"); name != json.end() && name->is_string()) {
    settings.default_prompt = name->get<std::string>();
  }
}

Status read_all(const std::string& folder, const EncoderConfig& config, FolderSettings& settings) {
  THETA_ASSIGN(const Json modules, read_if_there(join_path(folder, "modules.json")));
  if (!modules.is_null()) THETA_RETURN_IF_ERROR(read_modules(folder, modules, config.hidden, settings));
  const size_t positions = config.most_positions - config.first_position;
  THETA_ASSIGN(const Json limits, read_if_there(join_path(folder, "sentence_bert_config.json")));
  const bool limited = limits.is_object() && limits.contains("max_seq_length") &&
                       limits["max_seq_length"].is_number_unsigned();
  settings.most_tokens = std::min(positions, limited ? limits["max_seq_length"].get<size_t>() : positions);
  THETA_ASSIGN(const Json prompts, read_if_there(join_path(folder, "config_sentence_transformers.json")));
  read_prompts(prompts, settings);
  if (!settings.default_prompt.empty() && !settings.prompts.contains(settings.default_prompt)) {
    return bad_input("{}/config_sentence_transformers.json: the prompt {} is not there", folder,
                     settings.default_prompt);
  }
  return {};
}

}  // namespace

Result<FolderSettings> read_folder_settings(const std::string& folder, const EncoderConfig& config) {
  FolderSettings settings;
  if (config.architecture == Architecture::kQwen3) {
    settings.pooling = Pooling::kLastToken;
    settings.normalise = true;
  }
  try {
    THETA_RETURN_IF_ERROR(read_all(folder, config, settings));
  } catch (const nlohmann::json::exception& exception) {
    return bad_input("{}: a module is described wrongly ({})", folder, exception.what());
  }
  return settings;
}

}  // namespace theta::encoders

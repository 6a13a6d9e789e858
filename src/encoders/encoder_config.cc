#include "encoders/encoder_config.h"

#include "base/files.h"
#include "formats/json.h"

namespace theta::encoders {
namespace {

using formats::Json;

/// Reads members of one file; the first error stays.
class Members {
 public:
  Members(const Json& json, std::string path) : json_(json), path_(std::move(path)) {}

  size_t count(const char* name, size_t most) {
    const auto found = json_.find(name);
    const bool good = found != json_.end() && found->is_number_integer() && found->get<int64_t>() > 0 &&
                      found->get<int64_t>() <= static_cast<int64_t>(most);
    if (good) return found->get<size_t>();
    fail(bad_input("{}: {} must be a whole number from 1 to {}", path_, name, most));
    return 1;
  }
  size_t count_or(const char* name, size_t most, size_t fallback) {
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? fallback : count(name, most);
  }
  double number_or(const char* name, double fallback) {
    const auto found = json_.find(name);
    if (found == json_.end() || found->is_null()) return fallback;
    if (found->is_number() && found->get<double>() > 0) return found->get<double>();
    fail(bad_input("{}: {} must be a number above 0", path_, name));
    return fallback;
  }
  std::string text_or(const char* name, const std::string& fallback) {
    const auto found = json_.find(name);
    if (found == json_.end() || found->is_null()) return fallback;
    if (found->is_string()) return found->get<std::string>();
    fail(bad_input("{}: {} must be a text", path_, name));
    return fallback;
  }
  bool is_true(const char* name) const {
    const auto found = json_.find(name);
    return found != json_.end() && found->is_boolean() && found->get<bool>();
  }
  bool is_null(const char* name) const { return !json_.contains(name) || json_.at(name).is_null(); }
  void fail(Error error) {
    if (status_.ok()) status_ = Status(std::move(error));
  }
  const std::string& path() const { return path_; }
  const Status& status() const { return status_; }

 private:
  const Json& json_;
  std::string path_;
  Status status_;
};

constexpr size_t kMostHidden = 1 << 16;
constexpr size_t kMostPositions = 1 << 24;

void read_activation(Members& members, EncoderConfig& config) {
  const std::string name =
      members.text_or("hidden_act", config.architecture == Architecture::kQwen3 ? "silu" : "gelu");
  if (name == "silu") {
    config.activation = Activation::kSilu;
  } else if (name == "gelu") {
    config.activation = Activation::kGelu;
  } else if (name == "gelu_new" || name == "gelu_pytorch_tanh") {
    config.activation = Activation::kGeluTanh;
  } else {
    members.fail(
        make_error(ErrorKind::kUnsupported, "{}: the activation {} is not known", members.path(), name));
  }
  if ((config.architecture == Architecture::kQwen3) != (config.activation == Activation::kSilu)) {
    members.fail(make_error(ErrorKind::kUnsupported,
                            "{}: the activation {} is not known for this architecture", members.path(),
                            name));
  }
}

void read_qwen3(Members& members, EncoderConfig& config) {
  config.key_heads = members.count_or("num_key_value_heads", config.heads, config.heads);
  if (config.heads % config.key_heads != 0) {
    members.fail(bad_input("{}: num_key_value_heads must divide num_attention_heads", members.path()));
  }
  config.head_size = members.count_or("head_dim", 1024, std::max<size_t>(config.hidden / config.heads, 1));
  config.epsilon = members.number_or("rms_norm_eps", 1e-6);
  config.rope_base = members.number_or("rope_theta", 10000);
  for (const char* name : {"attention_bias", "use_sliding_window"}) {
    if (members.is_true(name)) {
      members.fail(make_error(ErrorKind::kUnsupported, "{}: {} is not known", members.path(), name));
    }
  }
  if (!members.is_null("rope_scaling")) {
    members.fail(make_error(ErrorKind::kUnsupported, "{}: rope_scaling is not known", members.path()));
  }
  if (config.head_size % 2 != 0) members.fail(bad_input("{}: head_dim must be even", members.path()));
}

void read_bert(Members& members, EncoderConfig& config, const std::string& type) {
  config.key_heads = config.heads;
  config.head_size = config.hidden / config.heads;
  config.types = members.count("type_vocab_size", 1 << 10);
  config.epsilon = members.number_or("layer_norm_eps", 1e-12);
  if (type != "bert") config.first_position = members.count("pad_token_id", 1 << 10) + 1;
  if (members.text_or("position_embedding_type", "absolute") != "absolute") {
    members.fail(
        make_error(ErrorKind::kUnsupported, "{}: this position_embedding_type is not known", members.path()));
  }
  if (config.hidden % config.heads != 0) {
    members.fail(bad_input("{}: num_attention_heads must divide hidden_size", members.path()));
  }
  if (config.first_position >= config.most_positions) {
    members.fail(bad_input("{}: max_position_embeddings leaves no position", members.path()));
  }
}

}  // namespace

Result<EncoderConfig> read_encoder_config(const std::string& folder) {
  const std::string path = join_path(folder, "config.json");
  THETA_ASSIGN(const Json json, formats::read_json(path));
  if (!json.is_object()) return bad_input("{}: not the description of a model", path);
  Members members(json, path);
  const std::string type = members.text_or("model_type", "");
  const bool is_bert = type == "bert" || type == "roberta" || type == "xlm-roberta";
  if (!is_bert && type != "qwen3") {
    return make_error(
        ErrorKind::kUnsupported,
        "{}: the architecture \"{}\" is not known; there are qwen3, bert, roberta and xlm-roberta", path,
        type);
  }
  EncoderConfig config;
  config.architecture = is_bert ? Architecture::kBert : Architecture::kQwen3;
  config.vocabulary = members.count("vocab_size", 1 << 24);
  config.hidden = members.count("hidden_size", kMostHidden);
  config.layers = members.count("num_hidden_layers", 1 << 10);
  config.heads = members.count("num_attention_heads", config.hidden);
  config.inner = members.count("intermediate_size", 4 * kMostHidden);
  config.most_positions = members.count("max_position_embeddings", kMostPositions);
  read_activation(members, config);
  is_bert ? read_bert(members, config, type) : read_qwen3(members, config);
  if (!members.status().ok()) return members.status().error();
  return config;
}

}  // namespace theta::encoders

#include "tokenizers/frame.h"

namespace theta::tokenizers {
namespace {

using IdOf = std::function<std::optional<uint32_t>(std::string_view)>;

Status append_token(const Json& config, const std::string& token, const IdOf& id_of, TokenIds& ids) {
  // A template lists the numbers of its tokens; one name may stand for several.
  const auto listed = config.find("special_tokens");
  if (listed != config.end() && listed->contains(token)) {
    for (const Json& id : listed->at(token).at("ids")) ids.push_back(id.get<uint32_t>());
    return {};
  }
  const auto id = id_of(token);
  if (!id.has_value()) return bad_input("the post-processor names the token {}, which does not exist", token);
  ids.push_back(*id);
  return {};
}

Result<Frame> from_template(const Json& config, const IdOf& id_of) {
  Frame frame;
  bool seen_text = false;
  for (const Json& item : config.at("single")) {
    if (item.contains("Sequence")) {
      if (seen_text) return bad_input("the post-processor repeats the text");
      seen_text = true;
      continue;
    }
    const auto token = item.at("SpecialToken").at("id").get<std::string>();
    THETA_RETURN_IF_ERROR(append_token(config, token, id_of, seen_text ? frame.behind : frame.before));
  }
  if (!seen_text) return bad_input("the post-processor drops the text");
  return frame;
}

Result<Frame> from_pair(const Json& config, const IdOf& id_of) {
  Frame frame;
  THETA_RETURN_IF_ERROR(append_token(config, config.at("cls").at(0).get<std::string>(), id_of, frame.before));
  THETA_RETURN_IF_ERROR(append_token(config, config.at("sep").at(0).get<std::string>(), id_of, frame.behind));
  return frame;
}

}  // namespace

Result<Frame> make_frame(const Json& config, const IdOf& id_of) {
  if (config.is_null()) return Frame();
  const auto type = config.at("type").get<std::string>();
  if (type == "ByteLevel") return Frame();  // it moves offsets only
  if (type == "TemplateProcessing") return from_template(config, id_of);
  if (type == "BertProcessing" || type == "RobertaProcessing") return from_pair(config, id_of);
  if (type != "Sequence") {
    return make_error(ErrorKind::kUnsupported, "the post-processor {} is not known", type);
  }
  Frame frame;
  for (const Json& one : config.at("processors")) {
    THETA_ASSIGN(const Frame outer, make_frame(one, id_of));
    frame.before.insert(frame.before.begin(), outer.before.begin(), outer.before.end());
    frame.behind.insert(frame.behind.end(), outer.behind.begin(), outer.behind.end());
  }
  return frame;
}

}  // namespace theta::tokenizers

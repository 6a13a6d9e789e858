#include "tokenizers/subword_tokenizer.h"

#include <algorithm>

#include "base/files.h"
#include "text/utf8.h"

namespace theta::tokenizers {
namespace {

constexpr size_t kLargestFile = size_t{256} << 20;
constexpr size_t kDeepestNesting = 100;
constexpr size_t kLongestText = size_t{1} << 30;  // spans count in 32 bits

/// The text itself where it is UTF-8, else a copy with U+FFFD for what is not.
std::string_view valid_utf8(std::string_view text, std::string& copy) {
  size_t good = text::valid_utf8_prefix(text);
  if (good == text.size()) return text;
  copy.clear();
  while (!text.empty()) {
    copy += text.substr(0, good);
    text.remove_prefix(good);
    if (text.empty()) break;
    text::append_utf8(0xFFFD, copy);
    text.remove_prefix(text::first_utf8_unit(text).length);
    good = text::valid_utf8_prefix(text);
  }
  return copy;
}

/// The deepest nesting of brackets outside of texts. Parts are read by functions that call each other, so a
/// file of brackets alone would end the program.
size_t nesting_of(std::string_view json) {
  size_t depth = 0;
  size_t deepest = 0;
  bool inside_text = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') inside_text = !inside_text;
    if (inside_text) {
      if (c == '\\') ++i;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

AddedToken read_added(const Json& entry) {
  AddedToken token;
  token.content = entry.at("content").get<std::string>();
  token.id = entry.at("id").get<uint32_t>();
  token.single_word = value_or(entry, "single_word", false);
  token.left_strip = value_or(entry, "lstrip", false);
  token.right_strip = value_or(entry, "rstrip", false);
  return token;
}

const Json& member(const Json& json, const char* name) {
  static const Json null;
  const auto found = json.find(name);
  return found == json.end() ? null : *found;
}

}  // namespace

SubwordTokenizer::SubwordTokenizer(std::shared_ptr<const Normalizer> normalizer, PreTokenizers pre_tokenizers,
                                   std::shared_ptr<const TokenModel> model, std::vector<AddedToken> raw,
                                   std::vector<AddedToken> normalized)
    : normalizer_(std::move(normalizer)),
      pre_tokenizers_(std::move(pre_tokenizers)),
      model_(std::move(model)),
      raw_(std::move(raw)),
      normalized_(std::move(normalized)),
      size_(model_->size()) {}

Result<SubwordTokenizer> SubwordTokenizer::open(const std::string& path) {
  THETA_ASSIGN(const std::string text, read_file(path));
  if (text.size() > kLargestFile) return bad_input("{}: larger than any tokenizer", path);
  return parse(text, path);
}

Result<SubwordTokenizer> SubwordTokenizer::parse(std::string_view json, const std::string& name) {
  if (nesting_of(json) > kDeepestNesting) return bad_input("{}: parts nested too deeply", name);
  try {
    const Json parsed = Json::parse(json);
    if (!parsed.is_object() || !parsed.contains("model")) {
      return bad_input("{}: not the description of a tokenizer", name);
    }
    Result<SubwordTokenizer> made = from_json(parsed);
    if (!made.ok()) return make_error(made.error().kind, "{}: {}", name, made.error().message);
    return made;
  } catch (const nlohmann::json::exception& exception) {
    return bad_input("{}: not the description of a tokenizer ({})", name, exception.what());
  }
}

Result<SubwordTokenizer> SubwordTokenizer::from_json(const Json& json) {
  THETA_ASSIGN(auto normalizer, make_normalizer(member(json, "normalizer")));
  THETA_ASSIGN(auto pre_tokenizers, make_pre_tokenizer(member(json, "pre_tokenizer")));
  THETA_ASSIGN(auto model, make_token_model(json.at("model"), pre_tokenizers.byte_level));
  std::vector<AddedToken> raw;
  std::vector<AddedToken> normalized;
  Vocabulary ids;
  for (const Json& entry : member(json, "added_tokens")) {
    AddedToken token = read_added(entry);
    ids.insert_or_assign(token.content, token.id);
    const bool special = value_or(entry, "special", false);
    if (!value_or(entry, "normalized", !special)) {
      raw.push_back(std::move(token));
      continue;
    }
    normalizer->apply(token.content);
    normalized.push_back(std::move(token));
  }
  SubwordTokenizer made(std::move(normalizer), std::move(pre_tokenizers), std::move(model), std::move(raw),
                        std::move(normalized));
  made.added_ids_ = std::move(ids);
  THETA_ASSIGN(made.frame_, make_frame(member(json, "post_processor"),
                                       [&](std::string_view token) { return made.id_of(token); }));
  if (!made.added_ids_.empty()) made.size_ = std::max(made.size_, size_of(made.added_ids_));
  for (const TokenIds* frame : {&made.frame_.before, &made.frame_.behind}) {
    for (const uint32_t id : *frame) made.size_ = std::max(made.size_, id + 1);
  }
  return made;
}

std::optional<uint32_t> SubwordTokenizer::id_of(std::string_view token) const {
  if (const auto found = added_ids_.find(token); found != added_ids_.end()) return found->second;
  const auto found = model_->vocabulary().find(token);
  if (found == model_->vocabulary().end()) return std::nullopt;
  return found->second;
}

void SubwordTokenizer::encode_section(std::string_view text, bool is_first, EncodingWork& work,
                                      TokenIds& ids) const {
  work.normalized = text;
  normalizer_->apply(work.normalized);
  work.sections.clear();
  normalized_.split(work.normalized, work.sections);
  for (const AddedTokens::Section& section : work.sections) {
    if (section.token != nullptr) {
      ids.push_back(section.token->id);
      continue;
    }
    Words& words = work.words;
    words.text = section.text;
    words.spans.clear();
    words.add(0, words.text.size());
    pre_tokenizers_.chain->apply(words, is_first && &section == work.sections.data());
    for (size_t i = 0; i < words.spans.size(); ++i) work.cache.encode(*model_, words.word(i), ids);
  }
}

void SubwordTokenizer::encode(std::string_view text, size_t most, EncodingWork& work, TokenIds& ids) const {
  ids = frame_.before;
  const std::string_view valid = valid_utf8(text.substr(0, kLongestText), work.valid);
  work.raw_sections.clear();
  raw_.split(valid, work.raw_sections);
  for (const AddedTokens::Section& section : work.raw_sections) {
    if (section.token != nullptr) {
      ids.push_back(section.token->id);
    } else {
      encode_section(section.text, &section == work.raw_sections.data(), work, ids);
    }
  }
  const size_t room = most > frame_.behind.size() ? most - frame_.behind.size() : 0;
  ids.resize(std::min(ids.size(), room));
  ids.insert(ids.end(), frame_.behind.begin(), frame_.behind.end());
}

}  // namespace theta::tokenizers

#include "corpus/phrases.h"

#include "text/characters.h"
#include "text/utf8.h"

namespace theta::corpus {
namespace {

uint64_t key_of(uint32_t first, uint32_t second) {
  return uint64_t{first} << 32 | second;
}

bool is_han(const char* p) {
  return text::is_high_byte(*p) &&
         text::character_kind(text::next_code_point(p)) == text::CharacterKind::kHan;
}

}  // namespace

std::string joined_word(std::string_view first, std::string_view second) {
  size_t last = first.size() - 1;
  while (last > 0 && (static_cast<unsigned char>(first[last]) & 0xC0) == 0x80) --last;
  const bool both_han = is_han(first.data() + last) && is_han(second.data());
  return std::string(first) + (both_han ? "" : "_") + std::string(second);
}

formats::Json phrases_json(const Phrases& phrases) {
  formats::Json passes = formats::Json::array();
  for (const Phrases::Pass& pass : phrases.passes) {
    formats::Json pairs = formats::Json::array();
    for (const auto& [first, second] : pass) pairs.push_back({first, second});
    passes.push_back(std::move(pairs));
  }
  return passes.empty() ? formats::Json() : formats::Json{{"passes", std::move(passes)}};
}

Phrases phrases_of(const formats::Json& json) {
  Phrases phrases;
  try {
    for (const auto& pass : json.at("passes")) {
      Phrases::Pass& pairs = phrases.passes.emplace_back();
      for (const auto& pair : pass)
        pairs.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
    }
  } catch (const nlohmann::json::exception&) {
    return {};
  }
  return phrases;
}

void PhraseJoiner::add(uint32_t first, uint32_t second, uint32_t joined) {
  Pass& pass = passes_.back();
  if (pass.begins.size() <= first) pass.begins.resize(first + 1);
  pass.begins[first] = true;
  pass.joined.emplace(key_of(first, second), joined);
}

void PhraseJoiner::join(std::vector<uint32_t>& words, uint32_t gap) const {
  for (const Pass& pass : passes_) {
    size_t kept = 0;
    for (size_t i = 0; i < words.size(); ++i) {
      const uint32_t first = words[i] & ~gap;
      uint32_t word = words[i];
      if (first < pass.begins.size() && pass.begins[first] && i + 1 < words.size() &&
          (words[i + 1] & gap) == 0) {
        const auto found = pass.joined.find(key_of(first, words[i + 1]));
        if (found != pass.joined.end()) {
          word = found->second | (words[i] & gap);
          ++i;
        }
      }
      words[kept++] = word;
    }
    words.resize(kept);
  }
}

}  // namespace theta::corpus

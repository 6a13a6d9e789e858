#include "text/chinese_script.h"

#include <algorithm>
#include <cstring>

#include "base/assert.h"
#include "text/characters.h"
#include "text/embedded_data.h"
#include "text/utf8.h"

namespace theta::text {
namespace {

// Bytes that a packed file gives out as arrays, one after the other.
class PackedArrays {
 public:
  explicit PackedArrays(std::string_view bytes) : position_(bytes.data()), end_(position_ + bytes.size()) {}

  template <typename T>
  const T* take(size_t count) {
    const auto* const array = reinterpret_cast<const T*>(position_);
    position_ += count * sizeof(T);
    THETA_ASSERT(position_ <= end_);
    return array;
  }
  bool at_end() const { return position_ == end_; }

 private:
  const char* position_;
  const char* end_;
};

// One direction. At each place the longest key is replaced, which is what OpenCC's segmentation comes to.
class Conversion {
 public:
  Conversion(const ChineseScriptHeader::Direction& counts, PackedArrays& arrays)
      : values_(arrays.take<char32_t>(counts.values)),
        starts_(arrays.take<uint32_t>(counts.entries + 1)),
        nodes_(arrays.take<DictionaryNode>(counts.nodes)),
        rare_(arrays.take<RareSymbol>(counts.rare)),
        symbols_(arrays.take<uint16_t>(ChineseScriptHeader::kSymbols)),
        node_count_(counts.nodes),
        rare_count_(counts.rare) {}

  /// Calls keep(begin, end) for bytes without a key and replace(begin, values) for each key, in text order.
  template <typename Keep, typename Replace>
  void run(std::string_view utf8, Keep keep, Replace replace) const {
    const char* const end = utf8.data() + utf8.size();
    const char* kept_from = utf8.data();
    for (const char* p = kept_from; p < end;) {
      if (!is_high_byte(*p)) {
        p += ascii_prefix({p, static_cast<size_t>(end - p)});
        continue;
      }
      const Key key = longest_key(p, end);
      if (key.entry != 0) {
        keep(kept_from, p);
        replace(p, values_ + starts_[key.entry], values_ + starts_[key.entry + 1]);
        kept_from = key.end;
      }
      p = key.end;
    }
    keep(kept_from, end);
  }

 private:
  struct Key {
    uint32_t entry;  // 0: no key starts here, and `end` is behind the first character
    const char* end;
  };

  Key longest_key(const char* p, const char* end) const {
    uint16_t symbol = next_symbol(p);
    Key longest = {0, p};
    for (uint32_t node = 0; symbol != 0; symbol = next_symbol(p)) {
      const int32_t base = nodes_[node].base;
      if (base < 0) break;
      node = static_cast<uint32_t>(base) + symbol;
      if (node >= node_count_ || nodes_[node].symbol != symbol) break;
      if (nodes_[node].weight != 0) longest = {nodes_[node].weight, p};
      if (p >= end) break;
    }
    return longest;
  }

  uint16_t next_symbol(const char*& p) const {
    const char32_t c = next_code_point(p);
    if (c < ChineseScriptHeader::kSymbols) return symbols_[c];
    const RareSymbol* const last = rare_ + rare_count_;
    const RareSymbol* const found =
        std::lower_bound(rare_, last, c, [](const RareSymbol& a, char32_t b) { return a.character < b; });
    return found != last && found->character == c ? found->symbol : uint16_t{0};
  }

  const char32_t* values_;
  const uint32_t* starts_;
  const DictionaryNode* nodes_;
  const RareSymbol* rare_;
  const uint16_t* symbols_;
  uint32_t node_count_;
  uint32_t rare_count_;
};

struct Tables {
  static const Tables& instance() {
    static const Tables tables{PackedArrays(embedded_chinese_scripts())};
    return tables;
  }

  const ChineseScriptHeader& header;
  Conversion to_simplified;
  Conversion to_traditional;
  const uint8_t* traits;

 private:
  explicit Tables(PackedArrays arrays)
      : header(*arrays.take<ChineseScriptHeader>(1)),
        to_simplified(header.to_simplified, arrays),
        to_traditional(header.to_traditional, arrays),
        traits(arrays.take<uint8_t>(kTraitCharacters)) {
    THETA_ASSERT(header.magic == ChineseScriptHeader::kMagic && arrays.at_end());
  }
};

void append_converted(const Conversion& conversion, std::string_view utf8, std::string& out) {
  conversion.run(
      utf8, [&out](const char* begin, const char* end) { out.append(begin, end); },
      [&out](const char*, const char32_t* value, const char32_t* end) {
        for (; value < end; ++value) append_utf8(*value, out);
      });
}

}  // namespace

std::string_view chinese_script_name(ChineseScript script) {
  switch (script) {
    case ChineseScript::kAsWritten:
      return "as-written";
    case ChineseScript::kSimplified:
      return "simplified";
    case ChineseScript::kTraditional:
      return "traditional";
  }
  return "";
}

ChineseScriptTraits::ChineseScriptTraits() : traits_(Tables::instance().traits) {}

ChineseScriptCounts count_chinese_scripts(std::string_view utf8) {
  const ChineseScriptTraits traits;
  ChineseScriptCounts counts;
  for (const char* p = utf8.data(); p < utf8.data() + utf8.size();) {
    const uint8_t found = traits.of(next_code_point(p));
    counts.simplified += (found & kOnlySimplified) != 0 ? 1 : 0;
    counts.traditional += (found & kOnlyTraditional) != 0 ? 1 : 0;
  }
  return counts;
}

void append_simplified(std::string_view utf8, std::string& out) {
  append_converted(Tables::instance().to_simplified, utf8, out);
}

void append_traditional(std::string_view utf8, std::string& out) {
  std::string simplified;
  append_simplified(utf8, simplified);
  append_converted(Tables::instance().to_traditional, simplified, out);
}

void simplify_in_place(char* begin, char* end) {
  std::string form;
  Tables::instance().to_simplified.run(
      {begin, static_cast<size_t>(end - begin)}, [](const char*, const char*) {},
      [&](const char* key, const char32_t* value, const char32_t* value_end) {
        for (const char* p = key; value < value_end; ++value) {
          const char* const character = p;
          next_code_point(p);
          form.clear();
          append_utf8(*value, form);
          if (form.size() == static_cast<size_t>(p - character)) {
            std::memcpy(begin + (character - begin), form.data(), form.size());
          }
        }
      });
}

}  // namespace theta::text

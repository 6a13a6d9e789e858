// Packs the conversions between Simplified and Traditional of OpenCC's t2s and s2tw into the one binary file
// that the program embeds (src/text/chinese_script_format.h). Usage: theta_pack_scripts <output file>

#include <opencc/Config.hpp>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/Dict.hpp>
#include <opencc/DictEntry.hpp>
#include <opencc/Lexicon.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "pack_dictionary/double_array.h"
#include "text/chinese_script_format.h"
#include "text/utf8.h"

namespace theta::pack {
namespace {

using text::ChineseScriptHeader;

// What a key may become; the first is what OpenCC takes.
using Table = std::map<std::u32string, std::vector<std::u32string>>;

std::u32string code_points(const std::string& utf8) {
  std::u32string points;
  for (const char* p = utf8.data(); p < utf8.data() + utf8.size();)
    points.push_back(text::next_code_point(p));
  return points;
}

Table read_table(const opencc::Dict& dictionary) {
  const opencc::LexiconPtr lexicon = dictionary.GetLexicon();
  Table table;
  for (const auto& entry : *lexicon) {
    std::vector<std::u32string>& values = table[code_points(entry->Key())];
    for (const std::string& value : entry->Values()) values.push_back(code_points(value));
  }
  return table;
}

// A later step of a chain has single characters alone, so it can be done on the values of the first.
Status apply_step(const Table& step, Table& table) {
  for (const auto& [key, values] : step) {
    if (key.size() != 1) return bad_input("a second step of OpenCC has keys of several characters");
  }
  for (auto& [key, values] : table) {
    for (std::u32string& value : values) {
      for (char32_t& c : value) {
        const auto found = step.find(std::u32string(1, c));
        if (found != step.end()) c = found->second.front().front();
      }
    }
  }
  for (const auto& [key, values] : step) table.try_emplace(key, values);
  return {};
}

// OpenCC takes the longest key at each place, phrases before characters: one table of both, since no phrase
// is a single character.
Result<Table> read_conversion(const std::string& configuration) {
  const auto converter = opencc::Config().NewFromFile(configuration);
  Table table;
  bool is_first = true;
  for (const auto& conversion : converter->GetConversionChain()->GetConversions()) {
    const Table step = read_table(*conversion->GetDict());
    if (is_first) table = step;
    if (!is_first) THETA_RETURN_IF_ERROR(apply_step(step, table));
    is_first = false;
  }
  for (const auto& [key, values] : table) {
    if (values.empty() || values.front().size() != key.size()) {
      return bad_input("{}: a key and its value differ in length", configuration);
    }
  }
  return table;
}

struct Packed {
  ChineseScriptHeader::Direction counts;
  std::vector<char32_t> values;
  std::vector<uint32_t> starts = {0, 0};
  std::vector<text::DictionaryNode> nodes;
  std::vector<text::RareSymbol> rare;
  std::vector<uint16_t> symbols = std::vector<uint16_t>(ChineseScriptHeader::kSymbols);
};

Result<std::map<char32_t, uint16_t>> number_characters(const Table& table) {
  std::map<char32_t, uint64_t> uses;
  for (const auto& [key, values] : table) {
    for (const char32_t c : key) ++uses[c];
  }
  std::vector<char32_t> ranked;
  for (const auto& [c, count] : uses) ranked.push_back(c);
  std::stable_sort(ranked.begin(), ranked.end(), [&](char32_t a, char32_t b) { return uses[a] > uses[b]; });
  if (ranked.size() >= UINT16_MAX) return bad_input("{} different characters", ranked.size());
  std::map<char32_t, uint16_t> symbols;
  for (size_t i = 0; i < ranked.size(); ++i) symbols[ranked[i]] = static_cast<uint16_t>(i + 1);
  return symbols;
}

Result<Packed> pack_table(const Table& table) {
  if (table.size() >= UINT16_MAX) return bad_input("{} keys", table.size());
  Packed packed;
  THETA_ASSIGN(const auto symbols, number_characters(table));
  for (const auto& [c, symbol] : symbols) {
    if (c < ChineseScriptHeader::kSymbols) packed.symbols[c] = symbol;
    if (c >= ChineseScriptHeader::kSymbols) packed.rare.push_back({static_cast<uint32_t>(c), symbol, 0});
  }
  TrieBuilder trie;
  for (const auto& [key, values] : table) {
    std::u16string path;
    for (const char32_t c : key) path.push_back(symbols.at(c));
    trie.insert(path, static_cast<uint16_t>(packed.starts.size() - 1));
    packed.values.insert(packed.values.end(), values.front().begin(), values.front().end());
    packed.starts.push_back(static_cast<uint32_t>(packed.values.size()));
  }
  packed.nodes = trie.layout();
  packed.counts = {static_cast<uint32_t>(packed.values.size()),
                   static_cast<uint32_t>(packed.starts.size() - 1),
                   static_cast<uint32_t>(packed.nodes.size()), static_cast<uint32_t>(packed.rare.size())};
  return packed;
}

// Characters that never stay as they are: no value of the character is the character itself.
void mark_changing(const Table& table, uint8_t trait, std::vector<uint8_t>& traits) {
  for (const auto& [key, values] : table) {
    const size_t position = key[0] - text::kFirstTraitCharacter;
    if (key.size() == 1 && position < traits.size() &&
        std::find(values.begin(), values.end(), key) == values.end()) {
      traits[position] |= trait;
    }
  }
}

std::vector<uint8_t> character_traits(const Table& to_simplified, const Table& to_traditional) {
  std::vector<uint8_t> traits(text::kTraitCharacters);
  mark_changing(to_simplified, text::kOnlyTraditional, traits);
  mark_changing(to_traditional, text::kOnlySimplified, traits);
  for (const auto& [key, values] : to_simplified) {
    const size_t position = key[0] - text::kFirstTraitCharacter;
    if (key.size() == 1 && position < traits.size() && values.front() != key) {
      traits[position] |= text::kHasSimplified;
    }
  }
  // A regional form of Traditional (U+7232 beside U+70BA) is no sign of Simplified.
  for (uint8_t& trait : traits) {
    if ((trait & text::kOnlyTraditional) != 0) trait &= static_cast<uint8_t>(~text::kOnlySimplified);
  }
  return traits;
}

Status write_direction(FileWriter& writer, const Packed& packed) {
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.values)));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.starts)));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.nodes)));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.rare)));
  return writer.write(as_bytes(packed.symbols));
}

Status pack(const std::string& output) {
  THETA_ASSIGN(const Table to_simplified, read_conversion("t2s.json"));
  THETA_ASSIGN(const Table to_traditional, read_conversion("s2tw.json"));
  THETA_ASSIGN(const Packed simplified, pack_table(to_simplified));
  THETA_ASSIGN(const Packed traditional, pack_table(to_traditional));
  ChineseScriptHeader header;
  header.to_simplified = simplified.counts;
  header.to_traditional = traditional.counts;
  THETA_ASSIGN(FileWriter writer, FileWriter::create(output));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(std::span<const ChineseScriptHeader>(&header, 1))));
  THETA_RETURN_IF_ERROR(write_direction(writer, simplified));
  THETA_RETURN_IF_ERROR(write_direction(writer, traditional));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(character_traits(to_simplified, to_traditional))));
  return writer.close();
}

}  // namespace
}  // namespace theta::pack

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s <output file>\n", argv[0]);
    return 2;
  }
  try {
    const theta::Status status = theta::pack::pack(argv[1]);
    if (status.ok()) return 0;
    std::fprintf(stderr, "%s: %s\n", argv[0], status.error().message.c_str());
    return theta::exit_code(status.error().kind);
  } catch (const std::exception& error) {  // OpenCC throws
    std::fprintf(stderr, "%s: OpenCC: %s\n", argv[0], error.what());
    return 1;
  }
}

// Packs the dictionary and the hidden Markov model of python3-jieba into the one binary file that the
// segmenter embeds (src/text/chinese_dictionary_format.h). Usage: theta_pack_dictionary <folder of jieba>
// <output file>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "base/files.h"
#include "pack_dictionary/double_array.h"
#include "pack_dictionary/jieba_files.h"

namespace theta::pack {
namespace {

using text::DictionaryCharacter;
using text::DictionaryEmission;
using text::DictionaryNode;

constexpr char32_t kCharacterLimit = 0xA000;  // past the last Han character that jieba knows

struct Packed {
  text::ChineseDictionaryHeader header;
  std::vector<double> weights;
  std::vector<uint64_t> frequencies;  // beside the weights
  std::vector<DictionaryEmission> emissions;
  std::vector<DictionaryNode> nodes;
  std::vector<DictionaryCharacter> characters{kCharacterLimit};
};

// Frequent characters get small symbols, which keeps sibling nodes near each other.
Status assign_symbols(const WordList& list, Packed& packed) {
  std::map<char32_t, uint64_t> uses;
  for (const auto& [word, frequency] : list.frequency) {
    for (const char32_t c : word) ++uses[c];
  }
  std::vector<char32_t> ranked;
  for (const auto& [c, count] : uses) ranked.push_back(c);
  std::stable_sort(ranked.begin(), ranked.end(), [&](char32_t a, char32_t b) { return uses[a] > uses[b]; });
  if (ranked.size() >= UINT16_MAX)
    return bad_input("the word list holds {} different characters", ranked.size());
  for (size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i] >= kCharacterLimit)
      return bad_input("a word holds U+{:X}", static_cast<uint32_t>(ranked[i]));
    packed.characters[ranked[i]].symbol = static_cast<uint16_t>(i + 1);
  }
  return {};
}

// log(frequency) - log(total), in that order, gives the bits that jieba computes.
Status pack_words(const WordList& list, Packed& packed) {
  const double log_total = std::log(static_cast<double>(list.total));
  packed.header.unknown_weight = std::log(1.0) - log_total;
  packed.header.total = list.total;
  packed.weights.push_back(0);
  packed.frequencies.push_back(0);
  std::map<uint64_t, uint16_t> weight_of;
  TrieBuilder trie;
  for (const auto& [word, frequency] : list.frequency) {
    if (frequency == 0) continue;
    const auto [found, is_new] =
        weight_of.try_emplace(frequency, static_cast<uint16_t>(packed.weights.size()));
    if (is_new) {
      packed.weights.push_back(std::log(static_cast<double>(frequency)) - log_total);
      packed.frequencies.push_back(frequency);
    }
    std::u16string symbols;
    for (const char32_t c : word) symbols.push_back(packed.characters[c].symbol);
    trie.insert(symbols, found->second);
  }
  if (packed.weights.size() > UINT16_MAX) return bad_input("{} different frequencies", packed.weights.size());
  packed.nodes = trie.layout();
  return {};
}

double entry(const Table& table, char32_t key) {
  const auto found = table.entries.find(key);
  return found == table.entries.end() ? text::kImpossible : found->second.value;
}

Status pack_emissions(const Table& table, Packed& packed) {
  std::set<char32_t> seen;
  for (const auto& [state, row] : table.entries) {
    for (const auto& [c, unused] : row.entries) seen.insert(c);
  }
  packed.emissions.assign(1, {text::kImpossible, text::kImpossible, text::kImpossible, text::kImpossible});
  for (const char32_t c : seen) {
    if (c >= kCharacterLimit) return bad_input("the model holds U+{:X}", static_cast<uint32_t>(c));
    DictionaryEmission row;
    for (size_t s = 0; s < row.size(); ++s) {
      row[s] = entry(table.entries.at(static_cast<unsigned char>(text::kHmmStateNames[s])), c);
    }
    packed.characters[c].emission = static_cast<uint16_t>(packed.emissions.size());
    packed.emissions.push_back(row);
  }
  return {};
}

void pack_transitions(const Table& start, const Table& transition, Packed& packed) {
  for (size_t from = 0; from < 4; ++from) {
    const auto from_name = static_cast<unsigned char>(text::kHmmStateNames[from]);
    packed.header.start[from] = entry(start, from_name);
    for (size_t to = 0; to < 4; ++to) {
      packed.header.transition[from][to] =
          entry(transition.entries.at(from_name), static_cast<unsigned char>(text::kHmmStateNames[to]));
    }
  }
}

Status write(Packed& packed, const std::string& path) {
  packed.header.weights = static_cast<uint32_t>(packed.weights.size());
  packed.header.emissions = static_cast<uint32_t>(packed.emissions.size());
  packed.header.nodes = static_cast<uint32_t>(packed.nodes.size());
  packed.header.characters = static_cast<uint32_t>(packed.characters.size());
  THETA_ASSIGN(FileWriter writer, FileWriter::create(path));
  THETA_RETURN_IF_ERROR(
      writer.write(as_bytes(std::span<const text::ChineseDictionaryHeader>(&packed.header, 1))));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.weights)));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.frequencies)));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.emissions)));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.nodes)));
  THETA_RETURN_IF_ERROR(writer.write(as_bytes(packed.characters)));
  return writer.close();
}

Status pack(const std::string& folder, const std::string& output) {
  Packed packed;
  THETA_ASSIGN(const WordList list, read_word_list(folder + "/dict.txt"));
  THETA_ASSIGN(const Table start, read_table(folder + "/finalseg/prob_start.py"));
  THETA_ASSIGN(const Table transition, read_table(folder + "/finalseg/prob_trans.py"));
  THETA_ASSIGN(const Table emission, read_table(folder + "/finalseg/prob_emit.py"));
  for (const char state : text::kHmmStateNames) {
    const auto key = static_cast<unsigned char>(state);
    if (!transition.entries.contains(key) || !emission.entries.contains(key)) {
      return bad_input("the model in {} has no state {}", folder, state);
    }
  }
  THETA_RETURN_IF_ERROR(assign_symbols(list, packed));
  THETA_RETURN_IF_ERROR(pack_words(list, packed));
  THETA_RETURN_IF_ERROR(pack_emissions(emission, packed));
  pack_transitions(start, transition, packed);
  return write(packed, output);
}

}  // namespace
}  // namespace theta::pack

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s <folder of jieba> <output file>\n", argv[0]);
    return 2;
  }
  const theta::Status status = theta::pack::pack(argv[1], argv[2]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s: %s\n", argv[0], status.error().message.c_str());
  return theta::exit_code(status.error().kind);
}

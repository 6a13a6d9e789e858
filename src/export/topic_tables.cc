#include "eval/top_words.h"
#include "export/tables.h"

namespace theta::exports {
namespace {

std::string word_list(const ExportSource& source, const std::vector<uint32_t>& words) {
  std::string list;
  for (const uint32_t word : words) list += (list.empty() ? "" : " ") + source.view.vocabulary[word];
  return list;
}

std::string member_list(const std::vector<uint32_t>& members) {
  std::string list;
  for (const uint32_t member : members) list += (list.empty() ? "" : " ") + std::to_string(member);
  return list;
}

}  // namespace

Status write_topics(const ExportSource& source, size_t top_words, TableWriter& out) {
  THETA_RETURN_IF_ERROR(out.begin("topics", {{"topic_id", 9},
                                             {"name", 32},
                                             {"hidden", 8},
                                             {"members", 12},
                                             {"share", 10},
                                             {"documents", 11},
                                             {"npmi", 10},
                                             {"exclusivity", 11},
                                             {"words", 100}}));
  const auto top = eval::top_words(source.view.beta, top_words);
  for (size_t k = 0; k < source.topics(); ++k) {
    const engine::TopicView& topic = source.view.topics[k];
    const std::string members = member_list(topic.members);
    const std::string words = word_list(source, top[k]);
    std::vector<Cell> cells = {
        uint64_t{topic.topic_id},  topic.name,          uint64_t{topic.hidden ? 1U : 0U},
        std::string_view(members), Weight{topic.share}, uint64_t{topic.main_documents}};
    cells.push_back(topic.npmi.has_value() ? Cell(*topic.npmi) : Cell());
    cells.emplace_back(topic.exclusivity);
    cells.emplace_back(std::string_view(words));
    THETA_RETURN_IF_ERROR(out.row(cells));
  }
  return out.end();
}

Status write_words(const ExportSource& source, size_t top_words, TableWriter& out) {
  THETA_RETURN_IF_ERROR(out.begin(
      "words",
      {{"topic_id", 9}, {"name", 32}, {"rank", 6}, {"word", 24}, {"probability", 12}, {"corpus_uses", 12}}));
  const auto top = eval::top_words(source.view.beta, top_words);
  for (size_t k = 0; k < source.topics(); ++k) {
    const engine::TopicView& topic = source.view.topics[k];
    for (size_t i = 0; i < top[k].size(); ++i) {
      const uint32_t word = top[k][i];
      const std::vector<Cell> cells = {uint64_t{topic.topic_id},
                                       topic.name,
                                       uint64_t{i + 1},
                                       std::string_view(source.view.vocabulary[word]),
                                       double{source.view.beta(k, word)},
                                       source.view.word_frequency[word]};
      THETA_RETURN_IF_ERROR(out.row(cells));
    }
  }
  return out.end();
}

}  // namespace theta::exports

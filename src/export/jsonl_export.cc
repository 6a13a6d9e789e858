#include "export/jsonl_export.h"

#include <algorithm>
#include <iterator>

#include "base/files.h"
#include "eval/top_words.h"
#include "formats/json.h"

namespace theta::exports {
namespace {

using formats::Json;

Status write_topic_lines(const ExportSource& source, size_t top_words, const std::string& path) {
  const auto top = eval::top_words(source.view.beta, top_words);
  std::string lines;
  for (size_t k = 0; k < source.topics(); ++k) {
    const engine::TopicView& topic = source.view.topics[k];
    Json words = Json::array();
    for (const uint32_t word : top[k]) {
      words.push_back({{"word", source.view.vocabulary[word]}, {"probability", source.view.beta(k, word)}});
    }
    lines += formats::json_line({{"topic_id", topic.topic_id},
                                 {"name", topic.name},
                                 {"hidden", topic.hidden},
                                 {"members", topic.members},
                                 {"share", topic.share},
                                 {"documents", topic.main_documents},
                                 {"npmi", topic.npmi.has_value() ? Json(*topic.npmi) : Json()},
                                 {"exclusivity", topic.exclusivity},
                                 {"words", std::move(words)}}) +
             "\n";
  }
  return write_file_atomic(path, lines);
}

/// Builds the line of one document.
class DocumentLine {
 public:
  DocumentLine(const ExportSource& source, const JsonlChoice& choice) : source_(source), choice_(choice) {}

  const std::string& build(size_t d, const DocumentRow& row) {
    Json object = {{"row", row.row}};
    if (source_.has_pieces) object["piece"] = row.piece;
    object["file"] = row.file;
    add(object, "id", row.id);
    add(object, "time", row.time);
    add(object, "label", row.label);
    if (!row.groups.empty()) {
      Json& groups = object["groups"] = Json::object();
      for (size_t g = 0; g < row.groups.size(); ++g) groups[source_.group_columns[g]] = row.groups[g];
    }
    object["part"] = row.part;
    object["tokens"] = row.tokens;
    object["main_topic"] = source_.view.topics[main_topic(source_, d)].topic_id;
    add(object, "text", row.text);
    line_ = formats::json_line(object);
    line_.pop_back();
    append_topics(d);
    append_weights(d);
    line_ += "}\n";
    return line_;
  }

 private:
  static void add(Json& object, const char* key, const std::string& value) {
    if (!value.empty()) object[key] = value;
  }

  // Numbers are most of the file: written straight, not through a JSON tree.
  void append_topics(size_t d) {
    const auto weights = source_.view.theta.row_span(d);
    order_.clear();
    for (uint32_t k = 0; k < weights.size(); ++k) {
      if (weights[k] >= static_cast<float>(choice_.least_weight)) order_.push_back(k);
    }
    std::sort(order_.begin(), order_.end(), [&weights](uint32_t a, uint32_t b) {
      return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
    });
    line_ += ",\"topics\":[";
    for (size_t i = 0; i < order_.size(); ++i) {
      fmt::format_to(std::back_inserter(line_), "{}{{\"topic_id\":{},\"weight\":{:.6f}}}", i == 0 ? "" : ",",
                     source_.view.topics[order_[i]].topic_id, weights[order_[i]]);
    }
    line_ += ']';
  }

  void append_weights(size_t d) {
    line_ += ",\"weights\":[";
    const auto weights = source_.view.theta.row_span(d);
    for (size_t k = 0; k < weights.size(); ++k) {
      fmt::format_to(std::back_inserter(line_), "{}{:.6f}", k == 0 ? "" : ",", weights[k]);
    }
    line_ += ']';
  }

  const ExportSource& source_;
  const JsonlChoice& choice_;
  std::string line_;
  std::vector<uint32_t> order_;
};

}  // namespace

Status write_jsonl(const ExportSource& source, const JsonlChoice& choice, const Walk& walk,
                   const std::string& folder) {
  THETA_RETURN_IF_ERROR(write_topic_lines(source, choice.top_words, join_path(folder, "topics.jsonl")));
  THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(folder, "documents.jsonl")));
  DocumentLine line(source, choice);
  const TakeDocument take = [&](size_t d, const DocumentRow& row) { return file.write(line.build(d, row)); };
  THETA_RETURN_IF_ERROR(choice.texts ? for_each_text(source, walk, take) : for_each_row(source, walk, take));
  return file.close();
}

}  // namespace theta::exports

#include "engine/document_tables.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "base/files.h"
#include "engine/model_files.h"
#include "engine/row_table.h"
#include "eval/clustering.h"
#include "formats/csv.h"

namespace theta::engine {
namespace {

constexpr size_t kPassagesPerTopic = 8;
constexpr size_t kPassageBytes = 900;
constexpr uint64_t kFewestTokens = 8;  // shorter texts are mostly one word, and show little

// Cuts at a character's border.
std::string excerpt(const std::string& text) {
  if (text.size() <= kPassageBytes) return text;
  size_t end = kPassageBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

// The documents with the largest share of each topic, largest first; short documents only when there are no
// others.
std::vector<std::vector<uint32_t>> passages_of_topics(const corpus::Corpus& corpus,
                                                      const math::Matrix<float>& theta, size_t num_topics) {
  uint64_t tokens = 0;
  for (const uint32_t count : corpus.counts.counts) tokens += count;
  const uint64_t fewest = std::min(kFewestTokens, tokens / (2 * std::max<size_t>(corpus.documents(), 1)));
  std::vector<uint32_t> eligible;
  for (uint32_t d = 0; d < corpus.documents(); ++d) {
    if (corpus.counts.document_length(d) >= fewest) eligible.push_back(d);
  }
  std::vector<std::vector<uint32_t>> chosen;
  const auto count = static_cast<std::ptrdiff_t>(std::min(kPassagesPerTopic, eligible.size()));
  for (size_t k = 0; k < num_topics; ++k) {
    std::vector<uint32_t> order = eligible;
    std::partial_sort(order.begin(), order.begin() + count, order.end(), [&theta, k](uint32_t a, uint32_t b) {
      return theta(a, k) != theta(b, k) ? theta(a, k) > theta(b, k) : a < b;
    });
    order.resize(static_cast<size_t>(count));
    chosen.push_back(std::move(order));
  }
  return chosen;
}

std::string header(const std::vector<std::string>& groups, bool has_pieces, size_t num_topics) {
  std::vector<std::string> cells = {"row"};
  if (has_pieces) cells.emplace_back("piece");
  for (const char* const name : {"file", "id", "time", "label"}) cells.emplace_back(name);
  cells.insert(cells.end(), groups.begin(), groups.end());
  for (const char* const name : {"part", "tokens", "main_topic", "main_weight"}) cells.emplace_back(name);
  for (size_t k = 0; k < num_topics; ++k) cells.push_back(fmt::format("topic_{}", k));
  return formats::csv_line(cells);
}

const char* part_name(corpus::Split part) {
  return part == corpus::Split::kTrain ? "train" : part == corpus::Split::kValid ? "valid" : "test";
}

}  // namespace

Status write_document_tables(const std::string& folder, const std::string& corpus_folder,
                             const corpus::Corpus& corpus, const ModelContents& model) {
  const size_t num_topics = model.beta.rows();
  const auto groups = corpus.info.value("group_columns", std::vector<std::string>());
  const bool has_pieces = !corpus.row_offsets.empty();
  const std::vector<uint32_t> main_topic = eval::main_topics(model.theta, num_topics);
  const auto passages = passages_of_topics(corpus, model.theta, num_topics);
  std::map<uint32_t, formats::Json> shown;  // the documents that are passages
  for (const auto& topic : passages) {
    for (const uint32_t d : topic) shown.emplace(d, formats::Json());
  }
  THETA_ASSIGN(FileWriter file, FileWriter::create(join_path(folder, kModelDocumentsFile)));
  THETA_RETURN_IF_ERROR(file.write(header(groups, has_pieces, num_topics)));
  std::optional<RowTable> rows;
  if (has_pieces) {
    THETA_ASSIGN(RowTable table, RowTable::create(folder, groups, num_topics));
    rows.emplace(std::move(table));
  }
  Status written;
  size_t documents = 0;
  fmt::memory_buffer weights;
  THETA_RETURN_IF_ERROR(corpus::for_each_document(corpus_folder, [&](size_t d, corpus::Document document) {
    documents = d + 1;
    if (d >= model.theta.rows() || !written.ok()) return;
    if (rows.has_value()) {
      written = rows->add(document, part_name(model.part[d]), corpus.counts.document_length(d),
                          model.theta.row_span(d).first(num_topics));
      if (!written.ok()) return;
    }
    std::vector<std::string> cells = {std::to_string(document.row)};
    if (has_pieces) cells.push_back(std::to_string(document.piece));
    cells.insert(cells.end(), {document.file, document.id, document.time, document.label});
    document.groups.resize(groups.size());
    for (const std::string& group : document.groups) cells.push_back(group);
    cells.emplace_back(part_name(model.part[d]));
    cells.push_back(std::to_string(corpus.counts.document_length(d)));
    cells.push_back(std::to_string(main_topic[d]));
    cells.push_back(fmt::format("{:.5f}", model.theta(d, main_topic[d])));
    std::string line = formats::csv_line(cells);
    line.pop_back();
    weights.clear();
    for (size_t k = 0; k < num_topics; ++k)
      fmt::format_to(std::back_inserter(weights), ",{:.5f}", model.theta(d, k));
    written = file.write(line + std::string(weights.data(), weights.size()) + "\n");
    const auto wanted = shown.find(static_cast<uint32_t>(d));
    if (wanted == shown.end() || document.text.empty()) return;
    wanted->second = {{"document", d},         {"row", document.row},     {"file", document.file},
                      {"time", document.time}, {"label", document.label}, {"text", excerpt(document.text)}};
    if (has_pieces) wanted->second["piece"] = document.piece;
  }));
  THETA_RETURN_IF_ERROR(std::move(written));
  if (documents != corpus.documents()) {
    return bad_input("{}: documents.jsonl has {} documents, the counts have {}", corpus_folder, documents,
                     corpus.documents());
  }
  THETA_RETURN_IF_ERROR(file.close());
  if (rows.has_value()) THETA_RETURN_IF_ERROR(rows->close());
  formats::Json topics = formats::Json::array();
  for (size_t k = 0; k < num_topics; ++k) {
    formats::Json list = formats::Json::array();
    for (const uint32_t d : passages[k]) {
      if (shown[d].is_null()) continue;
      formats::Json passage = shown[d];
      passage["weight"] = model.theta(d, k);
      list.push_back(std::move(passage));
    }
    topics.push_back({{"topic_id", k}, {"passages", std::move(list)}});
  }
  return formats::write_json(join_path(folder, kPassagesFile), {{"topics", topics}});
}

}  // namespace theta::engine

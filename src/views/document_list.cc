#include "views/document_list.h"

#include <algorithm>
#include <cstring>

#include "views/index_files.h"

namespace theta::views {
namespace {

using formats::Json;

constexpr size_t kBlock = 65'536;
constexpr size_t kTextsAtOnce = 1024;

struct Candidate {
  float key = 0;  // falling
  uint32_t document = 0;

  bool operator<(const Candidate& other) const {
    return key != other.key ? key > other.key : document < other.document;
  }
};

/// The first `most` of the candidates seen so far; what lies behind them is let go from time to time.
class Best {
 public:
  explicit Best(size_t most) : most_(most) {}

  void add(Candidate candidate) {
    if (full_ && !(candidate < worst_)) return;
    kept_.push_back(candidate);
    if (kept_.size() >= 2 * most_ + 1024) cut();
  }
  /// Those from place `offset` on, in order.
  std::vector<Candidate> take(size_t offset) {
    if (kept_.size() > most_) cut();
    if (offset >= kept_.size()) return {};
    const auto begin = kept_.begin() + static_cast<std::ptrdiff_t>(offset);
    std::nth_element(kept_.begin(), begin, kept_.end());
    std::sort(begin, kept_.end());
    return {begin, kept_.end()};
  }

 private:
  void cut() {
    const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(most_);
    std::nth_element(kept_.begin(), end, kept_.end());
    kept_.erase(end, kept_.end());
    full_ = true;
    if (!kept_.empty()) worst_ = *std::max_element(kept_.begin(), kept_.end());
  }

  size_t most_;
  bool full_ = false;
  Candidate worst_{};
  std::vector<Candidate> kept_;
};

/// The columns that a query looks at, a block of documents at a time.
class Block {
 public:
  Block(const Snapshot& snapshot, const DocumentQuery& query) : snapshot_(snapshot), query_(query) {}

  Status read(size_t first, size_t count) {
    first_ = first;
    const auto into = [count](auto& column) {
      column.resize(count);
      return std::span(column);
    };
    if (query_.topic.has_value()) THETA_RETURN_IF_ERROR(snapshot_.theta(*query_.topic, first, into(weight_)));
    if (query_.main_topic.has_value()) THETA_RETURN_IF_ERROR(snapshot_.main_topics(first, into(main_)));
    if (query_.weak || query_.sort == DocumentQuery::Sort::kFit)
      THETA_RETURN_IF_ERROR(snapshot_.main_weights(first, into(largest_)));
    if (query_.column.has_value())
      THETA_RETURN_IF_ERROR(snapshot_.index().codes(*query_.column, first, into(codes_)));
    if (query_.from.has_value() || query_.until.has_value())
      THETA_RETURN_IF_ERROR(snapshot_.index().days(first, into(days_)));
    return {};
  }

  bool wanted(size_t i) const {
    if (!weight_.empty() && double{weight_[i]} < query_.min_weight) return false;
    if (!main_.empty() && main_[i] != *query_.main_topic) return false;
    if (query_.weak && double{largest_[i]} >= snapshot_.weak_below()) return false;
    if (!codes_.empty() && codes_[i] != query_.value) return false;
    if (!days_.empty() && (days_[i] == kNoDay || days_[i] < query_.from.value_or(INT32_MIN) ||
                           days_[i] > query_.until.value_or(INT32_MAX)))
      return false;
    return query_.matches == nullptr || (*query_.matches)[first_ + i];
  }

  float key(size_t i) const {
    if (query_.sort == DocumentQuery::Sort::kWeight) return weight_[i];
    return query_.sort == DocumentQuery::Sort::kFit ? -largest_[i] : 0;
  }

 private:
  const Snapshot& snapshot_;
  const DocumentQuery& query_;
  size_t first_ = 0;
  std::vector<float> weight_;
  std::vector<uint32_t> main_;
  std::vector<float> largest_;
  std::vector<uint32_t> codes_;
  std::vector<int32_t> days_;
};

bool has_filter(const DocumentQuery& query) {
  return query.topic.has_value() || query.main_topic.has_value() || query.column.has_value() ||
         query.from.has_value() || query.until.has_value() || query.weak || query.matches != nullptr ||
         query.sort != DocumentQuery::Sort::kDocument;
}

void lower_ascii_letters(std::string& text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

// Cuts at a character's border.
std::string excerpt(std::string text, size_t most) {
  if (text.size() <= most) return text;
  size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

}  // namespace

Result<DocumentPage> list_documents(const Snapshot& snapshot, const DocumentQuery& query) {
  const size_t all = snapshot.index().documents();
  DocumentPage page;
  if (!has_filter(query)) {
    page.total = all;
    for (size_t d = query.offset; d < std::min(all, query.offset + query.limit); ++d)
      page.documents.push_back(static_cast<uint32_t>(d));
    return page;
  }
  Best best(std::min(all, query.offset + query.limit));
  Block block(snapshot, query);
  for (size_t first = 0; first < all; first += kBlock) {
    const size_t count = std::min(kBlock, all - first);
    THETA_RETURN_IF_ERROR(block.read(first, count));
    for (size_t i = 0; i < count; ++i) {
      if (!block.wanted(i)) continue;
      ++page.total;
      best.add({block.key(i), static_cast<uint32_t>(first + i)});
    }
  }
  for (const Candidate& candidate : best.take(query.offset)) page.documents.push_back(candidate.document);
  return page;
}

Result<Json> document_json(const Snapshot& snapshot, size_t document, std::optional<uint32_t> topic,
                           size_t excerpt_bytes) {
  const DocumentIndex& index = snapshot.index();
  THETA_ASSIGN(const engine::DocumentRow row, index.row(document));
  uint32_t main = 0;
  float weight = 0;
  THETA_RETURN_IF_ERROR(snapshot.main_topics(document, {&main, 1}));
  THETA_RETURN_IF_ERROR(snapshot.main_weights(document, {&weight, 1}));
  Json groups = Json::object();
  for (size_t g = 0; g < row.groups.size(); ++g) groups[index.columns()[g].name] = row.groups[g];
  Json json = {{"document", document},
               {"row", row.row},
               {"piece", index.has_pieces() ? Json(row.piece) : Json()},
               {"file", row.file},
               {"id", row.id},
               {"time", row.time},
               {"label", row.label},
               {"groups", std::move(groups)},
               {"part", row.part},
               {"tokens", index.has_tokens() ? Json(row.tokens) : Json()},
               {"topic_id", snapshot.view().topics[main].topic_id},
               {"name", snapshot.view().topics[main].name},
               {"weight", weight},
               {"weak", double{weight} < snapshot.weak_below()},
               {"excerpt", nullptr}};
  if (topic.has_value()) {
    float of_topic = 0;
    THETA_RETURN_IF_ERROR(snapshot.theta(*topic, document, {&of_topic, 1}));
    json["topic_weight"] = of_topic;
  }
  if (index.has_texts()) {
    THETA_ASSIGN(std::string text, index.text(document));
    json["excerpt"] = excerpt(std::move(text), excerpt_bytes);
  }
  return json;
}

Result<std::vector<bool>> search_texts(const Snapshot& snapshot, std::string_view search) {
  std::vector<std::string> words;
  std::string folded(search);
  lower_ascii_letters(folded);
  for (size_t start = 0; start < folded.size();) {
    const size_t end = std::min(folded.find(' ', start), folded.size());
    if (end > start) words.push_back(folded.substr(start, end - start));
    start = end + 1;
  }
  const size_t all = snapshot.index().documents();
  std::vector<bool> found(all);
  std::vector<uint64_t> offsets;
  for (size_t first = 0; first < all; first += kTextsAtOnce) {
    const size_t last = std::min(all, first + kTextsAtOnce);
    THETA_ASSIGN(std::string texts, snapshot.index().texts(first, last, offsets));
    lower_ascii_letters(texts);
    for (size_t d = first; d < last; ++d) {
      const std::string_view text =
          std::string_view(texts).substr(offsets[d - first], offsets[d - first + 1] - offsets[d - first]);
      found[d] = std::all_of(words.begin(), words.end(), [text](const std::string& word) {
        return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
      });
    }
  }
  return found;
}

}  // namespace theta::views

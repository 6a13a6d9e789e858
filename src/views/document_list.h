#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "formats/json.h"
#include "views/snapshot.h"

namespace theta::views {

/// Which documents a list shows, and in which order.
struct DocumentQuery {
  enum class Sort : uint8_t {
    kDocument,  ///< as in the data
    kWeight,    ///< by falling weight of `topic`
    kFit,       ///< by rising weight of the main topic: the weakest fits first
  };
  Sort sort = Sort::kDocument;
  std::optional<uint32_t> topic;  ///< index of a topic; with min_weight, documents that hold so much of it
  double min_weight = 0;
  std::optional<uint32_t> main_topic;  ///< index of a topic: documents whose main topic it is
  std::optional<size_t> column;        ///< with value: documents of this group
  uint32_t value = 0;
  std::optional<int32_t> from;                 ///< days since 1970, the first one
  std::optional<int32_t> until;                ///< the last one
  bool weak = false;                           ///< documents that fit weakly alone
  const std::vector<bool>* matches = nullptr;  ///< [D]: documents that a search found
  size_t offset = 0;
  size_t limit = 50;
};

struct DocumentPage {
  std::vector<uint32_t> documents;
  size_t total = 0;
};

/// One page of the documents that a query asks for, ties by document. Reads the columns that it needs in
/// blocks, and holds at most offset + limit documents at once, twice.
Result<DocumentPage> list_documents(const Snapshot& snapshot, const DocumentQuery& query);

/// {document, row, piece, file, id, time, label, groups, part, tokens, topic_id, name, weight, weak,
/// excerpt}, and topic_weight with a topic. The excerpt is null where the texts are not kept.
Result<formats::Json> document_json(const Snapshot& snapshot, size_t document,
                                    std::optional<uint32_t> topic = {}, size_t excerpt_bytes = 300);

/// Which documents hold every word of `search`, [D]: parts of words count, the case of ASCII letters does
/// not. Reads all texts, which must be there.
Result<std::vector<bool>> search_texts(const Snapshot& snapshot, std::string_view search);

}  // namespace theta::views

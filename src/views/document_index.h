#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corpus/dates.h"
#include "engine/document_rows.h"
#include "views/column_file.h"

namespace theta::views {

/// A column by which documents can be told apart.
struct GroupColumn {
  std::string name;
  std::vector<std::string> values;  ///< by number, in the order of their first documents
  bool is_whole = true;             ///< false: some values are not among them, there are too many
};

/// The documents of a model on disk, column by column, so that lists of millions of them can be sorted and
/// filtered without being held. Immutable; threads share it.
class DocumentIndex {
 public:
  /// Opens what build_index() made.
  static Result<DocumentIndex> open(const std::string& folder);

  size_t documents() const { return documents_; }            ///< D
  size_t model_topics() const { return topics_; }            ///< K
  bool has_pieces() const { return has_pieces_; }            ///< rows were split
  bool has_tokens() const { return has_tokens_; }            ///< else every document counts as one token
  bool has_dates() const { return has_dates_; }              ///< of at least one document
  corpus::DayOrder day_order() const { return day_order_; }  ///< how dates such as 3/4/2021 were read
  const std::vector<GroupColumn>& columns() const { return columns_; }  ///< groups, then the label if any
  /// Number of a column by its name.
  std::optional<size_t> find_column(std::string_view name) const;

  // Parts of columns, from document `first` on.
  Status theta(uint32_t model_topic, size_t first, std::span<float> values) const;
  Status days(size_t first, std::span<int32_t> values) const { return days_.read(first, values); }
  Status tokens(size_t first, std::span<uint32_t> values) const { return tokens_.read(first, values); }
  Status codes(size_t column, size_t first, std::span<uint32_t> values) const {
    return codes_.read(column * documents_ + first, values);
  }
  /// The day and how exactly it was written, [D].
  Result<std::vector<std::optional<corpus::Date>>> dates() const;

  Result<engine::DocumentRow> row(size_t document) const;

  /// Whether the documents' texts are there; build_texts() adds them.
  bool has_texts() const { return texts_.has_value(); }
  Result<std::string> text(size_t document) const;
  /// The texts of documents [first, last) in one piece, with the offset of each and of the end.
  Result<std::string> texts(size_t first, size_t last, std::vector<uint64_t>& offsets) const;

 private:
  DocumentIndex(ColumnFile theta, ColumnFile days, ColumnFile precisions, ColumnFile tokens, ColumnFile codes,
                ColumnFile records, ColumnFile record_offsets)
      : theta_(std::move(theta)),
        days_(std::move(days)),
        precisions_(std::move(precisions)),
        tokens_(std::move(tokens)),
        codes_(std::move(codes)),
        records_(std::move(records)),
        record_offsets_(std::move(record_offsets)) {}
  Status open_texts(const std::string& folder);

  ColumnFile theta_;
  ColumnFile days_;
  ColumnFile precisions_;
  ColumnFile tokens_;
  ColumnFile codes_;
  ColumnFile records_;
  ColumnFile record_offsets_;
  std::optional<ColumnFile> texts_;
  std::optional<ColumnFile> text_offsets_;
  std::vector<GroupColumn> columns_;
  size_t documents_ = 0;
  size_t topics_ = 0;
  size_t groups_ = 0;
  bool has_pieces_ = false;
  bool has_tokens_ = false;
  bool has_dates_ = false;
  corpus::DayOrder day_order_ = corpus::DayOrder::kMonthFirst;
};

}  // namespace theta::views

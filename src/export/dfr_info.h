#pragma once

#include <string>
#include <vector>

#include "export/document_rows.h"
#include "formats/json.h"

namespace theta::exports {

/// Collects what info.json of dfr-browser tells while the documents go by: which variable the browser may
/// compare topics by. It needs one that every document has: the year, else the label, else a group, else the
/// file.
class DfrInfo {
 public:
  explicit DfrInfo(const ExportSource& source)
      : source_(source), group_in_all_(source.group_columns.size(), true) {}

  void see(const DocumentRow& row);

  /// title, meta_info (HTML), and VIS: files, metadata, condition, topic_labels, topic_ids, hidden_topics.
  formats::Json json() const;

 private:
  formats::Json condition() const;
  const ExportSource& source_;
  bool date_in_all_ = true;
  bool label_in_all_ = true;
  std::vector<bool> group_in_all_;
};

}  // namespace theta::exports

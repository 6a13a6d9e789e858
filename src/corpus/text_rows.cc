#include "corpus/text_rows.h"

#include <utility>

namespace theta::corpus {

Result<bool> TextRows::next(Row& row) {
  if (std::exchange(done_, true)) return false;
  Result<Text> text = read_();
  if (!text.ok()) return make_error(text.error().kind, "{}: {}", name_, text.error().message);
  findings_ = std::move(text.value().findings);
  row.file = name_;
  row.number = number_;
  row.problem.clear();
  row.cells.assign(1, std::move(text.value().text));
  return true;
}

}  // namespace theta::corpus

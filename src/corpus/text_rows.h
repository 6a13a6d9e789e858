#pragma once

#include <functional>
#include <string>
#include <vector>

#include "corpus/row_reader.h"

namespace theta::corpus {

/// A file that is one document: one row with the column "text".
class TextRows : public RowReader {
 public:
  struct Text {
    std::string text;
    std::vector<Finding> findings;
  };
  /// Reads the text when its row is asked for; an error is the end of a sentence.
  using Read = std::function<Result<Text>()>;

  TextRows(std::string name, uint64_t number, uint64_t size, Read read)
      : name_(std::move(name)), number_(number), size_(size), read_(std::move(read)) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(Row& row) override;
  std::vector<Finding> findings() const override { return findings_; }
  uint64_t position() const override { return done_ ? size_ : 0; }
  uint64_t size() const override { return size_; }

 private:
  std::string name_;
  uint64_t number_;
  uint64_t size_;
  Read read_;
  bool done_ = false;
  std::vector<Finding> findings_;
  std::vector<std::string> columns_ = {"text"};
};

}  // namespace theta::corpus

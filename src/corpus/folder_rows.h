#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corpus/row_reader.h"

namespace theta::corpus {

/// A folder: every .txt file in it or below is one document, in the order of their paths.
class FolderRows : public RowReader {
 public:
  static Result<std::unique_ptr<RowReader>> open(const std::string& folder, const std::string& encoding);
  FolderRows(std::string folder, std::string encoding, std::vector<std::string> files, uint64_t size)
      : folder_(std::move(folder)), encoding_(std::move(encoding)), files_(std::move(files)), size_(size) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  Result<bool> next(Row& row) override;
  std::vector<Finding> findings() const override;
  uint64_t position() const override { return position_; }
  uint64_t size() const override { return size_; }

 private:
  std::string folder_;
  std::string encoding_;
  std::vector<std::string> files_;  // relative paths
  uint64_t size_;
  uint64_t position_ = 0;
  size_t next_ = 0;
  std::map<std::string, size_t> encodings_;  // files in each
  std::vector<std::string> columns_ = {"text"};
};

}  // namespace theta::corpus

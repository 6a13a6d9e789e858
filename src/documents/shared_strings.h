#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/zip_archive.h"

namespace theta::documents {

/// The texts that cells of a workbook refer to by number. Runs of rich text are joined; phonetic guides are
/// left out.
class SharedStrings {
 public:
  /// Past isolation::kLargestSharedStrings an error.
  static Result<SharedStrings> read(ZipArchive& archive, size_t entry);

  size_t size() const { return places_.size(); }
  /// Valid while this object lives.
  std::string_view text(size_t index) const;

 private:
  friend class SharedStringsHandler;
  // Blocks, so that growing never holds everything twice. A text lies in one block.
  static constexpr size_t kBlockBytes = size_t{1} << 20;
  void append(std::string_view text);

  struct Place {
    uint32_t block;
    uint32_t begin;
    uint32_t size;
  };
  std::vector<std::string> blocks_;
  std::vector<Place> places_;
};

}  // namespace theta::documents

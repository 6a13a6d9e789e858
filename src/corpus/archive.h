#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"
#include "formats/byte_input.h"
#include "isolation/extractor.h"

namespace theta::corpus {

/// A ZIP, XLSX or DOCX file that is open in a parser process. An entry that brings the parser down costs that
/// entry: the parser is started again for the next, a few times. Errors are ends of sentences.
class Archive {
 public:
  /// Takes the open file over.
  static Result<std::shared_ptr<Archive>> open(Descriptor file);
  explicit Archive(Descriptor file) : file_(std::move(file)) {}

  const isolation::Listing& listing() const { return listing_; }
  /// Names of the entries in UTF-8, see decode_names().
  const std::vector<std::string>& names() const { return names_; }
  Result<isolation::OpenedEntry> open_entry(uint32_t entry);
  Status open_sheet(uint32_t entry, uint32_t sheet);
  /// More of what was opened last.
  Result<isolation::Reply> next();

 private:
  Status start();

  Descriptor file_;
  std::unique_ptr<isolation::Extractor> extractor_;
  isolation::Listing listing_;
  std::vector<std::string> names_;
  int starts_ = 0;
};

/// The bytes of an entry of kind kBytes.
class EntryBytes : public formats::ByteSource {
 public:
  static Result<std::unique_ptr<EntryBytes>> open(std::shared_ptr<Archive> archive, uint32_t entry);
  explicit EntryBytes(std::shared_ptr<Archive> archive) : archive_(std::move(archive)) {}
  Result<std::string_view> read() override;

 private:
  std::shared_ptr<Archive> archive_;
  std::string piece_;
};

/// Text that comes from a parser is not trusted to be UTF-8: what is not becomes U+FFFD.
void make_valid_utf8(std::string& text);

/// The names of a listing. A name that is no UTF-8 is written in what the writer's machine used: GB18030 or
/// Big5 where all such names together look like Chinese, else code page 437, which ZIP began with.
std::vector<std::string> decode_names(const std::vector<isolation::EntryInfo>& entries);

}  // namespace theta::corpus

#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "documents/package.h"
#include "documents/sheet_reader.h"
#include "documents/workbook.h"
#include "documents/zip_archive.h"
#include "isolation/messages.h"

namespace theta::extract {

/// Answers the requests of isolation/messages.h about one file.
class Server {
 public:
  /// Takes the file over.
  explicit Server(std::FILE* file) : file_(file) {}

  /// An error is a reason to refuse: the end of a sentence.
  Result<isolation::Reply> answer(const isolation::Request& request);

 private:
  // An office file that is open: the file itself, or one unpacked from the archive.
  struct Office {
    std::unique_ptr<documents::ZipArchive> unpacked;  // empty for the file itself
    documents::ZipArchive* archive = nullptr;
    documents::Package package;
    std::unique_ptr<documents::Workbook> workbook;
    std::unique_ptr<documents::SheetReader> sheet;
  };

  Result<isolation::Reply> list();
  Result<isolation::Reply> open(uint32_t entry);
  Result<isolation::Reply> open_office();
  Result<isolation::Reply> open_sheet(uint32_t sheet);
  Result<isolation::Reply> next();
  Result<isolation::Reply> next_rows();
  Result<isolation::Reply> next_bytes();
  Status unpack_office(uint32_t entry);

  std::FILE* file_;
  std::unique_ptr<documents::ZipArchive> archive_;
  documents::Package package_;
  std::optional<Office> office_;
  std::optional<documents::ZipArchive::Reader> bytes_;
  bool text_given_ = false;
  uint64_t row_bytes_ = 0;  // of the open sheet, given so far
};

}  // namespace theta::extract

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace theta::documents {

/// One entry for write_zip(). What is not given is told truly.
struct EntryToWrite {
  std::string name;
  std::string content;
  bool deflate = true;
  uint16_t flags = 0;         ///< 1: encrypted, 0x800: the name is UTF-8
  uint16_t made_by = 3 << 8;  ///< Unix
  uint32_t attributes = 0100644u << 16;
  std::optional<uint32_t> declared_size = {};  ///< unpacked
  std::optional<uint16_t> method = {};         ///< instead of 0 or 8
  std::optional<size_t> same_bytes_as = {};    ///< the data of an earlier entry, by its place
};

/// The bytes of a ZIP with these entries, true or not.
std::string write_zip(const std::vector<EntryToWrite>& entries);

/// A workbook with one XML text per sheet and, where they are given, shared strings, styles and workbook
/// settings.
struct WorkbookToWrite {
  std::vector<std::pair<std::string, std::string>> sheets;  ///< name, the rows of sheetData
  std::string shared_strings;                               ///< the items of sst
  std::string styles;                                       ///< the children of styleSheet
  std::string settings;                                     ///< of the workbook, in front of its sheets
};
std::string write_workbook(const WorkbookToWrite& workbook);

/// A Word document with these children of its body.
std::string write_document(const std::string& body);

}  // namespace theta::documents

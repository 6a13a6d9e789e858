#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// What a document may cost; docs/formats.md shows the table. The numbers hold for the process that parses
/// it.
namespace theta::isolation {

inline constexpr uint64_t kMemoryBytes = uint64_t{512} << 20;  ///< address space of a parser
inline constexpr unsigned kCpuSeconds = 20;                    ///< processor time of a parser
inline constexpr std::chrono::seconds kWallSeconds{60};        ///< wait for one answer of a parser
inline constexpr unsigned kOpenFiles = 16;                     ///< descriptors of a parser

inline constexpr uint64_t kLargestFile = uint64_t{1} << 30;      ///< XLSX, DOCX, ZIP
inline constexpr uint64_t kLargestPdf = uint64_t{256} << 20;     ///< PDF, alone or in a ZIP
inline constexpr uint64_t kLargestPdfText = uint64_t{32} << 20;  ///< text of one PDF
inline constexpr uint64_t kMostEntries = 100'000;                ///< of a ZIP
inline constexpr uint64_t kLargestEntry = uint64_t{1} << 30;     ///< one entry, unpacked
inline constexpr uint64_t kLargestUnpacked = uint64_t{2} << 30;  ///< all entries that are read, unpacked
inline constexpr uint64_t kGreatestRatio = 200;                  ///< unpacked / packed bytes
inline constexpr uint64_t kRatioFreeBytes = uint64_t{16} << 20;  ///< unpacked without a look at the ratio
inline constexpr uint64_t kLargestNested = uint64_t{64} << 20;   ///< XLSX or DOCX inside a ZIP, still packed
inline constexpr uint64_t kLargestNameBytes = 4096;              ///< name of an entry

inline constexpr unsigned kXmlDepth = 256;  ///< elements inside each other
inline constexpr uint64_t kLargestSharedStrings = uint64_t{192}
                                                  << 20;        ///< texts that the cells of a workbook share
inline constexpr uint64_t kLargestRecord = uint64_t{32} << 20;  ///< a row, or the text of one document
inline constexpr size_t kMostColumns = 2000;                    ///< of a sheet
inline constexpr uint32_t kMostSheetRows = 1'048'576;           ///< of a sheet: the program's own limit
inline constexpr size_t kMostSheets = 1000;
inline constexpr size_t kMostStyles = 100'000;  ///< cell formats of a workbook

}  // namespace theta::isolation

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/document_rows.h"
#include "export/export_target.h"

namespace theta::exports {

struct ExportOptions {
  std::string model;           ///< model folder
  std::string format;          ///< one of export_formats()
  std::string out;             ///< file or folder, as the format has it
  std::string corpus;          ///< corpus folder, or empty
  std::string language;        ///< of the figures: en, zh, or empty for that of most documents
  size_t top_words = 0;        ///< words of each topic; 0 is the format's own number
  double least_weight = 0.01;  ///< least weight of a topic in a list of a document's topics
  size_t threads = 0;          ///< of figures that are taken anew; 0 is one per processor
  bool include_hidden = false;
  bool texts = false;  ///< texts of the documents too (csv, xlsx, jsonl)
  bool bom = false;    ///< CSV files start with a byte order mark
  bool raw = false;    ///< spreadsheet cells that may be formulas stay as they are
  bool force = false;  ///< replace whatever is at `out`
};

/// A file that was written, by its name inside the export, or its path for a format of one file.
struct ExportedFile {
  std::string name;
  uint64_t bytes = 0;
};

struct ExportSummary {
  size_t documents = 0;
  size_t topics = 0;
  size_t hidden_left_out = 0;
  std::vector<ExportedFile> files;
};

struct ExportFormat {
  std::string_view name;
  TargetKind kind;
  bool needs_corpus;
  std::string_view what;  ///< one line for the help
};

std::span<const ExportFormat> export_formats();

/// Writes a model in another format. The result appears whole or not at all; what is at `out` already is
/// replaced only when it is an earlier export of the same format, or with `force`.
Result<ExportSummary> write_export(const ExportOptions& options, const Walk& walk);

}  // namespace theta::exports

#pragma once

#include <memory>
#include <string>

#include "corpus/row_reader.h"

namespace theta::corpus {

/// The files of a folder and the folders below, in the order of their paths: every table, and every text,
/// DOCX and PDF file as one document. Hidden files are left out, and files of other kinds, which the findings
/// name.
Result<std::unique_ptr<RowReader>> open_folder(const std::string& folder, const ReadOptions& options);

}  // namespace theta::corpus

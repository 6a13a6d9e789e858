#pragma once

#include <memory>

#include "corpus/archive.h"
#include "corpus/file_rows.h"
#include "corpus/row_reader.h"

namespace theta::corpus {

/// The files of a ZIP, in the order of their names, as open_folder() takes them. Errors are ends of
/// sentences.
Result<std::unique_ptr<RowReader>> open_zip(const std::shared_ptr<Archive>& archive, const FileToRead& file,
                                            const ReadOptions& options);

}  // namespace theta::corpus

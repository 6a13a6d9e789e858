#pragma once

#include <string>

#include "base/result.h"
#include "documents/package.h"

namespace theta::documents {

/// The text of a Word document in its order: paragraphs and headings parted by blank lines, each row of a
/// table as one paragraph with a tab between its cells. Text boxes stand in front of the paragraph that holds
/// them. Deleted text of tracked changes, field codes, comments, notes, headers and footers are left out. A
/// text past isolation::kLargestRecord is an error.
Result<std::string> docx_text(ZipArchive& archive, const Package& package);

}  // namespace theta::documents

#pragma once

#include <string>

#include "base/result.h"

namespace theta::isolation {

/// The text of a PDF as the program pdftotext of poppler-utils writes it: lines of a page as they stand, form
/// feeds between pages, in UTF-8. `document`: an open file. It is read in a process that may read files,
/// compute and write to its pipe, nothing else. Errors are ends of sentences: no text (a scan), a password, a
/// missing program or missing poppler-data (kNotFound), a limit passed, a damaged file.
Result<std::string> pdf_text(int document);

}  // namespace theta::isolation

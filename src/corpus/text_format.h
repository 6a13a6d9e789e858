#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace theta::corpus {

/// The kinds of text files. Their content alone does not tell them apart, so the name may.
enum class TextFormat { kCsv, kTsv, kJsonl, kTxt };

/// "csv", "tsv", "jsonl", "txt".
std::string_view text_format_name(TextFormat format);

/// By --format or by the extension of a file name: csv, tsv, tab, jsonl, ndjson, txt, in any letter case;
/// before that a ".gz" is left out. Nothing for any other.
std::optional<TextFormat> text_format_of_extension(std::string_view extension);
std::optional<TextFormat> text_format_of_name(std::string_view name);

/// The last extension of a name in lower case, not counting ".gz".
std::string extension_of(std::string_view name);

/// By the first bytes of a text file whose name tells nothing: JSONL, else CSV. A web page, XML and a JSON
/// list are errors that say what to do (ends of sentences).
Result<TextFormat> text_format_of_content(std::string_view first);

}  // namespace theta::corpus

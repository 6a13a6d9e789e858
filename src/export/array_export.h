#pragma once

#include <string>

#include "export/document_rows.h"

namespace theta::exports {

/// Writes `theta` [D, K], `beta` [K, V], `topic_ids` [K], `rows` [D] (and `pieces` [D] where rows were
/// split), `word_frequency` [V], `vocabulary` [V], `topic_names` [K] and `info` (a JSON text) as a NumPy
/// archive that opens without pickle; the last three are arrays of Unicode text.
Status write_npz(const ExportSource& source, const Walk& walk, const std::string& path);

/// The same as safetensors; `vocabulary`, `topic_names` and `info` are metadata, as JSON text.
Status write_array_safetensors(const ExportSource& source, const Walk& walk, const std::string& path);

/// True when the file is one that these functions wrote.
bool is_our_npz(const std::string& path);
bool is_our_safetensors(const std::string& path);

}  // namespace theta::exports

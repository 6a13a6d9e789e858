#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/json.h"

namespace theta::report {

/// What a methods paragraph is made of. The JSON objects may lack any key; a sentence whose facts are unknown
/// is left out.
struct MethodsFacts {
  formats::Json manifest;   ///< model, parameters, corpus, seed, program_version
  formats::Json figures;    ///< by name, as in metrics.json
  formats::Json edits;      ///< list of the edits in force, as edits.jsonl has them
  size_t model_topics = 0;  ///< before merging and hiding
  size_t shown_topics = 0;
  size_t hidden_topics = 0;
  size_t named_topics = 0;
  std::vector<std::vector<uint32_t>> merged;  ///< the model's topics that each merged topic is made of
  size_t drift_slices = 0;                    ///< slices of time whose words were compared; 0: none were
};

struct MethodsParagraph {
  std::string english;
  std::string chinese;
};

/// A paragraph for a paper: what was fitted, to what, how, what people changed, and how good it is. Its
/// citations are those of bibliography().
MethodsParagraph methods_paragraph(const MethodsFacts& facts);

/// The model's kind as manifests name it, in lower case: "etm" where none is named.
std::string model_kind(const formats::Json& manifest);

}  // namespace theta::report

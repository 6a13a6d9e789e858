#pragma once

#include <string>

#include "base/result.h"
#include "corpus/import_options.h"
#include "engine/workload.h"
#include "formats/json.h"

namespace theta::survey {

/// What a training on a data set would find, out of the profile of its survey (profile.h): with the limits of
/// the vocabulary in `import` where it has some, and time cut as `time_bin` says (corpus::parse_time_bin).
/// Words of each document and pairs of document and word follow from how many documents each word is in;
/// words that the user keeps by name are not looked at. kBadInput for slices that do not fit the dates.
Result<engine::CorpusShape> corpus_shape(const formats::Json& profile, const corpus::ImportOptions& import,
                                         const std::string& time_bin);

}  // namespace theta::survey

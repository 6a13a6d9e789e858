#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "formats/json.h"

namespace theta::server {

/// A ready corpus that people can open with one click, with the model that was trained on it: a folder that
/// holds sample.json, the file that it names, and model/ and corpus/ where there is a model.
struct Sample {
  std::string id;  ///< name of the folder
  std::string folder;
  formats::Json name;         ///< by language: {"en": ..., "zh": ...}
  formats::Json description;  ///< the same
  std::string language;       ///< of the texts
  std::string file;           ///< name of the file of texts
  formats::Json columns;      ///< how it is read: `columns` of a data set
  bool has_model = false;
};

/// The samples below a folder, by id. A folder without a sample.json is none; one that cannot be read is a
/// bad-input error.
Result<std::vector<Sample>> read_samples(const std::string& folder);

}  // namespace theta::server

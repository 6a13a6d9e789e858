#pragma once

#include <string>

#include "export/export_source.h"

namespace theta::exports {

/// The words of the figures in one language.
struct Wording {
  const char* shares_title;
  const char* shares_line;
  const char* share_of_words;
  const char* map_title;
  const char* map_line;
  const char* coordinate;  ///< of the map, with its number behind it
  const char* words_title;
  const char* words_line;
  const char* probability;
  const char* groups_title;  ///< {}: name of the column
  const char* groups_line;
  const char* label;
  const char* topic;
  const char* other;    ///< {}: number of values
  const char* missing;  ///< documents without a value
  const char* mean_weight;
  const char* time_title;
  const char* time_line;
  const char* time_axes;  ///< {}: year or month
  const char* year;
  const char* month;
  const char* training_title;
  const char* training_line;  ///< {}: number of epochs
  const char* epoch;
  const char* loss;
  const char* log_likelihood;
  const char* perplexity;
};

/// `language`: "en", "zh", or empty for the language of most documents.
const Wording& wording(const ExportSource& source, const std::string& language);

}  // namespace theta::exports

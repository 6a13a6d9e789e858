#pragma once

#include <vector>

#include "export/document_rows.h"
#include "export/figures/sheet.h"
#include "formats/json.h"

namespace theta::exports {

/// Horizontal bars, largest first.
Status draw_topic_shares(const Sheet& sheet);
/// Circles on the plane of classical scaling, with a list of the names.
Status draw_topic_map(const Sheet& sheet);
/// Bars of the first words of each topic, one panel per topic.
Status draw_topic_words(const Sheet& sheet, size_t words);
/// Curves over the epochs of training_history.json; nothing when it is empty.
Status draw_training(const Sheet& sheet);

/// Mean weights of the topics over documents that have something in common.
struct Bin {
  std::string name;
  uint64_t documents = 0;
  std::vector<double> mean;  ///< [K]
};

/// A heat map, topics down and bins across. `column` is the name of what the bins are.
Status draw_heat_map(const Sheet& sheet, const std::string& file, const std::string& column,
                     const std::vector<Bin>& bins);

/// One panel per topic. `bins` are consecutive; those without documents break the line.
Status draw_time(const Sheet& sheet, const std::string& unit, const std::vector<Bin>& bins);

}  // namespace theta::exports

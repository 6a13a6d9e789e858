#pragma once

#include <map>
#include <string>

#include "base/result.h"

namespace theta::server {

/// What machines cost, as the operator writes it down:
/// {"currency": "CNY", "per_hour": {"ecs.gn7i-c8g1.2xlarge": 9.5}, "trains_on": "ecs.gn7i-c8g1.2xlarge"}
struct PriceTable {
  std::string currency;                    ///< three letters of ISO 4217
  std::map<std::string, double> per_hour;  ///< by kind of machine
  std::string trains_on;                   ///< the one that trainings run on; empty: none that costs anything

  /// Of the machine that trainings run on.
  double price() const { return per_hour.at(trains_on); }
};

/// Reads a table out of a file. kBadInput names the field.
Result<PriceTable> read_price_table(const std::string& path);

}  // namespace theta::server

#include "server/price_table.h"

#include <algorithm>

#include "formats/json.h"
#include "jobs/job_fields.h"

namespace theta::server {

Result<PriceTable> read_price_table(const std::string& path) {
  THETA_ASSIGN(const formats::Json object, formats::read_json(path));
  jobs::JobFields fields(object, path, "a price table");
  PriceTable table;
  fields.require("currency");
  fields.take("currency", table.currency);
  const bool is_code =
      table.currency.size() == 3 && std::all_of(table.currency.begin(), table.currency.end(),
                                                [](char letter) { return letter >= 'A' && letter <= 'Z'; });
  if (!is_code) fields.refuse("currency", "must be three capital letters, such as CNY");
  fields.require("per_hour");
  const formats::Json* const prices = fields.find("per_hour");
  if (prices != nullptr && !prices->is_object()) fields.refuse("per_hour", "must be an object");
  if (prices != nullptr && prices->is_object()) {
    for (const auto& [machine, price] : prices->items()) {
      if (!price.is_number() || price.get<double>() < 0)
        fields.refuse("per_hour", fmt::format("{}: must be a price from 0 on", machine));
      else
        table.per_hour[machine] = price.get<double>();
    }
  }
  fields.take("trains_on", table.trains_on);
  if (!table.trains_on.empty() && !table.per_hour.contains(table.trains_on))
    fields.refuse("trains_on", "has no price in per_hour");
  THETA_RETURN_IF_ERROR(fields.finish());
  return table;
}

}  // namespace theta::server

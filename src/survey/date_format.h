#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/dates.h"

namespace theta::survey {

/// How a cell spells the date that was read from it, as people write such forms: "YYYY-MM-DD", "D/M/YYYY",
/// "YYYY年M月D日", with " hh:mm" behind it when a time of day follows. Empty for a form that has no such name
/// ("March 4th, 2021").
std::string date_format(std::string_view cell, const corpus::Date& date);

/// The form of most cells; "several" when none has more than half of those that are dates, "in words" when
/// that form has no name. `dates` are those of `cells`, [cells].
std::string common_date_format(const std::vector<std::string>& cells,
                               const std::vector<std::optional<corpus::Date>>& dates);

}  // namespace theta::survey

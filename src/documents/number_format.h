#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace theta::documents {

/// How a workbook shows the numbers of a style.
struct NumberFormat {
  enum class Kind {
    kGeneral,  ///< as short as the number allows
    kFixed,    ///< least_integers, least_decimals, most_decimals, percent
    kDate,     ///< a day, or a day with its time
    kTime,     ///< a time of day
    kElapsed,  ///< hours, minutes and seconds that have passed: [h]:mm
  };
  Kind kind = Kind::kGeneral;
  int least_integers = 1;
  int least_decimals = 0;
  int most_decimals = 0;
  bool percent = false;
};

/// The format with a number of its own (ISO/IEC 29500-1, 18.8.30), the Chinese, Japanese and Korean dates
/// among them. General for numbers that mean nothing.
NumberFormat builtin_format(unsigned id);

/// Reads a format code: "yyyy\-mm\-dd", "0.00%", "[$-804]yyyy\"年\"m\"月\"". Only its first section, the one
/// for positive numbers, is looked at. Currencies, colours and thousands separators are left out: they are
/// for the eye, and "1,234" is no number to a program.
NumberFormat parse_format(std::string_view code);

/// A stored number as the format shows it: digits, or a date as ISO 8601 writes it (2021-03-04,
/// 2021-03-04T05:06:07, 05:06:07). `from_1904`: days count from 1904 instead of 1900. What is no number comes
/// back unchanged.
std::string shown_number(const std::string& stored, const NumberFormat& format, bool from_1904);

}  // namespace theta::documents

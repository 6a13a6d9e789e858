#pragma once

#include <string>
#include <string_view>

namespace theta::exports {

/// True when a spreadsheet may take the cell for a formula or a command: it starts with = + - @, their
/// full-width forms (which Excel takes in East Asian settings), a tab or a carriage return, and is no plain
/// number.
bool may_be_formula(std::string_view cell);

/// The cell with an apostrophe before it where may_be_formula().
std::string defused(std::string_view cell);

}  // namespace theta::exports

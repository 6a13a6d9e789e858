#pragma once

#include <string>
#include <string_view>

namespace theta::report {

/// The works that a methods paragraph cites, as BibTeX: those of the model (etm, detm, lda) first. `drift`:
/// words over time were compared, too.
std::string bibliography(std::string_view model, bool drift);

}  // namespace theta::report

#pragma once

#include <cstddef>
#include <vector>

namespace theta::embed {

/// The loss that skip_gram_step() descends on, in double: see its description.
double skip_gram_loss(const std::vector<double>& centre, const std::vector<std::vector<double>>& outputs,
                      size_t contexts);

}  // namespace theta::embed

#pragma once

#include <span>

namespace theta::eval {

// How far a topic has moved from one slice of time to the next. p and q are distributions over the same
// words.

/// Jensen-Shannon distance: the square root of the Jensen-Shannon divergence in bits (Lin 1991; Endres &
/// Schindelin 2003 show that it is a metric). 0: the same distribution; 1: no word in common.
double jensen_shannon_distance(std::span<const float> p, std::span<const float> q);

/// Cosine of the angle between p and q; 0 when one of them is all zero.
double cosine_similarity(std::span<const float> p, std::span<const float> q);

}  // namespace theta::eval

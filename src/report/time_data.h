#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "report/report.h"

namespace theta::report {

/// What the page knows of topics over time (assets/time.js), null without dates: labels, documents, tokens
/// [T], share, low, high [T][K], without, knows_tokens, few (fewer documents make a slice one that does not
/// count), and life [K]: mean, peak, birth, fading (slices, or null), trend, gain, low, high.
nlohmann::json time_data(const std::optional<TimeShares>& time);

/// What it knows of word drift (assets/drift.js), null without: labels, documents [T], words (texts), and of
/// each topic top [T][words], step [T] of [rising, falling], whole of [rising, falling]; words by their
/// place in `words`. Whole changes are [word, before, after].
nlohmann::json drift_data(const std::optional<WordDrift>& drift, const std::vector<std::string>& vocabulary);

}  // namespace theta::report

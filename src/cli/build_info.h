#pragma once

#include <string>

namespace theta::cli {

/// What `theta --version` prints: "theta 0.1.0" on a line of its own, then how it was built and with which
/// libraries.
std::string version_text();

/// Date of the sources, "2026-01-31": of the commit they are, else of the build (SOURCE_DATE_EPOCH is
/// heeded).
std::string source_date();

}  // namespace theta::cli

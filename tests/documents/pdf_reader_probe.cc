// Stands in for pdftotext in a test: tells which calls of the kernel it could make.

#include <fmt/format.h>
#include <unistd.h>

#include "extract/forbidden_calls.h"

int main() {
  std::string report;
  for (const theta::extract::Attempt& attempt : theta::extract::try_forbidden_calls())
    report += fmt::format("{}: {}\n\n", attempt.call, attempt.refused ? "refused" : "allowed");
  return ::write(1, report.data(), report.size()) == static_cast<ssize_t>(report.size()) ? 0 : 1;
}

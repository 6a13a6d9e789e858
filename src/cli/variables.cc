#include "cli/variables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace theta::cli {
namespace {

// They say what one call is about, or how it answers: setting them once for all calls would surprise.
constexpr std::array<std::string_view, 17> kOneCallOnly = {"help",
                                                           "version",
                                                           "config",
                                                           "json",
                                                           "out",
                                                           "resume",
                                                           "text",
                                                           "corpus",
                                                           "expect-revision",
                                                           "force",
                                                           "evaluate topics",
                                                           "row",
                                                           "time",
                                                           "recursive",
                                                           "dry-run",
                                                           "create-only",
                                                           "unfinished"};

// "command option"; tests/cli/docs_match.py finds those that are missing here.
constexpr std::array<std::string_view, 14> kOwnNames = {"vectors epochs",         "vectors learning-rate",
                                                        "vectors embedding-size", "vectors format",
                                                        "infer format",           "infer top",
                                                        "topics words",           "topics all",
                                                        "export language",        "export texts",
                                                        "stability seeds",        "job run store",
                                                        "job survey store",       "worker slots"};

template <size_t N>
bool holds(const std::array<std::string_view, N>& list, std::string_view entry) {
  return std::find(list.begin(), list.end(), entry) != list.end();
}

std::string with_command(const std::vector<std::string>& command, const std::string& name) {
  return fmt::format("{} {}", fmt::join(command, " "), name);
}

void append_upper(std::string& variable, std::string_view word) {
  variable += '_';
  for (const char c : word) {
    variable += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
  }
}

}  // namespace

bool is_own_name(const std::vector<std::string>& command, const std::string& name) {
  return holds(kOwnNames, with_command(command, name));
}

std::string variable_of(const std::vector<std::string>& command, const std::string& name) {
  if (holds(kOneCallOnly, name) || holds(kOneCallOnly, with_command(command, name))) return {};
  std::string variable = "THETA";
  if (is_own_name(command, name)) {
    for (const std::string& word : command) append_upper(variable, word);
  }
  append_upper(variable, name);
  return variable;
}

}  // namespace theta::cli

#include "documents/zip_names.h"

#include "isolation/limits.h"

namespace theta::documents {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_parent_step(std::string_view name) {
  size_t begin = 0;
  while (begin <= name.size()) {
    const size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

std::string name_problem(std::string_view name) {
  if (name.empty()) return "has no name";
  if (name.size() > isolation::kLargestNameBytes) return "has a name that is too long";
  if (name.front() == '/' || name.front() == '\\') return "has an absolute path for a name";
  if (name.size() > 1 && is_letter(name[0]) && name[1] == ':') return "has a drive letter in its name";
  if (has_parent_step(name)) return "has a name that leads out of the archive (..)";
  return {};
}

}  // namespace theta::documents

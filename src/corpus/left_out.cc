#include "corpus/left_out.h"

#include <fmt/format.h>

namespace theta::corpus {
namespace {

constexpr size_t kNamed = 5;

}  // namespace

void LeftOut::add(const std::string& name) {
  if (files_ < kNamed) some_ += (some_.empty() ? "" : ", ") + name;
  if (files_ == kNamed) some_ += ", ...";
  ++files_;
}

void LeftOut::tell(std::vector<RowReader::Finding>& findings) const {
  if (files_ == 0) return;
  findings.push_back({"left out", fmt::format("{} {}", files_, files_ == 1 ? "file" : "files"),
                      fmt::format("neither a table nor a text by name and content: {}", some_)});
}

bool is_hidden(std::string_view path) {
  while (!path.empty()) {
    const std::string_view step = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(step.size() + 1, path.size()));
    if ((step.starts_with('.') && step != ".." && step != ".") || step.starts_with("~$") ||
        step == "__MACOSX")
      return true;
    if (path.empty() && (step == "Thumbs.db" || step == "desktop.ini")) return true;
  }
  return false;
}

}  // namespace theta::corpus

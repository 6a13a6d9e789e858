#include "support/json_lines.h"

#include <string_view>

#include "base/files.h"
#include "formats/json.h"

namespace theta::testing_support {

Result<std::vector<std::string>> read_json_lines(const std::string& path) {
  THETA_ASSIGN(const std::string all, read_file(path));
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = all.find('\n', begin);
    THETA_ASSIGN(const auto line,
                 formats::parse_json(std::string_view(all).substr(begin, end - begin), path));
    lines.push_back(line.get<std::string>());
    begin = end == std::string::npos ? all.size() : end + 1;
  }
  return lines;
}

}  // namespace theta::testing_support

#include "tasks/line_splitter.h"

namespace theta::tasks {

void LineSplitter::add(std::string_view piece) {
  const size_t room = longest_ - line_.size();
  cut_ = cut_ || piece.size() > room;
  line_ += piece.substr(0, room);
}

void LineSplitter::push(std::string_view bytes) {
  for (size_t end = 0; (end = bytes.find('\n')) != std::string_view::npos; bytes.remove_prefix(end + 1)) {
    add(bytes.substr(0, end));
    take_(line_, cut_);
    line_.clear();
    cut_ = false;
  }
  add(bytes);
}

void LineSplitter::finish() {
  if (!line_.empty()) push("\n");
}

}  // namespace theta::tasks

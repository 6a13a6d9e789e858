#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace theta::tasks {

/// Cuts a stream of bytes into lines, holding at most `longest` bytes: what a line has more is dropped, and
/// the line is marked as cut.
class LineSplitter {
 public:
  using Take = std::function<void(const std::string& line, bool cut)>;
  LineSplitter(size_t longest, Take take) : longest_(longest), take_(std::move(take)) {}

  void push(std::string_view bytes);
  /// The end of the stream: a last line without its newline counts.
  void finish();

 private:
  void add(std::string_view piece);

  size_t longest_;
  Take take_;
  std::string line_;
  bool cut_ = false;
};

}  // namespace theta::tasks

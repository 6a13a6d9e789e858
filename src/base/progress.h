#pragma once

#include <cstdint>
#include <string>

namespace theta {

/// Where long work stands. `total` is 0 when it is not known.
struct Progress {
  std::string stage;  ///< what is being done, in the present participle: "reading", "training"
  uint64_t done = 0;
  uint64_t total = 0;
  std::string unit;    ///< "rows", "epochs", "MB"; empty when the stage is not counted
  std::string detail;  ///< a few more words: the current loss
};

/// Receives progress from work that does not know whether it runs at a terminal or in a server.
class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  virtual void progress(const Progress& progress) = 0;
};

}  // namespace theta

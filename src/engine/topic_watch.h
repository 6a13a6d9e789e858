#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "formats/json.h"
#include "math/matrix.h"

namespace theta::engine {

/// Shows how topics form while a model is trained, for those who watch. It only reads, so that a run that is
/// watched gives the same model; it looks at most 60 times in a run, two seconds or more apart, and takes no
/// more than a twentieth of the time.
class TopicWatch {
 public:
  static constexpr size_t kWords = 10;  ///< of each topic

  explicit TopicWatch(size_t epochs);

  /// Whether a look is due behind this epoch. The first one always is.
  bool is_due(size_t epoch) const;

  /// {epoch, topics: [{topic_id, words}]}: the most probable words of each topic, words of the same
  /// probability in the order of the vocabulary. `word_topic` holds p(word | topic), [V, K or more].
  formats::Json look(size_t epoch, const math::Matrix<float>& word_topic, size_t topics,
                     const std::vector<std::string>& vocabulary);
  /// What the look cost, with what came before it: sets when the next one is due.
  void note_cost(std::chrono::steady_clock::duration cost);

 private:
  size_t stride_;          // epochs between two looks
  size_t next_epoch_ = 1;  // the first of the next look
  std::chrono::steady_clock::time_point next_time_;
};

}  // namespace theta::engine

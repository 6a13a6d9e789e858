#pragma once

#include <memory>
#include <string>

#include "base/temporary_folder.h"
#include "views/snapshot.h"

namespace theta::views {

/// For tests: a model of six topics on 120 invented dated texts in three groups, seen through a merge of
/// topics 1 and 4, the hiding of topic 2 and a stop word.
struct SmallSnapshot {
  TemporaryFolder folder;
  std::string model_folder;
  std::string corpus_folder;
  std::shared_ptr<const Snapshot> snapshot;
  engine::ModelView whole;  ///< with theta, which the snapshot never holds

  SmallSnapshot();
};

/// The one that all tests of a program share.
const SmallSnapshot& small_snapshot();

}  // namespace theta::views

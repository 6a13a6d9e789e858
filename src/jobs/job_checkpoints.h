#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "storage/object_store.h"

namespace theta::jobs {

/// The checkpoints of one training run in a store: PREFIX plus the number of epochs in eight digits. The last
/// two are kept, so that there is one when the newest turns out to be damaged.
class JobCheckpoints {
 public:
  JobCheckpoints(storage::ObjectStore& store, std::string prefix)
      : store_(store), prefix_(std::move(prefix)) {}

  Status save(const std::string& file, size_t epochs);
  /// Keys, newest first.
  Result<std::vector<std::string>> list() const;
  /// Brings a checkpoint to `path`; kBadInput when it is damaged.
  Status bring(const std::string& key, const std::string& path) const;
  /// Removes one that cannot be used, so that it is never taken for a newer one.
  Status discard(const std::string& key) const { return store_.remove(key); }
  Status remove_all() const;

 private:
  storage::ObjectStore& store_;
  std::string prefix_;
};

}  // namespace theta::jobs

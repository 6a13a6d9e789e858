#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/append_file.h"
#include "base/result.h"
#include "database/models.h"
#include "server/services.h"

namespace theta::server {

/// A model's folder on this machine, with the index of its documents. It stays while somebody holds this
/// object.
class CachedModel {
 public:
  explicit CachedModel(std::string path) : path_(std::move(path)) {}

  std::string files() const;  ///< the model folder as it was trained: without edits
  std::string index() const;  ///< folder of the index (views::build_index())
  /// Makes the index where it is missing, and adds texts while the corpus is kept and was not looked for yet.
  Status prepare_index(storage::ObjectStore& store, const database::Model& model);
  /// A new folder that holds the model's files, by links, and `edits` as its edits.jsonl.
  Result<std::string> add_edited(const std::string& edits);

 private:
  Status fetch_texts(storage::ObjectStore& store, const database::Model& model);

  const std::string path_;
  std::mutex mutex_;
  bool texts_sought_ = false;
  uint64_t edited_ = 0;  // folders made
};

/// The folders of the models that were asked for last, bounded in bytes: the one not asked for longest goes
/// first, unless it is in use. Each server has a cache of its own, which outlives a restart; all of it can be
/// made anew. For any number of threads.
class ModelCache {
 public:
  static constexpr uint64_t kMostBytes = uint64_t{8} << 30;

  /// Takes the first folder `scratch`/models-N that no other server has.
  static Result<std::unique_ptr<ModelCache>> open(Services& services, uint64_t most_bytes = kMostBytes);

  /// Fetches the model where it is missing. The caller has looked it up with its owner.
  Result<std::shared_ptr<CachedModel>> get(const database::Model& model);
  /// Removes the model's folder, as far as nobody uses it.
  void forget(const database::ModelId& id);

 private:
  struct Entry {
    database::ModelId id;
    std::shared_ptr<CachedModel> model;
    std::shared_ptr<std::mutex> fetching = std::make_shared<std::mutex>();
  };
  using Entries = std::list<Entry>;  // asked last first

  ModelCache(Services& services, std::string folder, AppendFile lock, uint64_t most_bytes)
      : services_(services), folder_(std::move(folder)), lock_(std::move(lock)), most_bytes_(most_bytes) {}
  Status take_over();
  std::string place(const database::ModelId& id) const;
  Status fetch(const database::Model& model);
  void make_room();

  Services& services_;
  const std::string folder_;
  const AppendFile lock_;  // shows other servers that the folder is in use
  const uint64_t most_bytes_;
  std::mutex mutex_;
  Entries entries_;
};

}  // namespace theta::server

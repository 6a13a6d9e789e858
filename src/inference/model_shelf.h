#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "inference/loaded_model.h"

namespace theta::inference {

struct ShelfLimits {
  size_t models = 8;                     ///< open at once
  uint64_t bytes = uint64_t{1} << 30;    ///< of their files
  std::chrono::milliseconds look{1000};  ///< between two looks at the files of a model
};

/// What is open.
struct ShelvedModel {
  std::string name;
  uint64_t bytes = 0;
};

/// Models by name, out of folders that others may change meanwhile (a mounted bucket): opened when they are
/// first asked for, again when their manifest or edits have changed, closed when others are asked for more or
/// the folder is gone. While a changed model is being opened, and when that fails, the one before goes on
/// answering. For any number of threads; a model is opened once however many ask for it.
class ModelShelf {
 public:
  /// `places`: model folders, whose names are those of the folders, and folders that hold models, whose names
  /// are their paths below. Two models of one name, and a place that is no folder, are usage errors.
  static Result<std::unique_ptr<ModelShelf>> open(const std::vector<std::string>& places, ShelfLimits limits);

  /// Opens the models that have a folder of their own among the places, as many as may be open.
  Status open_named();

  /// The model, seen through `edits` (the text of an edits.jsonl) where they are given, else through its own.
  /// An empty name means the only named model. kNotFound for what does not exist, kUsage for what is no name.
  Result<std::shared_ptr<LoadedModel>> get(const std::string& name, const std::optional<std::string>& edits);

  std::vector<ShelvedModel> list() const;
  /// Models that were opened again because their files had changed.
  uint64_t reloads() const;
  /// Told of each model that changed and could not be opened; set before the first get().
  void on_failure(std::function<void(const std::string& name, const Error&)> report) {
    report_ = std::move(report);
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct Stamp {
    std::string manifest;
    std::string edits;
    bool operator==(const Stamp&) const = default;
  };
  struct Entry {
    std::string name;
    std::string edits_hash;  // empty: the folder's own edits
    bool opening = true;
    std::shared_ptr<LoadedModel> model;  // none: being opened for the first time
    Stamp stamp;
    Clock::time_point looked;
    uint64_t bytes = 0;
  };
  using Entries = std::list<Entry>;  // asked last first

  explicit ModelShelf(ShelfLimits limits) : limits_(limits) {}
  Status add(const std::string& place);
  Result<std::string> folder_of(const std::string& name) const;
  static Stamp stamp_of(const std::string& folder);
  Entries::iterator find(const std::string& name, const std::string& edits_hash);
  Result<std::shared_ptr<LoadedModel>> look(const Entry& seen, const std::string& folder,
                                            const std::optional<std::string>& edits);
  void close_some();

  const ShelfLimits limits_;
  std::vector<std::pair<std::string, std::string>> named_;  // name, folder
  std::vector<std::string> roots_;
  std::function<void(const std::string&, const Error&)> report_;
  mutable std::mutex mutex_;
  std::condition_variable opened_;
  Entries entries_;
  uint64_t reloads_ = 0;
};

}  // namespace theta::inference

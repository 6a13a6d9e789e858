#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/append_file.h"
#include "base/result.h"
#include "database/id.h"
#include "formats/json.h"
#include "jobs/job.h"

namespace theta::server {

/// What is looked through: files of a data set, and how they are read.
struct SurveyOrder {
  database::DatasetId dataset;
  std::vector<jobs::JobFile> files;  ///< by name
  std::vector<std::string> sha256;   ///< of each file
  formats::Json import = formats::Json::object();
};

/// How far a survey goes: the first rows, which take a moment, or all of them.
enum class SurveyPart : uint8_t { kColumns, kWhole };

/// Finished surveys in folders of the scratch disk, by what they looked at: the same files read the same way
/// are looked through once. Bounded in bytes; what was not asked for longest goes first. Everything in it can
/// be computed again. For any number of threads, and of servers on one disk.
class SurveyCache {
 public:
  static constexpr uint64_t kMostBytes = uint64_t{2} << 30;

  /// `folder` is made where it is missing; what killed servers were working on is removed.
  static Result<SurveyCache> open(const std::string& folder, uint64_t most_bytes = kMostBytes);

  /// Names an order and part: equal for equal contents.
  static std::string key(const SurveyOrder& order, SurveyPart part);
  /// The folder of a finished survey, or nothing. The error is what the survey found wrong.
  Result<std::optional<std::string>> find(const database::DatasetId& dataset, const std::string& key) const;
  /// What a survey in this folder found wrong, if anything.
  static Status error_in(const std::string& folder);
  /// An empty folder to work in.
  Result<std::string> begin() const;
  /// Makes a folder of begin() the one of the survey, and makes room.
  Status keep(const std::string& working, const database::DatasetId& dataset, const std::string& key) const;
  void forget(const database::DatasetId& dataset) const;

 private:
  SurveyCache(std::string folder, std::string working, AppendFile lock, uint64_t most_bytes)
      : folder_(std::move(folder)),
        working_(std::move(working)),
        lock_(std::move(lock)),
        most_bytes_(most_bytes) {}
  std::string place(const database::DatasetId& dataset, const std::string& key) const;
  void make_room() const;

  std::string folder_;
  std::string working_;
  AppendFile lock_;  // shows other servers that our working folder is in use
  uint64_t most_bytes_;
};

}  // namespace theta::server

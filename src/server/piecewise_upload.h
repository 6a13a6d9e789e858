#pragma once

#include <optional>
#include <string>

#include "database/dataset_files.h"
#include "http/ranges.h"
#include "server/routes.h"

namespace theta::server {

/// What a file is told as.
http::Response file_answer(int status, const database::DatasetFile& file);

/// The objects of a file that comes in pieces lie below this.
std::string pieces_prefix(const database::DatasetFile& file);

/// Removes the bytes of a file that the database knows no more: its object and its pieces.
Status remove_objects(storage::ObjectStore& store, const database::DatasetFile& file);

/// One request of an upload in pieces, which come in order, each with its Content-Range.
///
/// A piece is an object "start" below pieces_prefix(), made only where there is none: of several writers at
/// one place one succeeds, whatever processes they are in. The database's received_bytes says how far the
/// pieces reach. A piece that is stored, but was not counted when a server was killed, is found by its key
/// and counted. With the last one the pieces are put together as the object of the file, held against the
/// hash that was announced, and the file is complete.
class PiecewiseUpload {
 public:
  PiecewiseUpload(Application& app, Call& call, const database::DatasetId& dataset, std::string name)
      : app_(app), call_(call), files_(*app.services.database), dataset_(dataset), name_(std::move(name)) {}

  Result<http::Response> run(const http::ContentRange& range, const std::optional<std::string>& sha256);

 private:
  Result<http::Response> take_piece(const http::ByteRange& range);
  Result<http::Response> answer();
  Result<std::optional<database::DatasetFile>> find();
  Status count_stored_pieces();
  Status begin(int64_t total, const std::optional<std::string>& sha256);
  Result<http::Response> complete();
  Result<std::vector<std::string>> pieces();
  Status give_up();
  http::Response wrong_place(uint64_t from, int64_t received);
  std::string key(int64_t start) const;

  Application& app_;
  Call& call_;
  database::DatasetFiles files_;
  database::DatasetId dataset_;
  std::string name_;
  database::DatasetFile file_;
};

}  // namespace theta::server

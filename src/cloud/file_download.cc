#include "cloud/file_download.h"

#include "base/files.h"
#include "base/hash.h"

namespace theta::cloud {
namespace {

constexpr size_t kPiece = size_t{1} << 20;

}  // namespace

Result<storage::ObjectInfo> download_file(storage::ObjectStore& store, const std::string& key,
                                          const std::string& path, const FileDownload& options) {
  THETA_ASSIGN(const auto reader, store.open(key));
  const storage::ObjectInfo info = reader->info();
  THETA_ASSIGN(FileWriter writer, FileWriter::create(path));
  std::vector<char> piece(kPiece);
  Sha256 hash;
  for (uint64_t done = 0; done < info.size;) {
    if (options.stop != nullptr && options.stop->requested())
      return make_error(ErrorKind::kCancelled, "object {}: stopped before all of it was read", key);
    THETA_ASSIGN(const size_t count, reader->read(done, piece));
    if (count == 0) return storage::damaged_object(key, "it ends too early");
    hash.update({piece.data(), count});
    THETA_RETURN_IF_ERROR(writer.write({piece.data(), count}));
    done += count;
    if (options.progress) options.progress(done, info.size);
  }
  if (!info.sha256.empty() && hash.hex() != info.sha256)
    return storage::damaged_object(key, "its SHA-256 is another");
  THETA_RETURN_IF_ERROR(writer.close());
  return info;
}

}  // namespace theta::cloud

#include "storage/object_store.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>

#include "base/descriptor.h"
#include "base/files.h"
#include "base/hash.h"

namespace theta::storage {
namespace {

constexpr size_t kPiece = size_t{1} << 20;

// Reads the object from front to end and checks it against its SHA-256, where the store knows that.
template <typename Take>
Status read_through(ObjectReader& reader, const Take& take) {
  const ObjectInfo& info = reader.info();
  std::vector<char> piece(static_cast<size_t>(std::min<uint64_t>(kPiece, info.size)));
  Sha256 hash;
  for (uint64_t done = 0; done < info.size;) {
    THETA_ASSIGN(const size_t count, reader.read(done, piece));
    if (count == 0) return damaged_object(info.key, "it ends too early");
    hash.update({piece.data(), count});
    THETA_RETURN_IF_ERROR(take(std::string_view(piece.data(), count)));
    done += count;
  }
  if (!info.sha256.empty() && hash.hex() != info.sha256)
    return damaged_object(info.key, "its SHA-256 is another");
  return {};
}

}  // namespace

Error damaged_object(std::string_view key, std::string_view what) {
  return bad_input("object {}: is damaged: {}", key, what);
}

Result<ObjectInfo> ObjectStore::put(const std::string& key, std::string_view bytes, PutMode mode) {
  THETA_ASSIGN(const std::unique_ptr<ObjectWriter> writer, create(key, mode));
  THETA_RETURN_IF_ERROR(writer->write(bytes));
  return writer->finish();
}

Result<ObjectInfo> ObjectStore::put_file(const std::string& key, const std::string& path, PutMode mode) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return errno_error(errno, "open", path);
  THETA_ASSIGN(const std::unique_ptr<ObjectWriter> writer, create(key, mode));
  std::vector<char> piece(kPiece);
  for (;;) {
    const ssize_t count = ::read(file.get(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno_error(errno, "read", path);
    if (count == 0) return writer->finish();
    THETA_RETURN_IF_ERROR(writer->write({piece.data(), static_cast<size_t>(count)}));
  }
}

Result<std::string> ObjectStore::get(const std::string& key, uint64_t most) {
  THETA_ASSIGN(const std::unique_ptr<ObjectReader> reader, open(key));
  if (reader->info().size > most) {
    return bad_input("object {}: has {} bytes; {} are read at once at most", key, reader->info().size, most);
  }
  std::string bytes;
  bytes.reserve(static_cast<size_t>(reader->info().size));
  THETA_RETURN_IF_ERROR(read_through(*reader, [&bytes](std::string_view piece) {
    bytes += piece;
    return Status();
  }));
  return bytes;
}

Status ObjectStore::get_file(const std::string& key, const std::string& path) {
  THETA_ASSIGN(const std::unique_ptr<ObjectReader> reader, open(key));
  THETA_ASSIGN(FileWriter writer, FileWriter::create(path));
  THETA_RETURN_IF_ERROR(
      read_through(*reader, [&writer](std::string_view piece) { return writer.write(piece); }));
  return writer.close();
}

}  // namespace theta::storage

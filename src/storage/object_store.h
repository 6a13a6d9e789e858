#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace theta::storage {

/// What is known of an object.
struct ObjectInfo {
  std::string key;
  uint64_t size = 0;  ///< bytes
  std::chrono::system_clock::time_point modified;
  std::string sha256;             ///< lower-case hexadecimal; empty in listings
  std::optional<uint64_t> crc64;  ///< CRC-64/XZ of the whole object; none in listings
};

enum class PutMode : uint8_t {
  kReplace,
  kCreateOnly,  ///< kConflict when the key is taken; of several writers at once one succeeds
};

/// An object on its way into a store, written front to back. Nothing is seen of it before finish(); an object
/// that is destroyed before leaves nothing behind. The first error is kept and returned by every later call.
class ObjectWriter {
 public:
  virtual ~ObjectWriter() = default;
  virtual Status write(std::string_view bytes) = 0;
  /// Makes the object appear, whole and durable. Once, last.
  virtual Result<ObjectInfo> finish() = 0;
};

/// An object opened for reading; stays what it was when others replace or remove it. One thread at a time.
class ObjectReader {
 public:
  virtual ~ObjectReader() = default;
  virtual const ObjectInfo& info() const = 0;
  /// Fills `out` from byte `offset` on, which may be any; returns fewer bytes only at the end. What is
  /// returned was checked: damage is a kBadInput error.
  virtual Result<size_t> read(uint64_t offset, std::span<char> out) = 0;
};

/// One page of a listing, in the order of the keys' bytes.
struct ObjectPage {
  std::vector<ObjectInfo> objects;
  bool more = false;  ///< ask again with `after` set to the last key
};

/// Named bytes that are stored whole or not at all, in a folder or in a cloud. For use by any number of
/// threads. Keys: object_key.h.
///
/// Errors: kNotFound, kConflict (create only), kExhausted (disk or quota full), kNotAllowed, kBadInput (the
/// key is none, or the object is damaged), kRemote, kFailed. After an error of put() or finish() the key
/// holds its old or its new contents, each whole; nothing was promised about the new ones.
class ObjectStore {
 public:
  static constexpr size_t kLargestPage = 1000;
  static constexpr uint64_t kLargestWhole = uint64_t{256} << 20;

  virtual ~ObjectStore() = default;

  virtual Result<std::unique_ptr<ObjectWriter>> create(const std::string& key,
                                                       PutMode mode = PutMode::kReplace) = 0;
  virtual Result<std::unique_ptr<ObjectReader>> open(const std::string& key) = 0;
  virtual Result<ObjectInfo> head(const std::string& key) = 0;
  /// Objects whose keys start with `prefix` (any string) and come behind `after`: at most `limit`, and at
  /// most kLargestPage.
  virtual Result<ObjectPage> list(const std::string& prefix, const std::string& after = {},
                                  size_t limit = kLargestPage) = 0;
  /// Removing what is not there is no error.
  virtual Status remove(const std::string& key) = 0;

  /// Stores bytes that are at hand, or a file.
  virtual Result<ObjectInfo> put(const std::string& key, std::string_view bytes,
                                 PutMode mode = PutMode::kReplace);
  virtual Result<ObjectInfo> put_file(const std::string& key, const std::string& path,
                                      PutMode mode = PutMode::kReplace);
  /// The whole object, checked against its SHA-256. Refuses one of more than `most` bytes (kBadInput).
  virtual Result<std::string> get(const std::string& key, uint64_t most = kLargestWhole);
  /// The same into a file, which appears only when it is whole.
  virtual Status get_file(const std::string& key, const std::string& path);
};

/// The kBadInput error for an object whose bytes are not those that were stored.
Error damaged_object(std::string_view key, std::string_view what);

}  // namespace theta::storage

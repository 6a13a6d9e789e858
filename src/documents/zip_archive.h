#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct zip;
struct zip_file;
struct zip_source;

namespace theta::documents {

struct ZipEntry {
  std::string name;        ///< the bytes of the file
  std::string cp437_name;  ///< the same read as code page 437, in UTF-8
  uint64_t packed = 0;     ///< bytes, as declared
  uint64_t unpacked = 0;   ///< bytes, as declared
  std::string problem;     ///< why it cannot be read, as the end of a sentence; empty when it can
};

/// A ZIP archive, read only. Errors are ends of sentences ("is no ZIP file or a damaged one"). No name or
/// size is trusted: names that lead out of the archive, links, passwords and declared sizes past the limits
/// are the entry's `problem`; what really comes out is counted while it is unpacked, for each entry and in
/// all.
class ZipArchive {
 public:
  /// Takes the file over.
  static Result<std::unique_ptr<ZipArchive>> open(std::FILE* file);
  static Result<std::unique_ptr<ZipArchive>> open(std::string bytes);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  /// In the order of the archive, folders left out.
  const std::vector<ZipEntry>& entries() const { return entries_; }
  /// The entry of that name, in any letter case.
  std::optional<size_t> find(std::string_view name) const;

  /// Reads an entry from its start in pieces. One at a time; the archive must outlive it.
  class Reader {
   public:
    ~Reader();
    Reader(Reader&& other) noexcept;
    Reader& operator=(Reader&& other) noexcept = delete;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// Fills at most `size` bytes; 0 at the end, where the checksum has been compared.
    Result<size_t> read(char* data, size_t size);
    uint64_t position() const { return position_; }

   private:
    friend class ZipArchive;
    Reader(ZipArchive& archive, size_t entry, zip_file* file)
        : archive_(&archive), entry_(entry), file_(file) {}
    ZipArchive* archive_;
    size_t entry_;
    zip_file* file_;
    uint64_t position_ = 0;
  };
  Result<Reader> read(size_t entry);
  /// All of an entry, which must not be larger than `largest`.
  Result<std::string> read_all(size_t entry, uint64_t largest);

 private:
  ZipArchive(std::string bytes, uint64_t file_bytes) : bytes_(std::move(bytes)), file_bytes_(file_bytes) {}
  Status open_source(::zip_source* source);
  Status list_entries();
  /// The entry has unpacked to `position` bytes so far.
  Status count(size_t entry, uint64_t position);

  std::string bytes_;  // of an archive in memory
  uint64_t file_bytes_;
  ::zip* zip_ = nullptr;
  std::vector<ZipEntry> entries_;
  std::vector<uint64_t> places_;   // of the entries, in libzip's count with folders
  std::vector<uint64_t> counted_;  // bytes that each entry gave at most; reading one again costs nothing
  uint64_t counted_in_all_ = 0;
};

}  // namespace theta::documents

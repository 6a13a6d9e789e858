#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/result.h"

namespace theta::formats {

/// Writes a ZIP archive of unpacked members, as np.savez does: sizes are always given in the 64-bit fields
/// (ZIP64), times are 1 January 1980, so the same members give the same bytes. The file appears at close().
/// Source: PKWARE APPNOTE 6.3, sections 4.3 and 4.5.3.
class ZipWriter {
 public:
  static Result<ZipWriter> create(const std::string& path);

  /// Adds a member whose contents are `pieces` one behind the other.
  Status add(const std::string& name, std::span<const std::string_view> pieces);
  /// Adds a file, read in pieces.
  Status add_file(const std::string& name, const std::string& path);
  Status close();

 private:
  struct Member {
    std::string name;
    uint32_t crc = 0;
    uint64_t size = 0;
    uint64_t offset = 0;  // of its local header
  };
  explicit ZipWriter(FileWriter file) : file_(std::move(file)) {}
  Status begin(Member& member);
  FileWriter file_;
  std::vector<Member> members_;
};

/// One member of a ZIP archive, stored or deflated. kNotFound when the archive is none, or has no such member
/// of at most `most` bytes.
Result<std::string> read_zip_member(const std::string& path, std::string_view name, size_t most);

/// The last `most` bytes of a member, however long it is.
Result<std::string> read_zip_member_end(const std::string& path, std::string_view name, size_t most);

}  // namespace theta::formats

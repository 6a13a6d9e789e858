#include "documents/zip_archive.h"

#include <sys/stat.h>
#include <zip.h>

#include <algorithm>

#include "documents/zip_directory.h"
#include "documents/zip_names.h"
#include "isolation/limits.h"

namespace theta::documents {
namespace {

using namespace isolation;  // NOLINT: the limits, which this file is about

constexpr uint32_t kUnixTypeMask = 0170000;
constexpr uint32_t kUnixLink = 0120000;

Error damaged(const char* detail) {
  return bad_input("is damaged: {}", detail);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return result;
}

bool is_link(zip* archive, uint64_t place) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, place, 0, &system, &attributes) != 0) return false;
  return system == ZIP_OPSYS_UNIX && ((attributes >> 16) & kUnixTypeMask) == kUnixLink;
}

bool ratio_is_too_great(uint64_t unpacked, uint64_t packed) {
  return unpacked > kRatioFreeBytes && unpacked / kGreatestRatio > packed;
}

std::string entry_problem(zip* archive, const zip_stat_t& info, const ZipEntry& entry) {
  std::string problem = name_problem(entry.name);
  if (!problem.empty()) return problem;
  if (is_link(archive, info.index)) return "is a link, not a file";
  if (info.encryption_method != ZIP_EM_NONE) return "has a password; pack it without one";
  if (entry.unpacked > kLargestEntry)
    return fmt::format("unpacks to {} bytes by its own account; the limit is {} GiB", entry.unpacked,
                       kLargestEntry >> 30);
  if (ratio_is_too_great(entry.unpacked, entry.packed))
    return fmt::format("unpacks to more than {} times its size; that is no text", kGreatestRatio);
  if (zip_compression_method_supported(static_cast<zip_int32_t>(info.comp_method), 0) == 0)
    return "is packed by a method that cannot be read; pack it with \"deflate\"";
  return {};
}

}  // namespace

Result<std::unique_ptr<ZipArchive>> ZipArchive::open(std::FILE* file) {
  struct stat info = {};
  if (::fstat(::fileno(file), &info) != 0 || !S_ISREG(info.st_mode)) return bad_input("is not a file");
  const auto size = static_cast<uint64_t>(info.st_size);
  if (size > kLargestFile) return bad_input("is larger than {} GiB, the limit", kLargestFile >> 30);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_filep_create(file, 0, -1, &error);
  if (source == nullptr) return damaged(zip_error_strerror(&error));
  std::unique_ptr<ZipArchive> archive(new ZipArchive({}, size));
  THETA_RETURN_IF_ERROR(archive->open_source(source));
  return archive;
}

Result<std::unique_ptr<ZipArchive>> ZipArchive::open(std::string bytes) {
  const size_t size = bytes.size();
  std::unique_ptr<ZipArchive> archive(new ZipArchive(std::move(bytes), size));
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(archive->bytes_.data(), size, 0, &error);
  if (source == nullptr) return damaged(zip_error_strerror(&error));
  THETA_RETURN_IF_ERROR(archive->open_source(source));
  return archive;
}

ZipArchive::~ZipArchive() {
  if (zip_ != nullptr) zip_discard(zip_);
}

Status ZipArchive::open_source(zip_source_t* source) {
  if (has_nul_in_a_name(source)) {
    zip_source_free(source);
    return bad_input("has a NUL byte in the name of an entry; such files are made to deceive");
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip_ == nullptr) {
    const Error failure = damaged(zip_error_strerror(&error));
    zip_source_free(source);
    return failure;
  }
  return list_entries();
}

Status ZipArchive::list_entries() {
  const auto count = static_cast<uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(zip_, 0), 0));
  if (count > kMostEntries) return bad_input("holds {} entries; the limit is {}", count, kMostEntries);
  uint64_t packed = 0;
  uint64_t unpacked = 0;
  for (uint64_t place = 0; place < count; ++place) {
    zip_stat_t info;
    zip_stat_init(&info);
    const char* const raw = zip_get_name(zip_, place, ZIP_FL_ENC_RAW);
    if (raw == nullptr || zip_stat_index(zip_, place, 0, &info) != 0) return damaged(zip_strerror(zip_));
    ZipEntry entry;
    entry.name = raw;
    if (entry.name.ends_with('/')) continue;  // a folder
    if (const char* const name = zip_get_name(zip_, place, ZIP_FL_ENC_CP437)) entry.cp437_name = name;
    entry.packed = info.comp_size;
    entry.unpacked = info.size;
    entry.problem = entry_problem(zip_, info, entry);
    packed += std::min(entry.packed, kLargestFile + 1);
    if (entry.problem.empty()) unpacked += entry.unpacked;
    entries_.push_back(std::move(entry));
    places_.push_back(place);
  }
  if (packed > file_bytes_) return bad_input("is no honest ZIP file: its entries overlap");
  if (unpacked > kLargestUnpacked)
    return bad_input("unpacks to {} bytes in all by its own account; the limit is {} GiB", unpacked,
                     kLargestUnpacked >> 30);
  counted_.assign(entries_.size(), 0);
  return {};
}

std::optional<size_t> ZipArchive::find(std::string_view name) const {
  const std::string wanted = lower(name);
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (lower(entries_[i].name) == wanted) return i;
  }
  return std::nullopt;
}

Status ZipArchive::count(size_t entry, uint64_t position) {
  if (position <= counted_[entry]) return {};
  counted_in_all_ += position - counted_[entry];
  counted_[entry] = position;
  if (position > kLargestEntry) return bad_input("unpacks to more than {} GiB", kLargestEntry >> 30);
  if (ratio_is_too_great(position, entries_[entry].packed))
    return bad_input("unpacks to more than {} times its size; that is no text", kGreatestRatio);
  if (counted_in_all_ > kLargestUnpacked || ratio_is_too_great(counted_in_all_, file_bytes_))
    return bad_input("lies in an archive that unpacks to more than {} GiB or {} times its size",
                     kLargestUnpacked >> 30, kGreatestRatio);
  return {};
}

Result<ZipArchive::Reader> ZipArchive::read(size_t entry) {
  if (!entries_[entry].problem.empty()) return bad_input("{}", entries_[entry].problem);
  zip_file_t* const file = zip_fopen_index(zip_, places_[entry], 0);
  if (file == nullptr) return damaged(zip_strerror(zip_));
  return Reader(*this, entry, file);
}

Result<std::string> ZipArchive::read_all(size_t entry, uint64_t largest) {
  THETA_ASSIGN(Reader reader, read(entry));
  std::string bytes;
  for (;;) {
    constexpr size_t kPiece = size_t{1} << 16;
    const size_t size = bytes.size();
    bytes.resize(size + kPiece);
    THETA_ASSIGN(const size_t got, reader.read(bytes.data() + size, kPiece));
    bytes.resize(size + got);
    if (got == 0) return bytes;
    if (bytes.size() > largest)
      return bad_input("is larger than {} MiB, the limit inside a ZIP", largest >> 20);
  }
}

ZipArchive::Reader::Reader(Reader&& other) noexcept
    : archive_(other.archive_),
      entry_(other.entry_),
      file_(std::exchange(other.file_, nullptr)),
      position_(other.position_) {}

ZipArchive::Reader::~Reader() {
  if (file_ != nullptr) zip_fclose(file_);
}

Result<size_t> ZipArchive::Reader::read(char* data, size_t size) {
  const zip_int64_t got = zip_fread(file_, data, size);
  if (got < 0) return damaged(zip_file_strerror(file_));
  position_ += static_cast<uint64_t>(got);
  THETA_RETURN_IF_ERROR(archive_->count(entry_, position_));
  return static_cast<size_t>(got);
}

}  // namespace theta::documents

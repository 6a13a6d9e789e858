#include "corpus/zip_rows.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <numeric>

#include "base/files.h"
#include "corpus/left_out.h"
#include "corpus/text_format.h"
#include "corpus/text_rows.h"
#include "formats/file_kind.h"
#include "isolation/limits.h"

namespace theta::corpus {
namespace {

using Rows = Result<std::unique_ptr<RowReader>>;
using formats::FileKind;

// Unpacks a PDF for its own parser into a file that has no name and vanishes when it is closed.
Result<std::shared_ptr<Descriptor>> unpack(const std::shared_ptr<Archive>& archive, uint32_t entry) {
  std::FILE* const file = ::tmpfile();
  if (file == nullptr) return errno_error(errno, "create", "a temporary file");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> closer(file, &std::fclose);
  THETA_ASSIGN(const std::unique_ptr<EntryBytes> bytes, EntryBytes::open(archive, entry));
  uint64_t size = 0;
  for (;;) {
    THETA_ASSIGN(const std::string_view piece, bytes->read());
    if (piece.empty()) break;
    size += piece.size();
    if (size > isolation::kLargestPdf)
      return bad_input("is larger than {} MiB, the limit for a PDF", isolation::kLargestPdf >> 20);
    if (std::fwrite(piece.data(), 1, piece.size(), file) != piece.size())
      return errno_error(errno, "write", "a temporary file");
  }
  if (std::fflush(file) != 0) return errno_error(errno, "write", "a temporary file");
  return std::make_shared<Descriptor>(::fcntl(::fileno(file), F_DUPFD_CLOEXEC, 0));
}

Rows open_entry_text(const std::shared_ptr<Archive>& archive, uint32_t entry, const FileToRead& file,
                     uint64_t size, const ReadOptions& options) {
  THETA_ASSIGN(std::unique_ptr<EntryBytes> bytes, EntryBytes::open(archive, entry));
  THETA_ASSIGN(TextInput input,
               TextInput::open(formats::ByteInput(std::move(bytes), size), file.name, options.encoding));
  return open_text(std::move(input), file, {}, options);
}

// Makes parts of the entries of a ZIP.
class ZipLister {
 public:
  ZipLister(const std::shared_ptr<Archive>& archive, const FileToRead& zip, const ReadOptions& options)
      : archive_(archive), options_(options) {
    options_.format.clear();  // it was about the ZIP
    prefix_ = zip.among_others ? zip.name + "/" : "";
  }

  void add(uint32_t entry) {
    const isolation::EntryInfo& info = archive_->listing().entries[entry];
    const std::string& name = archive_->names()[entry];
    if (is_hidden(name)) return;
    Part part;
    part.file = prefix_ + name;
    part.number = next_number_;
    part.size = info.unpacked;
    part.problem = info.problem;
    bool is_read = true;
    if (part.problem.empty()) {
      const Result<bool> known = look_at(entry, part);
      if (!known.ok()) part.problem = known.error().message;
      is_read = !known.ok() || known.value();
    }
    if (!is_read) return left_out_.add(name);
    ++next_number_;
    if (office_.empty() || !part.problem.empty()) {
      parts_.push_back(std::move(part));
    } else {
      for (Part& sheet : office_) parts_.push_back(std::move(sheet));
    }
    office_.clear();
  }

  std::vector<Part> take_parts() { return std::move(parts_); }
  std::vector<RowReader::Finding> take_findings() {
    left_out_.tell(findings_);
    return std::move(findings_);
  }

 private:
  // False for a file that is not read. A workbook or document becomes office_.
  Result<bool> look_at(uint32_t entry, Part& part) {
    const FileToRead file{"", part.file, part.number, true};
    THETA_ASSIGN(const isolation::OpenedEntry opened, archive_->open_entry(entry));
    if (opened.kind != isolation::EntryKind::kBytes) {
      THETA_ASSIGN(office_, office_parts(archive_, entry, opened, file, part.size, options_, findings_));
      return true;
    }
    THETA_ASSIGN(const isolation::Reply reply, archive_->next());
    const std::string_view first = std::string_view(reply.body).substr(0, formats::kKindBytes);
    const FileKind kind = formats::file_kind(first);
    if (kind == FileKind::kUnreadable) return bad_input("{}", formats::unreadable_reason(first));
    if (kind == FileKind::kGzip) return bad_input("is a gzip file inside a ZIP; unpack it first");
    if (kind == FileKind::kPdf) {
      part.has_only_text = true;
      part.open = [archive = archive_, entry, file, size = part.size]() -> Rows {
        THETA_ASSIGN(std::shared_ptr<Descriptor> descriptor, unpack(archive, entry));
        return pdf_rows(std::move(descriptor), file, size);
      };
      return true;
    }
    const std::optional<TextFormat> format = text_format_of_name(part.file);
    part.has_only_text = format == TextFormat::kTxt;
    part.open = [archive = archive_, entry, file, size = part.size, options = options_] {
      return open_entry_text(archive, entry, file, size, options);
    };
    return format.has_value();
  }

  std::shared_ptr<Archive> archive_;
  ReadOptions options_;
  std::string prefix_;
  std::vector<Part> parts_;
  std::vector<Part> office_;
  std::vector<RowReader::Finding> findings_;
  LeftOut left_out_;
  uint64_t next_number_ = 1;
};

}  // namespace

Result<std::unique_ptr<RowReader>> open_zip(const std::shared_ptr<Archive>& archive, const FileToRead& file,
                                            const ReadOptions& options) {
  std::vector<uint32_t> order(archive->names().size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&archive](uint32_t a, uint32_t b) { return archive->names()[a] < archive->names()[b]; });
  ZipLister lister(archive, file, options);
  for (const uint32_t entry : order) lister.add(entry);
  std::vector<Part> parts = lister.take_parts();
  if (parts.empty()) return bad_input("holds no text, table, DOCX or PDF file");
  return MixedRows::open(file.name, std::move(parts), lister.take_findings());
}

}  // namespace theta::corpus

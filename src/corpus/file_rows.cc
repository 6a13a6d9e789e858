#include "corpus/file_rows.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "corpus/csv_rows.h"
#include "corpus/jsonl_rows.h"
#include "corpus/line_rows.h"
#include "corpus/pdf_paragraphs.h"
#include "corpus/sheet_rows.h"
#include "corpus/text_format.h"
#include "corpus/text_rows.h"
#include "corpus/zip_rows.h"
#include "formats/file_kind.h"
#include "isolation/pdf_text.h"

namespace theta::corpus {
namespace {

using formats::FileKind;
using Rows = Result<std::unique_ptr<RowReader>>;

uint64_t file_size(int descriptor) {
  struct stat info = {};
  return ::fstat(descriptor, &info) == 0 ? static_cast<uint64_t>(info.st_size) : 0;
}

Result<TextRows::Text> read_whole(TextInput& input) {
  TextRows::Text whole;
  for (;;) {
    THETA_ASSIGN(const bool more, input.read(whole.text));
    if (!more) break;
    if (whole.text.size() > LineReader::kLongestLine) return bad_input("{}", too_long_problem());
  }
  whole.findings.push_back(encoding_finding(input.encoding()));
  return whole;
}

Result<TextRows::Text> read_docx(Archive& archive, uint32_t entry, const std::string& name) {
  THETA_RETURN_IF_ERROR(archive.open_entry(entry).status());
  THETA_ASSIGN(isolation::Reply reply, archive.next());
  if (reply.type != isolation::ReplyType::kText) return bad_input("gave no text");
  make_valid_utf8(reply.body);
  return TextRows::Text{std::move(reply.body), {format_finding("DOCX", name)}};
}

// What a file is, in the words of --format.
std::string_view kind_name(const isolation::Listing& listing, isolation::EntryKind kind) {
  if (listing.is_archive) return "zip";
  return kind == isolation::EntryKind::kWorkbook ? "xlsx" : "docx";
}

Status check_wanted(const ReadOptions& options, std::string_view found) {
  if (!options.format.empty() && options.format != found)
    return bad_input("is {} by its content; --format {} does not fit", found, options.format);
  if (!options.sheets.empty() && found != "xlsx" && found != "zip")
    return bad_input("has no sheets to choose from (--sheet); it is {}", found);
  return {};
}

Rows open_zip_file(Descriptor descriptor, const FileToRead& file, const ReadOptions& options) {
  const uint64_t size = file_size(descriptor.get());
  THETA_ASSIGN(const std::shared_ptr<Archive> archive, Archive::open(std::move(descriptor)));
  if (archive->listing().is_archive) {
    THETA_RETURN_IF_ERROR(check_wanted(options, "zip"));
    return open_zip(archive, file, options);
  }
  THETA_ASSIGN(const isolation::OpenedEntry opened, archive->open_entry(0));
  THETA_RETURN_IF_ERROR(check_wanted(options, kind_name(archive->listing(), opened.kind)));
  std::vector<RowReader::Finding> findings;
  if (opened.kind == isolation::EntryKind::kWorkbook) findings.push_back(format_finding("XLSX", file.name));
  THETA_ASSIGN(std::vector<Part> parts, office_parts(archive, 0, opened, file, size, options, findings));
  return MixedRows::open(file.name, std::move(parts), std::move(findings));
}

}  // namespace

std::string first_bytes(int descriptor) {
  struct stat info = {};
  if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) return {};
  std::string first(formats::kKindBytes, '\0');
  const ssize_t got = ::pread(descriptor, first.data(), first.size(), 0);
  first.resize(got < 0 ? 0 : static_cast<size_t>(got));
  return first;
}

RowReader::Finding format_finding(std::string_view found, const std::string& name) {
  const std::string extension = extension_of(name);
  std::string lower(found);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const bool fits = extension.empty() || extension.starts_with(lower);
  return {"format", std::string(found),
          fits ? "its content says so" : fmt::format("its content says so; its name says {}", extension)};
}

std::unique_ptr<RowReader> pdf_rows(std::shared_ptr<Descriptor> descriptor, const FileToRead& file,
                                    uint64_t size) {
  return std::make_unique<TextRows>(file.name, file.number, size,
                                    [descriptor = std::move(descriptor),
                                     finding = format_finding("PDF", file.name)]() -> Result<TextRows::Text> {
                                      THETA_ASSIGN(std::string text, isolation::pdf_text(descriptor->get()));
                                      make_valid_utf8(text);
                                      return TextRows::Text{pdf_paragraphs(text), {finding}};
                                    });
}

Result<std::vector<Part>> office_parts(const std::shared_ptr<Archive>& archive, uint32_t entry,
                                       const isolation::OpenedEntry& opened, const FileToRead& file,
                                       uint64_t size, const ReadOptions& options,
                                       std::vector<RowReader::Finding>& findings) {
  if (opened.kind == isolation::EntryKind::kWorkbook)
    return sheet_parts(archive, entry, file.name, options.sheets, findings);
  Part part;
  part.file = file.name;
  part.number = file.number;
  part.size = size;
  part.has_only_text = true;
  part.open = [archive, entry, name = file.name, number = file.number, size] {
    return Rows(std::make_unique<TextRows>(
        name, number, size, [archive, entry, name] { return read_docx(*archive, entry, name); }));
  };
  return std::vector<Part>{std::move(part)};
}

Rows open_text(TextInput input, const FileToRead& file, std::string_view first, const ReadOptions& options) {
  std::optional<TextFormat> format = text_format_of_extension(options.format);
  if (!format.has_value()) format = text_format_of_name(file.name);
  if (!format.has_value()) {
    const Result<TextFormat> by_content = text_format_of_content(first);
    if (!by_content.ok()) return bad_input("{}: {}", file.name, by_content.error().message);
    format = by_content.value();
  }
  if (*format == TextFormat::kTxt && file.among_others) {
    const uint64_t size = input.size();
    auto shared = std::make_shared<TextInput>(std::move(input));
    return Rows(
        std::make_unique<TextRows>(file.name, file.number, size, [shared] { return read_whole(*shared); }));
  }
  if (*format == TextFormat::kTxt) return LineRows::open(std::move(input), file.name);
  if (*format == TextFormat::kJsonl) return JsonlRows::open(std::move(input), file.name);
  const bool is_tsv = *format == TextFormat::kTsv && options.delimiter.empty();
  return CsvRows::open(std::move(input), file.name, is_tsv ? "tab" : options.delimiter);
}

Rows open_file(const FileToRead& file, const ReadOptions& options) {
  const auto named = [&file](const Error& error) {
    return make_error(error.kind, "{}: {}", file.name, without_name(error.message, file.name));
  };
  Descriptor descriptor(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.valid()) return errno_error(errno, "open", file.path);
  const std::string first = first_bytes(descriptor.get());
  const FileKind kind = formats::file_kind(first);
  if (kind == FileKind::kUnreadable) return bad_input("{}: {}", file.name, formats::unreadable_reason(first));
  if (kind == FileKind::kZip) {
    Rows rows = open_zip_file(std::move(descriptor), file, options);
    if (!rows.ok()) return named(rows.error());
    return rows;
  }
  if (kind == FileKind::kPdf) {
    const Status fits = check_wanted(options, "pdf");
    if (!fits.ok()) return named(fits.error());
    const uint64_t size = file_size(descriptor.get());
    return pdf_rows(std::make_shared<Descriptor>(std::move(descriptor)), file, size);
  }
  if (!options.format.empty() && !text_format_of_extension(options.format).has_value())
    return bad_input("{}: is no {} file by its content", file.name, options.format);
  if (!options.sheets.empty()) return bad_input("{}: has no sheets to choose from (--sheet)", file.name);
  descriptor.reset();
  THETA_ASSIGN(TextInput input, TextInput::open(file.path, options.encoding));
  return open_text(std::move(input), file, first, options);
}

}  // namespace theta::corpus

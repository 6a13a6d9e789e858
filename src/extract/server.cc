#include "extract/server.h"

#include <utility>

#include "documents/docx.h"
#include "formats/file_kind.h"
#include "isolation/limits.h"

namespace theta::extract {
namespace {

using documents::Package;
using documents::PackageKind;
using documents::ZipArchive;
using isolation::Reply;
using isolation::ReplyType;

}  // namespace

Result<Reply> Server::answer(const isolation::Request& request) {
  switch (request.type) {
    case isolation::RequestType::kList:
      return list();
    case isolation::RequestType::kOpen:
      return open(request.number);
    case isolation::RequestType::kSheet:
      return open_sheet(request.number);
    case isolation::RequestType::kNext:
      return next();
  }
  return make_error(ErrorKind::kFailed, "cannot be read: an unknown request");
}

Result<Reply> Server::list() {
  if (archive_ == nullptr) {
    THETA_ASSIGN(archive_, ZipArchive::open(std::exchange(file_, nullptr)));
    THETA_ASSIGN(package_, documents::open_package(*archive_));
  }
  isolation::Listing listing;
  listing.is_archive = package_.kind == PackageKind::kArchive;
  if (!listing.is_archive) {
    listing.entries.emplace_back();
  } else {
    for (const documents::ZipEntry& entry : archive_->entries())
      listing.entries.push_back({entry.name, entry.cp437_name, entry.packed, entry.unpacked, entry.problem});
  }
  std::string body = encode(listing);
  if (body.size() > isolation::kLargestReply) return bad_input("has too many long names in it");
  return Reply{ReplyType::kListing, std::move(body)};
}

Result<Reply> Server::open(uint32_t entry) {
  bytes_.reset();
  office_.reset();
  if (archive_ == nullptr || entry >= archive_->entries().size()) return bad_input("has no entry {}", entry);
  if (package_.kind != PackageKind::kArchive) {
    office_.emplace();
    office_->archive = archive_.get();
    office_->package = package_;
    return open_office();
  }
  THETA_ASSIGN(ZipArchive::Reader reader, archive_->read(entry));
  char first[4];
  size_t size = 0;
  while (size < sizeof first) {
    THETA_ASSIGN(const size_t got, reader.read(first + size, sizeof first - size));
    if (got == 0) break;
    size += got;
  }
  if (formats::file_kind({first, size}) == formats::FileKind::kZip) {
    THETA_RETURN_IF_ERROR(unpack_office(entry));
    return open_office();
  }
  THETA_ASSIGN(ZipArchive::Reader from_start, archive_->read(entry));
  bytes_.emplace(std::move(from_start));
  return Reply{ReplyType::kOpened, encode(isolation::OpenedEntry{isolation::EntryKind::kBytes, {}})};
}

Status Server::unpack_office(uint32_t entry) {
  THETA_ASSIGN(std::string bytes, archive_->read_all(entry, isolation::kLargestNested));
  office_.emplace();
  THETA_ASSIGN(office_->unpacked, ZipArchive::open(std::move(bytes)));
  office_->archive = office_->unpacked.get();
  THETA_ASSIGN(office_->package, documents::open_package(*office_->archive));
  if (office_->package.kind == PackageKind::kArchive)
    return bad_input("is a ZIP inside a ZIP; unpack it first");
  return {};
}

Result<Reply> Server::open_office() {
  isolation::OpenedEntry opened;
  opened.kind = isolation::EntryKind::kDocument;
  text_given_ = false;
  if (office_->package.kind == PackageKind::kWorkbook) {
    opened.kind = isolation::EntryKind::kWorkbook;
    THETA_ASSIGN(office_->workbook, documents::Workbook::open(*office_->archive, office_->package));
    opened.sheets = office_->workbook->sheets();
  }
  return Reply{ReplyType::kOpened, encode(opened)};
}

Result<Reply> Server::open_sheet(uint32_t sheet) {
  if (!office_.has_value() || office_->workbook == nullptr) return bad_input("is no spreadsheet");
  row_bytes_ = 0;
  office_->sheet.reset();
  THETA_ASSIGN(office_->sheet, documents::SheetReader::open(*office_->workbook, sheet));
  return Reply{ReplyType::kReady, {}};
}

Result<Reply> Server::next() {
  if (bytes_.has_value()) return next_bytes();
  if (!office_.has_value()) return bad_input("is not open");
  if (office_->workbook != nullptr) return next_rows();
  if (std::exchange(text_given_, true)) return Reply{ReplyType::kEnd, {}};
  THETA_ASSIGN(std::string text, documents::docx_text(*office_->archive, office_->package));
  return Reply{ReplyType::kText, std::move(text)};
}

Result<Reply> Server::next_rows() {
  if (office_->sheet == nullptr) return bad_input("has no sheet open");
  std::string rows;
  isolation::SheetRow row;
  while (rows.size() < isolation::kPieceBytes) {
    THETA_ASSIGN(const bool more, office_->sheet->next(row));
    if (!more) break;
    append_row(row, rows);
  }
  if (rows.empty()) return Reply{ReplyType::kEnd, {}};
  // Cells may all refer to the same long text: what comes out can be far more than what is in the file.
  row_bytes_ += rows.size();
  if (row_bytes_ > isolation::kLargestUnpacked)
    return bad_input("has a sheet with more than {} GiB of text", isolation::kLargestUnpacked >> 30);
  return Reply{ReplyType::kRows, isolation::encode_rows_start(office_->sheet->position()) + rows};
}

Result<Reply> Server::next_bytes() {
  std::string bytes(isolation::kPieceBytes, '\0');
  THETA_ASSIGN(const size_t got, bytes_->read(bytes.data(), bytes.size()));
  if (got == 0) return Reply{ReplyType::kEnd, {}};
  bytes.resize(got);
  return Reply{ReplyType::kBytes, std::move(bytes)};
}

}  // namespace theta::extract

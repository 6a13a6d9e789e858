#include "isolation/messages.h"

#include <bit>
#include <concepts>
#include <cstring>

#include "isolation/limits.h"

namespace theta::isolation {
namespace {

static_assert(std::endian::native == std::endian::little);

template <std::integral T>
void put(std::string& out, T value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

void put(std::string& out, std::string_view text) {
  put(out, static_cast<uint32_t>(text.size()));
  out += text;
}

// Reads fields off a body; a field that is not there makes every later one empty and ok() false.
class Fields {
 public:
  explicit Fields(std::string_view body, size_t at = 0) : body_(body), at_(at) {}

  template <typename T>
  T number() {
    T value = 0;
    if (!has(sizeof(T))) return value;
    std::memcpy(&value, body_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    return value;
  }
  std::string text() {
    const auto size = number<uint32_t>();
    if (!has(size)) return {};
    at_ += size;
    return std::string(body_.substr(at_ - size, size));
  }
  bool flag() { return number<uint8_t>() != 0; }
  /// A count of things that take at least `least_bytes` each.
  size_t count(size_t least_bytes) {
    const auto count = number<uint32_t>();
    return has(count * least_bytes) ? count : 0;
  }
  bool ok() const { return ok_; }
  bool ok_at_end() const { return ok_ && at_ == body_.size(); }
  size_t at() const { return at_; }

 private:
  bool has(size_t bytes) {
    ok_ = ok_ && bytes <= body_.size() - at_;
    return ok_;
  }
  std::string_view body_;
  size_t at_;
  bool ok_ = true;
};

Error garbled() {
  return make_error(ErrorKind::kFailed, "the parser's answer makes no sense");
}

}  // namespace

std::string encode(const Request& request) {
  std::string bytes;
  put(bytes, static_cast<uint8_t>(request.type));
  put(bytes, request.number);
  return bytes;
}

Result<Request> decode_request(std::string_view bytes) {
  Fields fields(bytes);
  Request request;
  request.type = static_cast<RequestType>(fields.number<uint8_t>());
  request.number = fields.number<uint32_t>();
  if (!fields.ok_at_end()) return garbled();
  return request;
}

std::string encode_header(ReplyType type, size_t body_bytes) {
  std::string bytes;
  put(bytes, static_cast<uint8_t>(type));
  put(bytes, static_cast<uint32_t>(body_bytes));
  return bytes;
}

ReplyHeader decode_header(std::string_view bytes) {
  Fields fields(bytes);
  ReplyHeader header;
  header.type = static_cast<ReplyType>(fields.number<uint8_t>());
  header.body_bytes = fields.number<uint32_t>();
  return header;
}

std::string encode(const Listing& listing) {
  std::string body;
  put(body, static_cast<uint8_t>(listing.is_archive));
  put(body, static_cast<uint32_t>(listing.entries.size()));
  for (const EntryInfo& entry : listing.entries) {
    put(body, entry.name);
    put(body, entry.cp437_name);
    put(body, entry.packed);
    put(body, entry.unpacked);
    put(body, entry.problem);
  }
  return body;
}

Result<Listing> decode_listing(std::string_view body) {
  Fields fields(body);
  Listing listing;
  listing.is_archive = fields.flag();
  const size_t entries = fields.count(28);
  for (size_t i = 0; i < entries && fields.ok(); ++i) {
    EntryInfo entry;
    entry.name = fields.text();
    entry.cp437_name = fields.text();
    entry.packed = fields.number<uint64_t>();
    entry.unpacked = fields.number<uint64_t>();
    entry.problem = fields.text();
    listing.entries.push_back(std::move(entry));
  }
  if (!fields.ok_at_end()) return garbled();
  return listing;
}

std::string encode(const OpenedEntry& opened) {
  std::string body;
  put(body, static_cast<uint8_t>(opened.kind));
  put(body, static_cast<uint32_t>(opened.sheets.size()));
  for (const SheetInfo& sheet : opened.sheets) {
    put(body, sheet.name);
    put(body, static_cast<uint8_t>(sheet.hidden));
    put(body, sheet.bytes);
  }
  return body;
}

Result<OpenedEntry> decode_opened(std::string_view body) {
  Fields fields(body);
  OpenedEntry opened;
  const auto kind = fields.number<uint8_t>();
  opened.kind = static_cast<EntryKind>(kind);
  const size_t sheets = fields.count(13);
  for (size_t i = 0; i < sheets && fields.ok(); ++i) {
    SheetInfo sheet;
    sheet.name = fields.text();
    sheet.hidden = fields.flag();
    sheet.bytes = fields.number<uint64_t>();
    opened.sheets.push_back(std::move(sheet));
  }
  if (!fields.ok_at_end() || kind > static_cast<uint8_t>(EntryKind::kDocument)) return garbled();
  return opened;
}

std::string encode_rows_start(uint64_t position) {
  std::string body;
  put(body, position);
  return body;
}

void append_row(const SheetRow& row, std::string& body) {
  put(body, row.number);
  put(body, static_cast<uint8_t>(row.too_long));
  put(body, static_cast<uint32_t>(row.cells.size()));
  for (const std::string& cell : row.cells) put(body, cell);
}

Result<RowsDecoder> RowsDecoder::create(std::string body) {
  RowsDecoder decoder;
  decoder.body_ = std::move(body);
  Fields fields(decoder.body_);
  decoder.position_ = fields.number<uint64_t>();
  if (!fields.ok()) return garbled();
  decoder.at_ = fields.at();
  return decoder;
}

Result<bool> RowsDecoder::next(SheetRow& row) {
  if (at_ == body_.size()) return false;
  Fields fields(body_, at_);
  row.number = fields.number<uint32_t>();
  row.too_long = fields.flag();
  const size_t cells = fields.count(4);
  if (cells > kMostColumns) return garbled();
  row.cells.resize(cells);
  for (std::string& cell : row.cells) cell = fields.text();
  if (!fields.ok()) return garbled();
  at_ = fields.at();
  return true;
}

}  // namespace theta::isolation

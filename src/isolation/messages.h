#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// What `theta` and the parser process say to each other. Each request has one reply. A request is five
/// bytes: its type and a number; a reply is a type, the length of its body (uint32) and the body. Numbers are
/// little-endian, strings have their length (uint32) in front. The side that reads trusts no length.
namespace theta::isolation {

enum class RequestType : uint8_t {
  kList = 'L',   ///< what the file holds -> kListing
  kOpen = 'O',   ///< an entry by its place in the listing -> kOpened
  kSheet = 'S',  ///< a sheet of the opened workbook, from its first row -> kReady
  kNext = 'N',   ///< more of what is open -> kRows, kBytes, kText or kEnd
};

enum class ReplyType : uint8_t {
  kListing = 'l',
  kOpened = 'o',
  kReady = 's',
  kRows = 'r',
  kBytes = 'b',
  kText = 't',
  kEnd = 'e',
  kRefused = 'x',  ///< the body is the end of a sentence: "has a password"
};

inline constexpr size_t kRequestBytes = 5;
inline constexpr size_t kReplyHeaderBytes = 5;
inline constexpr size_t kPieceBytes = size_t{256} << 10;  ///< of an entry, or of rows, in one reply
inline constexpr size_t kLargestReply = size_t{80} << 20;

struct Request {
  RequestType type = RequestType::kList;
  uint32_t number = 0;
};

struct Reply {
  ReplyType type = ReplyType::kEnd;
  std::string body;
};

/// One entry of a ZIP. A workbook or document that is no archive has one entry without a name.
struct EntryInfo {
  std::string name;        ///< the bytes of the file
  std::string cp437_name;  ///< the same read as code page 437, UTF-8
  uint64_t packed = 0;     ///< bytes, as declared
  uint64_t unpacked = 0;   ///< bytes, as declared
  std::string problem;     ///< why it cannot be read; empty when it can
};

struct Listing {
  bool is_archive = false;  ///< false: the file itself is a workbook or document
  std::vector<EntryInfo> entries;
};

enum class EntryKind : uint8_t { kBytes, kWorkbook, kDocument };

struct SheetInfo {
  std::string name;
  bool hidden = false;
  uint64_t bytes = 0;  ///< of its XML, as declared
};

struct OpenedEntry {
  EntryKind kind = EntryKind::kBytes;
  std::vector<SheetInfo> sheets;
};

struct SheetRow {
  uint32_t number = 0;  ///< from 1, as the spreadsheet program shows it
  bool too_long = false;
  std::vector<std::string> cells;
};

std::string encode(const Request& request);
Result<Request> decode_request(std::string_view bytes);
std::string encode_header(ReplyType type, size_t body_bytes);
struct ReplyHeader {
  ReplyType type = ReplyType::kEnd;
  size_t body_bytes = 0;
};
/// `bytes`: kReplyHeaderBytes of them.
ReplyHeader decode_header(std::string_view bytes);

std::string encode(const Listing& listing);
Result<Listing> decode_listing(std::string_view body);
std::string encode(const OpenedEntry& opened);
Result<OpenedEntry> decode_opened(std::string_view body);

/// The body of a kRows reply: how far its sheet is read (bytes of XML), then rows.
std::string encode_rows_start(uint64_t position);
void append_row(const SheetRow& row, std::string& body);

/// Takes the rows of a kRows body one by one.
class RowsDecoder {
 public:
  RowsDecoder() = default;
  static Result<RowsDecoder> create(std::string body);

  uint64_t position() const { return position_; }
  /// False behind the last row.
  Result<bool> next(SheetRow& row);

 private:
  std::string body_;
  size_t at_ = 0;
  uint64_t position_ = 0;
};

}  // namespace theta::isolation

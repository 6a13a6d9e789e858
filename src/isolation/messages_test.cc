#include "isolation/messages.h"

#include <gtest/gtest.h>

#include "isolation/limits.h"

namespace theta::isolation {
namespace {

TEST(Messages, ComeBackAsTheyWere) {
  const Request request{RequestType::kOpen, 77};
  EXPECT_EQ(encode(request).size(), kRequestBytes);
  EXPECT_EQ(decode_request(encode(request)).value().number, 77u);

  Listing listing;
  listing.is_archive = true;
  listing.entries.push_back({std::string("a\0b", 3), "a?b", 3, uint64_t{5} << 32, "has a password"});
  const Listing listed = decode_listing(encode(listing)).value();
  EXPECT_TRUE(listed.is_archive);
  EXPECT_EQ(listed.entries[0].name, listing.entries[0].name);
  EXPECT_EQ(listed.entries[0].unpacked, uint64_t{5} << 32);
  EXPECT_EQ(listed.entries[0].problem, "has a password");

  const OpenedEntry opened =
      decode_opened(encode(OpenedEntry{EntryKind::kWorkbook, {{"one", true, 9}}})).value();
  EXPECT_EQ(opened.kind, EntryKind::kWorkbook);
  EXPECT_TRUE(opened.sheets[0].hidden);

  std::string body = encode_rows_start(12);
  append_row({3, false, {"a", ""}}, body);
  append_row({9, true, {}}, body);
  RowsDecoder rows = RowsDecoder::create(body).value();
  EXPECT_EQ(rows.position(), 12u);
  SheetRow row;
  EXPECT_TRUE(rows.next(row).value());
  EXPECT_EQ(row.number, 3u);
  EXPECT_EQ(row.cells, (std::vector<std::string>{"a", ""}));
  EXPECT_TRUE(rows.next(row).value());
  EXPECT_TRUE(row.too_long);
  EXPECT_FALSE(rows.next(row).value());
}

TEST(Messages, ThatAreCutOrLieAboutLengthsAreErrors) {
  Listing listing;
  listing.entries.resize(3);
  const std::string whole = encode(listing);
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(decode_listing(whole.substr(0, size)).ok()) << size;
  EXPECT_FALSE(decode_listing(whole + "x").ok());

  std::string body = encode_rows_start(0);
  append_row({1, false, {"abc"}}, body);
  SheetRow row;
  for (size_t size = 8; size < body.size(); ++size) {
    RowsDecoder rows = RowsDecoder::create(body.substr(0, size)).value();
    const Result<bool> more = rows.next(row);
    EXPECT_TRUE(size == 8 ? !more.value() : !more.ok()) << size;
  }
  // A count or length of four billion must not be believed.
  for (size_t at = 8; at < body.size(); ++at) {
    std::string lie = body;
    for (size_t i = at; i < std::min(at + 4, lie.size()); ++i) lie[i] = '\xFF';
    RowsDecoder rows = RowsDecoder::create(lie).value();
    const Result<bool> more = rows.next(row);
    EXPECT_TRUE(!more.ok() || row.cells.size() <= 1);
  }
  std::string wide = encode_rows_start(0);
  append_row({1, false, std::vector<std::string>(kMostColumns + 1)}, wide);
  RowsDecoder rows = RowsDecoder::create(wide).value();
  EXPECT_FALSE(rows.next(row).ok());
}

}  // namespace
}  // namespace theta::isolation

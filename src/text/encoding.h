#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "text/utf8.h"

namespace theta::text {

/// How the characters of a file are written as bytes.
enum class Encoding : uint8_t {
  kUtf8,     ///< without a byte order mark
  kUtf8Bom,  ///< with a byte order mark
  kUtf16Le,  ///< with or without a byte order mark
  kUtf16Be,  ///< with or without a byte order mark
  kGb18030,  ///< also its subsets GBK and GB 2312
  kBig5,
  kWindows1252,  ///< also its subset Latin-1 (ISO 8859-1)
};

/// The name shown to people and written to files: "UTF-8", "UTF-8-BOM", "UTF-16LE", "UTF-16BE", "GB18030",
/// "Big5", "Windows-1252".
std::string_view encoding_name(Encoding encoding);

/// Accepts encoding_name() and the usual aliases ("utf8", "gbk", "latin1", "cp1252", ...) in any letter case,
/// with or without '-', '_' and blanks. An unknown name is a usage error that lists the names.
Result<Encoding> parse_encoding(std::string_view name);

struct EncodingGuess {
  Encoding encoding = Encoding::kUtf8;
  double confidence = 0;  ///< 0..1; 1 means that the bytes say so themselves (a byte order mark)
  std::string reason;     ///< one clause for a person: "every byte sequence is valid UTF-8"
};

/// Guesses from the first bytes of a file; 64 KiB are plenty, more costs time linear in the size. Pass
/// `sample_is_whole_file` = false when the sample may end inside a character. Rules: docs/text.md,
/// "Encodings".
EncodingGuess guess_encoding(std::string_view sample, bool sample_is_whole_file);

/// Turns bytes that arrive in pieces of any size into valid UTF-8. The same bytes give the same text however
/// they are cut. A byte order mark at the start is removed. Every maximal invalid sequence becomes one
/// U+FFFD.
class Decoder {
 public:
  /// Fails (kUnsupported) only when ICU lacks the converter.
  static Result<Decoder> create(Encoding encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  /// Appends the text of `chunk` to `out`. Bytes of a character that is not complete yet are kept for the
  /// next call; pass `last` with the last chunk (which may be empty) to flush them as U+FFFD.
  void decode(std::string_view chunk, bool last, std::string& out);

  /// Number of U+FFFD written in place of invalid sequences so far.
  uint64_t replaced() const;

 private:
  struct Impl;
  explicit Decoder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace theta::text

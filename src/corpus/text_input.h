#pragma once

#include <string>

#include "base/result.h"
#include "formats/byte_input.h"
#include "text/encoding.h"

namespace theta::corpus {

/// A file, plain or gzip, as UTF-8 text in pieces.
class TextInput {
 public:
  /// Guesses the encoding from the first piece unless `encoding` names one (text::parse_encoding). A file
  /// that is not text at all is a bad-input error.
  static Result<TextInput> open(const std::string& path, const std::string& encoding);
  /// The same for bytes that are opened already; `name` is for errors.
  static Result<TextInput> open(formats::ByteInput bytes, const std::string& name,
                                const std::string& encoding);

  /// Appends the next piece of text to `out`; false at the end.
  Result<bool> read(std::string& out);

  const text::EncodingGuess& encoding() const { return guess_; }
  /// Byte sequences that are invalid in the file's encoding so far; each became one U+FFFD.
  uint64_t replaced() const { return decoder_.replaced(); }
  uint64_t position() const { return bytes_.position(); }
  uint64_t size() const { return bytes_.size(); }

 private:
  TextInput(formats::ByteInput bytes, text::Decoder decoder, text::EncodingGuess guess, std::string first);
  formats::ByteInput bytes_;
  text::Decoder decoder_;
  text::EncodingGuess guess_;
  std::string first_;  // the piece that the guess was made on
  bool ended_ = false;
};

}  // namespace theta::corpus

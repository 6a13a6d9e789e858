#include "corpus/text_input.h"

#include <algorithm>
#include <utility>

namespace theta::corpus {
namespace {

// Control characters other than white space have no place in text; more than one in fifty marks a binary
// file.
bool looks_binary(std::string_view sample) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && (byte < '\t' || byte > '\r') && byte != 0x1B;
  };
  const auto controls = static_cast<size_t>(std::count_if(sample.begin(), sample.end(), is_control));
  return controls * 50 > sample.size();
}

bool is_utf16(text::Encoding encoding) {
  return encoding == text::Encoding::kUtf16Le || encoding == text::Encoding::kUtf16Be;
}

}  // namespace

TextInput::TextInput(formats::ByteInput bytes, text::Decoder decoder, text::EncodingGuess guess,
                     std::string first)
    : bytes_(std::move(bytes)),
      decoder_(std::move(decoder)),
      guess_(std::move(guess)),
      first_(std::move(first)) {}

Result<TextInput> TextInput::open(const std::string& path, const std::string& encoding) {
  THETA_ASSIGN(formats::ByteInput bytes, formats::ByteInput::open(path));
  return open(std::move(bytes), path, encoding);
}

Result<TextInput> TextInput::open(formats::ByteInput bytes, const std::string& name,
                                  const std::string& encoding) {
  THETA_ASSIGN(const std::string_view first, bytes.read());
  text::EncodingGuess guess;
  if (encoding.empty()) {
    guess = text::guess_encoding(first, first.size() < formats::ByteInput::kPiece);
  } else {
    THETA_ASSIGN(guess.encoding, text::parse_encoding(encoding));
    guess.confidence = 1;
    guess.reason = "it was given";
  }
  if (!is_utf16(guess.encoding) && looks_binary(first)) {
    return bad_input("{}: is not a text file (it holds control bytes)", name);
  }
  THETA_ASSIGN(text::Decoder decoder, text::Decoder::create(guess.encoding));
  return TextInput(std::move(bytes), std::move(decoder), std::move(guess), std::string(first));
}

Result<bool> TextInput::read(std::string& out) {
  if (ended_) return false;
  if (!first_.empty()) {
    decoder_.decode(std::exchange(first_, {}), false, out);
    return true;
  }
  THETA_ASSIGN(const std::string_view piece, bytes_.read());
  ended_ = piece.empty();
  decoder_.decode(piece, ended_, out);
  return true;
}

}  // namespace theta::corpus

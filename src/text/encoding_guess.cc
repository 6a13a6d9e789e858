#include <algorithm>
#include <cmath>

#include "text/encoding.h"

namespace theta::text {
namespace {

unsigned char byte_at(std::string_view bytes, size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

// --- UTF-8
// -----------------------------------------------------------------------------------------------------

struct Utf8Count {
  uint64_t multibyte = 0;  // valid characters above ASCII
  uint64_t invalid = 0;
};

Utf8Count count_utf8(std::string_view sample, bool whole) {
  Utf8Count count;
  while (!sample.empty()) {
    sample.remove_prefix(ascii_prefix(sample));
    if (sample.empty()) break;
    const Utf8Unit unit = first_utf8_unit(sample);
    if (unit.kind == Utf8Unit::Kind::kTruncated && !whole) break;
    ++(unit.kind == Utf8Unit::Kind::kValid ? count.multibyte : count.invalid);
    sample.remove_prefix(unit.length);
  }
  return count;
}

// --- UTF-16 without a byte order mark
// --------------------------------------------------------------------------

bool is_han(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FA5;
}

// Characters that any text of some length holds: they separate a true reading from bytes that pair up by
// chance.
bool is_anchor(char32_t c) {
  static constexpr std::u32string_view kFrequent =
      U"，。、的一是不了在有人我他这個个們们中来來上大为為和国國地到以说說时時要就";
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7F) ||
         kFrequent.find(c) != std::u32string_view::npos;
}

bool is_plausible(char32_t c) {
  return is_anchor(c) || is_han(c) || (c >= 0xA0 && c < 0x700) || (c >= 0x2010 && c < 0x2040) ||
         (c >= 0x3000 && c < 0x3100) || (c >= 0xE00 && c < 0xE80) || (c >= 0xAC00 && c < 0xE000) ||
         (c >= 0xFF00 && c < 0xFFF0);
}

struct Utf16Score {
  double plausible = 0;
  double anchors = 0;
};

Utf16Score score_utf16(std::string_view sample, bool big_endian) {
  const size_t units = sample.size() / 2;
  uint64_t plausible = 0;
  uint64_t anchors = 0;
  for (size_t i = 0; i < units; ++i) {
    const char32_t high = byte_at(sample, 2 * i + (big_endian ? 0 : 1));
    const char32_t low = byte_at(sample, 2 * i + (big_endian ? 1 : 0));
    const char32_t c = high << 8 | low;
    plausible += is_plausible(c) ? 1 : 0;
    anchors += is_anchor(c) ? 1 : 0;
  }
  const auto all = static_cast<double>(std::max<size_t>(units, 1));
  return {static_cast<double>(plausible) / all, static_cast<double>(anchors) / all};
}

// ASCII read as UTF-16 gives Han characters, so plausibility alone proves nothing: anchors must occur as
// well.
bool is_utf16(const Utf16Score& score, const Utf16Score& other) {
  return score.plausible >= 0.95 && score.anchors >= 0.05 && score.anchors > other.anchors;
}

// --- GB18030, Big5, Windows-1252
// -------------------------------------------------------------------------------

struct DoubleByteCount {
  uint64_t frequent = 0;  // characters of the zone that holds nearly all of everyday text
  uint64_t other = 0;
  uint64_t invalid = 0;

  double share() const {
    const uint64_t all = frequent + other + 2 * invalid;
    return all == 0 ? 0 : static_cast<double>(frequent) / static_cast<double>(all);
  }
};

// GB 2312 rows 1-9 (punctuation) and 16-55 (its 3,755 frequent characters).
bool is_frequent_gb(unsigned char lead, unsigned char trail) {
  return trail >= 0xA1 && ((lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xD7));
}

// Big5 punctuation and its 5,401 frequent characters.
bool is_frequent_big5(unsigned char lead, unsigned char) {
  return lead >= 0xA1 && lead <= 0xC6;
}

bool is_gb_trail(unsigned char c) {
  return c >= 0x40 && c != 0x7F && c != 0xFF;
}
bool is_big5_trail(unsigned char c) {
  return (c >= 0x40 && c <= 0x7E) || (c >= 0xA1 && c <= 0xFE);
}

// Four-byte GB18030 characters are lead, digit, lead, digit.
bool is_gb_four(std::string_view sample, size_t i) {
  const auto digit = [&](size_t at) { return byte_at(sample, at) >= '0' && byte_at(sample, at) <= '9'; };
  return i + 3 < sample.size() && digit(i + 1) && byte_at(sample, i + 2) >= 0x81 && digit(i + 3);
}

DoubleByteCount count_double_byte(std::string_view sample, bool whole, bool gb) {
  DoubleByteCount count;
  for (size_t i = 0; i < sample.size();) {
    const unsigned char lead = byte_at(sample, i);
    if (lead < 0x80) {
      ++i;
    } else if (i + 1 == sample.size()) {
      count.invalid += whole ? 1 : 0;
      ++i;
    } else if (gb && is_gb_four(sample, i)) {
      ++count.other;
      i += 4;
    } else {
      const unsigned char trail = byte_at(sample, i + 1);
      const bool valid = lead != 0x80 && lead != 0xFF && (gb ? is_gb_trail(trail) : is_big5_trail(trail));
      const bool frequent = valid && (gb ? is_frequent_gb(lead, trail) : is_frequent_big5(lead, trail));
      ++(frequent ? count.frequent : valid ? count.other : count.invalid);
      i += valid ? 2 : 1;
    }
  }
  return count;
}

EncodingGuess guess_byte_encoding(std::string_view sample, bool whole) {
  const DoubleByteCount gb = count_double_byte(sample, whole, true);
  const DoubleByteCount big5 = count_double_byte(sample, whole, false);
  const double best = std::max(gb.share(), big5.share());
  constexpr double kLeastShare = 0.4;  // Western text reaches next to nothing
  if (best < kLeastShare) {
    return {Encoding::kWindows1252, 0.6 + 0.3 * (1 - best / kLeastShare),
            "bytes above 127 are neither valid UTF-8 nor frequent Chinese characters"};
  }
  const double margin = std::fabs(gb.share() - big5.share());
  const double confidence = std::min(0.99, 0.5 + 0.3 * best + 0.4 * margin);
  const bool is_gb = gb.share() >= big5.share();
  return {is_gb ? Encoding::kGb18030 : Encoding::kBig5, confidence,
          fmt::format("{:.0f} % of its double-byte characters are frequent ones of {}", 100 * best,
                      is_gb ? "GB 2312" : "Big5")};
}

bool guess_from_mark(std::string_view sample, EncodingGuess& guess) {
  const auto found = [&](Encoding encoding) {
    guess = {encoding, 1.0, "it starts with a byte order mark"};
    return true;
  };
  if (sample.starts_with("\xEF\xBB\xBF")) return found(Encoding::kUtf8Bom);
  if (sample.starts_with("\xFF\xFE")) return found(Encoding::kUtf16Le);
  if (sample.starts_with("\xFE\xFF")) return found(Encoding::kUtf16Be);
  if (sample.starts_with("\x84\x31\x95\x33")) return found(Encoding::kGb18030);
  return false;
}

bool guess_utf16(std::string_view sample, EncodingGuess& guess) {
  const Utf16Score little = score_utf16(sample, false);
  const Utf16Score big = score_utf16(sample, true);
  const bool is_little = is_utf16(little, big);
  if (!is_little && !is_utf16(big, little)) return false;
  const Utf16Score& score = is_little ? little : big;
  guess = {is_little ? Encoding::kUtf16Le : Encoding::kUtf16Be, 0.9 * score.plausible,
           fmt::format("{:.0f} % of its 16-bit units are everyday characters", 100 * score.plausible)};
  return true;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view sample, bool sample_is_whole_file) {
  EncodingGuess guess;
  if (guess_from_mark(sample, guess)) return guess;
  const Utf8Count utf8 = count_utf8(sample, sample_is_whole_file);
  const bool has_nul = sample.find('\0') != std::string_view::npos;
  if ((has_nul || utf8.invalid > 0) && guess_utf16(sample, guess)) return guess;
  if (utf8.multibyte == 0 && utf8.invalid == 0) return {Encoding::kUtf8, 1.0, "it is plain ASCII"};
  if (utf8.invalid == 0) {
    // Each character beyond ASCII that fits the strict pattern makes chance less likely.
    const double confidence = 1 - std::pow(0.3, static_cast<double>(std::min<uint64_t>(utf8.multibyte, 20)));
    return {Encoding::kUtf8, confidence, "every byte sequence is valid UTF-8"};
  }
  if (utf8.multibyte >= 10 * utf8.invalid) {
    return {Encoding::kUtf8, 0.9, fmt::format("all but {} byte sequences are valid UTF-8", utf8.invalid)};
  }
  return guess_byte_encoding(sample, sample_is_whole_file);
}

}  // namespace theta::text

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <array>

#include "text/encoding.h"

namespace theta::text {
namespace {

constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// Big5-HKSCS is Big5 with the characters that Hong Kong added in its gaps.
const char* icu_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
    case Encoding::kUtf8Bom:
      return "UTF-8";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kGb18030:
      return "gb18030";
    case Encoding::kBig5:
      return "Big5-HKSCS";
    case Encoding::kWindows1252:
      return "windows-1252";
  }
  return "UTF-8";
}

Result<Converter> open_converter(const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &error));
  if (U_FAILURE(error)) {
    return make_error(ErrorKind::kUnsupported, "ICU has no converter for {}: {}", name, u_errorName(error));
  }
  return converter;
}

// ICU calls this for bytes that are no character; `context` is the counter of a decoder.
void replace_and_count(const void* context, UConverterToUnicodeArgs* arguments, const char*, int32_t,
                       UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // reset, close or clone: nothing was read
  const UChar replacement = 0xFFFD;
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, error);
  ++*static_cast<uint64_t*>(const_cast<void*>(context));
}

// Decoding UTF-8 means checking it: valid stretches are copied as they are.
class Utf8Checker {
 public:
  uint64_t decode(std::string_view chunk, bool last, std::string& out) {
    uint64_t replaced = finish_kept(chunk, out);
    while (!chunk.empty()) {
      const size_t valid = valid_utf8_prefix(chunk);
      out.append(chunk.substr(0, valid));
      chunk.remove_prefix(valid);
      if (chunk.empty()) break;
      const Utf8Unit unit = first_utf8_unit(chunk);
      if (unit.kind == Utf8Unit::Kind::kTruncated) {
        kept_.assign(chunk);
        break;
      }
      out.append(kReplacementUtf8);
      ++replaced;
      chunk.remove_prefix(unit.length);
    }
    if (last && !kept_.empty()) {
      kept_.clear();
      out.append(kReplacementUtf8);
      ++replaced;
    }
    return replaced;
  }

 private:
  // Lengthens the kept start of a character by bytes of `chunk` until it is complete or wrong.
  uint64_t finish_kept(std::string_view& chunk, std::string& out) {
    while (!kept_.empty() && !chunk.empty()) {
      kept_.push_back(chunk.front());
      const Utf8Unit unit = first_utf8_unit(kept_);
      if (unit.kind == Utf8Unit::Kind::kTruncated) {
        chunk.remove_prefix(1);
        continue;
      }
      const bool valid = unit.kind == Utf8Unit::Kind::kValid;
      out.append(valid ? std::string_view(kept_) : kReplacementUtf8);
      if (valid) chunk.remove_prefix(1);  // an invalid sequence ends before the byte that spoils it
      kept_.clear();
      return valid ? 0 : 1;
    }
    return 0;
  }

  std::string kept_;  // invariant: empty or the truncated start of one character
};

}  // namespace

struct Decoder::Impl {
  Encoding encoding;
  uint64_t replaced = 0;
  bool at_start = true;
  std::string start;  // UTF-8 text held back until it is known not to be a byte order mark
  Utf8Checker checker;
  Converter from;
  Converter to;
  std::array<UChar, 4096> pivot = {};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();

  bool is_utf8() const { return encoding == Encoding::kUtf8 || encoding == Encoding::kUtf8Bom; }

  void convert(std::string_view chunk, bool last, std::string& out) {
    std::array<char, 8192> buffer;
    const char* source = chunk.data();
    const char* const source_end = source + chunk.size();
    UErrorCode error;
    do {
      error = U_ZERO_ERROR;
      char* target = buffer.data();
      ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source, source_end,
                     pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), 0, last ? 1 : 0,
                     &error);
      out.append(buffer.data(), target);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
  }

  void decode_raw(std::string_view chunk, bool last, std::string& out) {
    if (is_utf8()) {
      replaced += checker.decode(chunk, last, out);
    } else {
      convert(chunk, last, out);
    }
  }

  void decode(std::string_view chunk, bool last, std::string& out) {
    if (!at_start) return decode_raw(chunk, last, out);
    decode_raw(chunk, last, start);
    if (start.size() < kByteOrderMark.size() && !last) return;
    at_start = false;
    out.append(start.starts_with(kByteOrderMark) ? std::string_view(start).substr(3) : start);
    start.clear();
  }
};

Decoder::Decoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

Result<Decoder> Decoder::create(Encoding encoding) {
  auto impl = std::make_unique<Impl>();
  impl->encoding = encoding;
  if (!impl->is_utf8()) {
    THETA_ASSIGN(impl->from, open_converter(icu_name(encoding)));
    THETA_ASSIGN(impl->to, open_converter("UTF-8"));
    UErrorCode error = U_ZERO_ERROR;
    ucnv_setToUCallBack(impl->from.get(), replace_and_count, &impl->replaced, nullptr, nullptr, &error);
    if (U_FAILURE(error))
      return make_error(ErrorKind::kFailed, "ICU refused a callback: {}", u_errorName(error));
  }
  return Decoder(std::move(impl));
}

void Decoder::decode(std::string_view chunk, bool last, std::string& out) {
  impl_->decode(chunk, last, out);
}

uint64_t Decoder::replaced() const {
  return impl_->replaced;
}

}  // namespace theta::text

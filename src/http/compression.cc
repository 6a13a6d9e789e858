#include "http/compression.h"

#include <zlib.h>

#include <memory>

#include "base/assert.h"
#include "base/trim.h"
#include "http/characters.h"

namespace theta::http {
namespace {

// Level 5 costs half of zlib's default for two per cent more bytes on JSON.
constexpr int kLevel = 5;

/// A gzip stream that is fed in pieces.
class Gzip {
 public:
  Gzip() {
    constexpr int kGzipWindow = 15 + 16;
    THETA_ASSERT(deflateInit2(&stream_, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  }
  ~Gzip() { deflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::string add(std::string_view bytes, bool last) {
    std::string out(deflateBound(&stream_, bytes.size()) + 64, '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    size_t done = 0;
    for (;;) {
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + done);
      stream_.avail_out = static_cast<uInt>(out.size() - done);
      const int code = deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
      done = out.size() - stream_.avail_out;
      if (code == Z_STREAM_END || stream_.avail_out > 0) break;
      out.resize(out.size() * 2);
    }
    out.resize(done);
    return out;
  }

 private:
  z_stream stream_{};
};

/// A producer of the compressed bytes of another.
Producer gzip_of(Producer plain) {
  struct State {
    Producer plain;
    Gzip gzip;
    bool ended = false;
  };
  auto state = std::make_shared<State>();
  state->plain = std::move(plain);
  return [state]() -> Result<std::string> {
    // An empty piece would mean the end, and zlib keeps small pieces back.
    while (!state->ended) {
      THETA_ASSIGN(const std::string piece, state->plain());
      state->ended = piece.empty();
      std::string packed = state->gzip.add(piece, state->ended);
      if (!packed.empty()) return packed;
    }
    return std::string();
  };
}

bool is_zero(std::string_view quality) {
  return quality.find_first_not_of("0.") == std::string_view::npos;
}

/// The q of "gzip;q=0.5", as text; "1" when there is none.
std::string_view quality_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const size_t end = std::min(parameters.find(';'), parameters.size());
    const std::string_view parameter = trimmed(parameters.substr(0, end), " \t");
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
    if (parameter.size() > 2 && lower_case(parameter[0]) == 'q' && parameter[1] == '=')
      return parameter.substr(2);
  }
  return "1";
}

bool could_compress(size_t smallest, const Response& response) {
  const int status = response.status();
  if (!response.compressible() || status < 200 || status > 299 || status == 204 || status == 206)
    return false;
  if (response.field("Content-Encoding") || response.field("Content-Range")) return false;
  if (!is_compressible_type(response.field("Content-Type").value_or(""))) return false;
  if (const auto* text = std::get_if<std::string>(&response.body())) return text->size() >= smallest;
  if (const auto* stream = std::get_if<StreamBody>(&response.body())) {
    return stream->size.value_or(smallest) >= smallest;
  }
  return false;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  for (std::string_view item = next_element(accept_encoding); !item.empty();
       item = next_element(accept_encoding)) {
    const size_t end = std::min(item.find(';'), item.size());
    const std::string_view coding = trimmed(item.substr(0, end), " \t");
    const bool wanted = !is_zero(quality_of(item.substr(end)));
    if (same_ignoring_case(coding, "gzip")) return wanted;
    if (coding == "*") any = wanted;
  }
  return any;
}

bool is_compressible_type(std::string_view content_type) {
  const std::string type = lower_case(trimmed(content_type.substr(0, content_type.find(';')), " \t"));
  if (type == "text/event-stream") return false;
  if (type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")) return true;
  for (const std::string_view known :
       {"application/json", "application/javascript", "application/xml", "application/x-ndjson",
        "application/wasm", "application/manifest+json"}) {
    if (type == known) return true;
  }
  return false;
}

std::string gzip(std::string_view bytes) {
  return Gzip().add(bytes, true);
}

void compress(const Request& request, size_t smallest, Response& response) {
  if (!could_compress(smallest, response)) return;
  response.add("Vary", "Accept-Encoding");
  if (request.header("Range") || !accepts_gzip(request.header_or_empty("Accept-Encoding"))) return;
  if (request.method() == "HEAD") return;
  if (auto* text = std::get_if<std::string>(&response.body())) {
    *text = gzip(*text);
  } else if (auto* stream = std::get_if<StreamBody>(&response.body())) {
    stream->next = gzip_of(std::move(stream->next));
    stream->size.reset();
  }
  response.set("Content-Encoding", "gzip");
  const std::string etag(response.field("ETag").value_or(""));
  if (!etag.empty() && !etag.starts_with("W/")) response.set("ETag", "W/" + etag);
}

}  // namespace theta::http

#include "formats/text_output.h"

#include <zlib.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace theta::formats {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's way to ask for a gzip header; its time is 0
constexpr int kMemory = 8;
constexpr size_t kPiece = size_t{1} << 18;

}  // namespace

struct TextOutput::Packer {
  Packer() : buffer(kPiece) {
    ok = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) ==
         Z_OK;
  }
  ~Packer() { deflateEnd(&stream); }
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;

  z_stream stream{};
  std::vector<unsigned char> buffer;
  bool ok = false;
};

TextOutput::TextOutput(FileWriter file, std::unique_ptr<Packer> packer)
    : file_(std::move(file)), packer_(std::move(packer)) {}
TextOutput::~TextOutput() = default;
TextOutput::TextOutput(TextOutput&& other) noexcept = default;

Result<TextOutput> TextOutput::create(const std::string& path) {
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  std::unique_ptr<Packer> packer;
  if (path.ends_with(".gz")) {
    packer = std::make_unique<Packer>();
    if (!packer->ok) return make_error(ErrorKind::kExhausted, "{}: no memory to pack it", path);
  }
  return TextOutput(std::move(file), std::move(packer));
}

Status TextOutput::write(std::string_view text) {
  return packer_ == nullptr ? file_.write(text) : pack(text, false);
}

Status TextOutput::pack(std::string_view text, bool last) {
  constexpr size_t kLargest = size_t{1} << 30;  // zlib counts in unsigned int
  z_stream& stream = packer_->stream;
  do {
    const size_t size = std::min(text.size(), kLargest);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(size);
    text.remove_prefix(size);
    const int flush = last && text.empty() ? Z_FINISH : Z_NO_FLUSH;
    do {
      stream.next_out = packer_->buffer.data();
      stream.avail_out = static_cast<uInt>(packer_->buffer.size());
      deflate(&stream, flush);  // cannot fail: the stream is whole and there is room
      const size_t packed = packer_->buffer.size() - stream.avail_out;
      THETA_RETURN_IF_ERROR(file_.write({reinterpret_cast<const char*>(packer_->buffer.data()), packed}));
    } while (stream.avail_out == 0);
  } while (!text.empty());
  return {};
}

Status TextOutput::close() {
  if (packer_ != nullptr) THETA_RETURN_IF_ERROR(pack({}, true));
  return file_.close();
}

}  // namespace theta::formats

#include "corpus/duplicate_sketch.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/assert.h"

namespace theta::corpus {
namespace {

constexpr size_t kShingle = 3;
constexpr uint64_t kFirstFactor = 0x9E3779B97F4A7C15ULL;
constexpr uint64_t kSecondFactor = 0xC2B2AE3D27D4EB4FULL;

// The finaliser of SplitMix64.
uint64_t mix(uint64_t x) {
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
  return x ^ x >> 31;
}

uint64_t shingle_hash(const uint64_t* words) {
  return mix(words[0] * kFirstFactor ^ std::rotl(words[1] * kSecondFactor, 21) ^ std::rotl(words[2], 43));
}

constexpr std::array<char, 256> make_folded() {
  std::array<char, 256> folded = {};
  for (size_t c = 0; c < 256; ++c) folded[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (const char blank : {'\t', '\n', '\v', '\f', '\r'}) folded[static_cast<size_t>(blank)] = ' ';
  return folded;
}
constexpr std::array<char, 256> kFolded = make_folded();

// Makes letters small and blanks one space each; blanks at the front and at the end vanish.
class Folder {
 public:
  explicit Folder(char* out) : begin_(out), out_(out) {}

  void add(std::string_view text) {
    const char* p = text.data();
    const char* const end = p + text.size();
    while (end - p >= 8) {
      if (!add_eight(p)) add_bytes(p, p + 8);
      p += 8;
    }
    add_bytes(p, end);
  }
  // The end of what was written.
  char* finish() { return last_is_blank_ && out_ > begin_ ? out_ - 1 : out_; }

 private:
  // Without a branch, because indents and line ends come where nobody expects them.
  void add_bytes(const char* p, const char* end) {
    for (; p < end; ++p) {
      const char folded = kFolded[static_cast<unsigned char>(*p)];
      const bool blank = folded == ' ';
      *out_ = folded;
      out_ += blank && last_is_blank_ ? 0 : 1;
      last_is_blank_ = blank;
    }
  }

  // Eight bytes at once, when they are ASCII without control characters but blanks, and no two blanks meet.
  bool add_eight(const char* p) {
    constexpr uint64_t kOnes = 0x0101010101010101ULL;
    constexpr uint64_t kTopBits = kOnes * 0x80;
    uint64_t bytes;
    std::memcpy(&bytes, p, 8);
    // Without top bits no sum or difference below carries into the next byte.
    if ((bytes & kTopBits) != 0) return false;
    const uint64_t controls =
        (bytes + kOnes * (0x80 - '\t')) & ~(bytes + kOnes * (0x80 - '\r' - 1)) & kTopBits;
    const uint64_t control_bytes = (controls >> 7) * 0xFF;
    bytes = (bytes & ~control_bytes) | (control_bytes & kOnes * ' ');
    const uint64_t reach_space = bytes + kOnes * (0x80 - 0x20);
    if ((reach_space & kTopBits) != kTopBits) return false;
    const uint64_t blanks = reach_space & ~(bytes + kOnes * (0x80 - 0x21)) & kTopBits;
    if ((blanks & blanks >> 8) != 0 || (last_is_blank_ && (blanks & 0x80) != 0)) return false;
    const uint64_t capitals = (bytes + kOnes * (0x80 - 'A')) & ~(bytes + kOnes * (0x80 - 'Z' - 1)) & kTopBits;
    bytes |= capitals >> 2;
    std::memcpy(out_, &bytes, 8);
    out_ += 8;
    last_is_blank_ = (blanks >> 63) != 0;
    return true;
  }

  char* const begin_;
  char* out_;
  bool last_is_blank_ = true;
};

}  // namespace

TextKey text_key(std::string_view utf8, std::string& buffer) {
  buffer.resize(utf8.size() + 16);
  Folder folder(buffer.data());
  folder.add(utf8);
  const auto size = static_cast<size_t>(folder.finish() - buffer.data());
  std::memset(buffer.data() + size, 0, 16);
  TextKey key = {kFirstFactor ^ size, kSecondFactor + size};
  for (size_t i = 0; i < size; i += 16) {
    uint64_t first;
    uint64_t second;
    std::memcpy(&first, buffer.data() + i, 8);
    std::memcpy(&second, buffer.data() + i + 8, 8);
    key.low = std::rotl((key.low ^ first) * kFirstFactor, 29) + second;
    key.high = std::rotl((key.high ^ second) * kSecondFactor, 31) + first;
  }
  return {mix(key.low), mix(key.high ^ std::rotl(key.low, 32))};
}

Sketch sketch_of(std::span<const uint64_t> words) {
  constexpr uint64_t kEmpty = ~uint64_t{0};
  constexpr size_t kBins = std::tuple_size_v<Sketch>;
  THETA_ASSERT(words.size() >= kShingle);
  std::array<uint64_t, kBins> smallest;
  smallest.fill(kEmpty);
  for (size_t i = 0; i + kShingle <= words.size(); ++i) {
    const uint64_t hash = shingle_hash(words.data() + i);
    uint64_t& bin = smallest[hash % kBins];
    bin = std::min(bin, hash);
  }
  Sketch sketch;
  for (size_t bin = 0; bin < kBins; ++bin) {
    uint64_t hash = smallest[bin];
    for (uint64_t attempt = 0; hash == kEmpty; ++attempt) hash = smallest[mix(bin << 32 | attempt) % kBins];
    sketch[bin] = static_cast<uint8_t>(mix(hash + bin));
  }
  return sketch;
}

double estimated_similarity(const Sketch& a, const Sketch& b) {
  size_t equal = 0;
  for (size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i] ? 1 : 0;
  constexpr double kByChance = 1.0 / 256;
  const double share = static_cast<double>(equal) / static_cast<double>(a.size());
  return std::max(0.0, (share - kByChance) / (1 - kByChance));
}

void shingles_of(std::span<const uint64_t> words, std::vector<uint64_t>& shingles) {
  shingles.clear();
  for (size_t i = 0; i + kShingle <= words.size(); ++i) shingles.push_back(shingle_hash(words.data() + i));
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
}

double jaccard_similarity(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const uint64_t x = a[i];
    const uint64_t y = b[j];
    shared += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  const size_t all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace theta::corpus

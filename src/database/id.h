#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace theta::database {

/// 128 bits as base64url without padding (RFC 4648 section 5).
inline constexpr size_t kIdLength = 22;
using IdBits = std::array<uint8_t, 16>;

/// Bits nobody can guess, from the kernel (getrandom). Aborts when the kernel has none: nothing safe follows.
IdBits random_bits();
std::string id_text(const IdBits& bits);
/// Nothing but the 22 characters that id_text() writes is an id: one id has one spelling.
std::optional<IdBits> parse_id(std::string_view text);

/// A random 128-bit id of one kind of thing. Ids of different kinds do not convert into each other.
template <typename Kind>
class Id {
 public:
  /// The id of nothing: all bits zero.
  Id() = default;
  static Id random() { return Id(random_bits()); }
  static std::optional<Id> parse(std::string_view text) {
    const std::optional<IdBits> bits = parse_id(text);
    return bits ? std::optional<Id>(Id(*bits)) : std::nullopt;
  }

  std::string text() const { return id_text(bits_); }
  /// For hash tables: the bits are random already.
  size_t hash() const {
    size_t value = 0;
    std::memcpy(&value, bits_.data(), sizeof value);
    return value;
  }
  auto operator<=>(const Id&) const = default;

 private:
  explicit Id(const IdBits& bits) : bits_(bits) {}
  IdBits bits_{};
};

using UserId = Id<struct UserKind>;
using SessionId = Id<struct SessionKind>;
using ApiKeyId = Id<struct ApiKeyKind>;
using DatasetId = Id<struct DatasetKind>;
using FileId = Id<struct FileKind>;
using TaskId = Id<struct TaskKind>;
using ModelId = Id<struct ModelKind>;
using ShareId = Id<struct ShareKind>;
using WebhookId = Id<struct WebhookKind>;
using DeliveryId = Id<struct DeliveryKind>;

}  // namespace theta::database

template <typename Kind>
struct std::hash<theta::database::Id<Kind>> {
  size_t operator()(const theta::database::Id<Kind>& id) const { return id.hash(); }
};

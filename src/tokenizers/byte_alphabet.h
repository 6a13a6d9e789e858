#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace theta::tokenizers {

/// The bytes that a token of a byte-level vocabulary stands for. Such vocabularies write each byte as a
/// printable character: those of Latin-1 that can be seen as themselves, the other 68 as U+0100 and on.
/// Nothing when the token has any other character. Source: Radford et al. 2019 (GPT-2), the encoder's table.
std::optional<std::string> bytes_of_token(std::string_view token);

}  // namespace theta::tokenizers

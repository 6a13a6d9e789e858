#pragma once

#include <nlohmann/json.hpp>

namespace theta::tokenizers {

/// Members in a tree, not in the order of the file: a vocabulary has 150,000, and looking each up in a list
/// to see whether it is there already would take minutes.
using Json = nlohmann::json;

/// The member, or `fallback` where it is absent or null. Throws nlohmann::json::exception for another type;
/// open_tokenizer() turns that into a sentence.
template <typename T>
T value_or(const Json& object, const char* name, T fallback) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? fallback : found->get<T>();
}

}  // namespace theta::tokenizers

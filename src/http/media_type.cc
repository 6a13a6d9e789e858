#include "http/media_type.h"

#include <array>
#include <utility>

#include "http/characters.h"

namespace theta::http {

std::string_view media_type_of(std::string_view file_name) {
  using Entry = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kTypes = {
      Entry{"css", "text/css; charset=utf-8"},
      Entry{"csv", "text/csv; charset=utf-8"},
      Entry{"gif", "image/gif"},
      Entry{"gz", "application/gzip"},
      Entry{"html", "text/html; charset=utf-8"},
      Entry{"ico", "image/x-icon"},
      Entry{"jpeg", "image/jpeg"},
      Entry{"jpg", "image/jpeg"},
      Entry{"js", "text/javascript; charset=utf-8"},
      Entry{"json", "application/json"},
      Entry{"jsonl", "application/x-ndjson"},
      Entry{"map", "application/json"},
      Entry{"mjs", "text/javascript; charset=utf-8"},
      Entry{"pdf", "application/pdf"},
      Entry{"png", "image/png"},
      Entry{"svg", "image/svg+xml"},
      Entry{"txt", "text/plain; charset=utf-8"},
      Entry{"wasm", "application/wasm"},
      Entry{"webmanifest", "application/manifest+json"},
      Entry{"webp", "image/webp"},
      Entry{"woff", "font/woff"},
      Entry{"woff2", "font/woff2"},
      Entry{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      Entry{"xml", "application/xml"},
      Entry{"zip", "application/zip"},
  };
  const size_t dot = file_name.rfind('.');
  if (dot != std::string_view::npos) {
    for (const auto& [extension, type] : kTypes) {
      if (same_ignoring_case(file_name.substr(dot + 1), extension)) return type;
    }
  }
  return "application/octet-stream";
}

}  // namespace theta::http

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/files.h"
#include "base/result.h"

namespace theta::formats {

/// Writes a file piece by piece, packed with gzip when its name ends in ".gz". The file appears under its
/// name at close(); the same text gives the same bytes.
class TextOutput {
 public:
  static Result<TextOutput> create(const std::string& path);
  ~TextOutput();
  TextOutput(TextOutput&& other) noexcept;
  TextOutput& operator=(TextOutput&& other) noexcept = delete;
  TextOutput(const TextOutput&) = delete;
  TextOutput& operator=(const TextOutput&) = delete;

  Status write(std::string_view text);
  Status close();

 private:
  struct Packer;
  TextOutput(FileWriter file, std::unique_ptr<Packer> packer);
  Status pack(std::string_view text, bool last);
  FileWriter file_;
  std::unique_ptr<Packer> packer_;  // absent for plain text
};

}  // namespace theta::formats

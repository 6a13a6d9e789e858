#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/zip_archive.h"

struct XML_ParserStruct;

namespace theta::documents {

/// The attributes of an element. Prefixes of names are left out: "r:id" is "id".
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  /// Empty when it is not there.
  std::string_view get(std::string_view name) const;

 private:
  const char* const* pairs_;
};

/// Takes an XML document as it is read. Names come without their prefix: "w:p" is "p".
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
};

/// Parses an entry of an archive piece by piece. A document type, which is where entities are declared, is
/// refused, and so is nesting past the limit. Errors are ends of sentences.
class XmlReader {
 public:
  /// `part` names the entry in errors; the handler must outlive the reader.
  static Result<std::unique_ptr<XmlReader>> open(ZipArchive& archive, size_t entry, XmlHandler& handler);
  XmlReader(ZipArchive::Reader input, std::string part, XmlHandler& handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Parses until the handler calls pause() or the document ends; false at the end.
  Result<bool> advance();
  /// Parses all of it.
  Status read_all();
  /// For the handler: advance() returns behind the current tag.
  void pause();
  uint64_t position() const { return input_.position(); }

 private:
  static void on_start(void* self, const char* name, const char** attributes);
  static void on_end(void* self, const char* name);
  static void on_text(void* self, const char* text, int size);
  static void on_doctype(void* self, const char*, const char*, const char*, int);
  Error failure() const;
  void refuse(std::string reason);

  ZipArchive::Reader input_;
  std::string part_;
  XmlHandler& handler_;
  XML_ParserStruct* parser_;
  std::string refused_;  // why the document is not read on
  unsigned depth_ = 0;
  bool paused_ = false;
  bool ended_ = false;
};

/// Reads a small part as a whole through `handler`.
Status read_xml(ZipArchive& archive, size_t entry, XmlHandler& handler);

}  // namespace theta::documents

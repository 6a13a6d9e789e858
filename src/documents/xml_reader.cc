#include "documents/xml_reader.h"

#include <expat.h>

#include <new>

#include "isolation/limits.h"

namespace theta::documents {
namespace {

constexpr int kPiece = 1 << 16;

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (without_prefix(pair[0]) == name) return pair[1];
  }
  return {};
}

Result<std::unique_ptr<XmlReader>> XmlReader::open(ZipArchive& archive, size_t entry, XmlHandler& handler) {
  THETA_ASSIGN(ZipArchive::Reader input, archive.read(entry));
  return std::make_unique<XmlReader>(std::move(input), archive.entries()[entry].name, handler);
}

XmlReader::XmlReader(ZipArchive::Reader input, std::string part, XmlHandler& handler)
    : input_(std::move(input)),
      part_(std::move(part)),
      handler_(handler),
      parser_(XML_ParserCreate(nullptr)) {
  if (parser_ == nullptr) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, on_start, on_end);
  XML_SetCharacterDataHandler(parser_, on_text);
  XML_SetStartDoctypeDeclHandler(parser_, on_doctype);
}

XmlReader::~XmlReader() {
  XML_ParserFree(parser_);
}

void XmlReader::on_start(void* self, const char* name, const char** attributes) {
  auto& reader = *static_cast<XmlReader*>(self);
  if (!reader.refused_.empty()) return;
  if (++reader.depth_ > isolation::kXmlDepth) {
    return reader.refuse(fmt::format("nests more than {} elements", isolation::kXmlDepth));
  }
  reader.handler_.start(without_prefix(name), XmlAttributes(attributes));
}

void XmlReader::on_end(void* self, const char* name) {
  auto& reader = *static_cast<XmlReader*>(self);
  if (!reader.refused_.empty()) return;
  --reader.depth_;
  reader.handler_.end(without_prefix(name));
}

void XmlReader::on_text(void* self, const char* text, int size) {
  auto& reader = *static_cast<XmlReader*>(self);
  if (reader.refused_.empty()) reader.handler_.text({text, static_cast<size_t>(size)});
}

void XmlReader::on_doctype(void* self, const char*, const char*, const char*, int) {
  static_cast<XmlReader*>(self)->refuse("declares a document type, which no office program writes");
}

void XmlReader::refuse(std::string reason) {
  refused_ = std::move(reason);
  XML_StopParser(parser_, XML_FALSE);
}

void XmlReader::pause() {
  paused_ = true;
  XML_StopParser(parser_, XML_TRUE);
}

Error XmlReader::failure() const {
  if (!refused_.empty()) return bad_input("cannot be read: its part {} {}", part_, refused_);
  const XML_Error code = XML_GetErrorCode(parser_);
  if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
  return bad_input("is damaged: its part {}, line {}: {}", part_, XML_GetCurrentLineNumber(parser_),
                   XML_ErrorString(code));
}

Result<bool> XmlReader::advance() {
  while (!ended_) {
    XML_Status status = XML_STATUS_OK;
    if (paused_) {
      paused_ = false;
      status = XML_ResumeParser(parser_);
    } else {
      char* const buffer = static_cast<char*>(XML_GetBuffer(parser_, kPiece));
      if (buffer == nullptr) throw std::bad_alloc();
      THETA_ASSIGN(const size_t got, input_.read(buffer, kPiece));
      status = XML_ParseBuffer(parser_, static_cast<int>(got), got == 0 ? 1 : 0);
    }
    if (status == XML_STATUS_ERROR) return failure();
    if (status == XML_STATUS_SUSPENDED) return true;
    XML_ParsingStatus state;
    XML_GetParsingStatus(parser_, &state);
    ended_ = state.parsing == XML_FINISHED;
  }
  return false;
}

Status XmlReader::read_all() {
  for (;;) {
    THETA_ASSIGN(const bool more, advance());
    if (!more) return {};
  }
}

Status read_xml(ZipArchive& archive, size_t entry, XmlHandler& handler) {
  THETA_ASSIGN(const std::unique_ptr<XmlReader> reader, XmlReader::open(archive, entry, handler));
  return reader->read_all();
}

}  // namespace theta::documents

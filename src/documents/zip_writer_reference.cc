#include "documents/zip_writer_reference.h"

#include <fmt/format.h>
#include <zlib.h>

namespace theta::documents {
namespace {

void put(std::string& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::string deflated(const std::string& content) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr const char* kOfficeRelationship =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr const char* kSpreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}{}\" Target=\"{}\"/>", id, kOfficeRelationship, type,
                     target);
}

std::string relations(const std::string& children) {
  return fmt::format("{}<Relationships xmlns=\"{}\">{}</Relationships>", kXml, kRelationships, children);
}

std::string content_types(const std::string& part, const std::string& type) {
  return fmt::format(
      "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
      "Extension=\"xml\" "
      "ContentType=\"application/xml\"/><Override PartName=\"{}\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.{}+xml\"/></Types>",
      kXml, part, type);
}

}  // namespace

std::string write_zip(const std::vector<EntryToWrite>& entries) {
  std::string out;
  std::string directory;
  std::vector<size_t> offsets;
  std::vector<std::string> packed;
  for (const EntryToWrite& entry : entries) {
    packed.push_back(entry.deflate ? deflated(entry.content) : entry.content);
    if (entry.same_bytes_as.has_value()) packed.back() = packed[*entry.same_bytes_as];
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(entry.content.data()),
                           static_cast<uInt>(entry.content.size()));
    const uint16_t method = entry.method.value_or(entry.deflate ? 8 : 0);
    const uint64_t size = entry.declared_size.value_or(static_cast<uint32_t>(entry.content.size()));
    const auto common = [&](std::string& to) {
      put(to, 20, 2);
      put(to, entry.flags, 2);
      put(to, method, 2);
      put(to, 0x5821'0000, 4);  // a time and day
      put(to, crc, 4);
      put(to, packed.back().size(), 4);
      put(to, size, 4);
      put(to, entry.name.size(), 2);
      put(to, 0, 2);
    };
    if (entry.same_bytes_as.has_value()) {
      offsets.push_back(offsets[*entry.same_bytes_as]);
    } else {
      offsets.push_back(out.size());
      out += "PK\x03\x04";
      common(out);
      out += entry.name + packed.back();
    }
    directory += "PK\x01\x02";
    put(directory, entry.made_by | 20u, 2);
    common(directory);
    put(directory, 0, 6);  // comment, disk, internal attributes
    put(directory, entry.attributes, 4);
    put(directory, offsets.back(), 4);
    directory += entry.name;
  }
  const size_t start = out.size();
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, entries.size(), 2);
  put(out, entries.size(), 2);
  put(out, directory.size(), 4);
  put(out, start, 4);
  put(out, 0, 2);
  return out;
}

std::string write_workbook(const WorkbookToWrite& workbook) {
  std::string sheets;
  std::string links;
  std::vector<EntryToWrite> entries;
  for (size_t i = 0; i < workbook.sheets.size(); ++i) {
    const std::string id = fmt::format("rId{}", i + 1);
    const std::string part = fmt::format("worksheets/sheet{}.xml", i + 1);
    sheets +=
        fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"{}\"/>", workbook.sheets[i].first, i + 1, id);
    links += relation(id, "worksheet", part);
    entries.push_back(
        {"xl/" + part, fmt::format("{}<worksheet xmlns=\"{}\"><sheetData>{}</sheetData></worksheet>", kXml,
                                   kSpreadsheet, workbook.sheets[i].second)});
  }
  if (!workbook.shared_strings.empty()) {
    links += relation("rIdS", "sharedStrings", "sharedStrings.xml");
    entries.push_back({"xl/sharedStrings.xml", fmt::format("{}<sst xmlns=\"{}\">{}</sst>", kXml, kSpreadsheet,
                                                           workbook.shared_strings)});
  }
  if (!workbook.styles.empty()) {
    links += relation("rIdF", "styles", "/xl/styles.xml");
    entries.push_back({"xl/styles.xml", fmt::format("{}<styleSheet xmlns=\"{}\">{}</styleSheet>", kXml,
                                                    kSpreadsheet, workbook.styles)});
  }
  entries.push_back({"[Content_Types].xml", content_types("/xl/workbook.xml", "spreadsheetml.sheet.main")});
  entries.push_back({"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))});
  entries.push_back(
      {"xl/workbook.xml",
       fmt::format("{}<workbook xmlns=\"{}\" "
                   "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{}"
                   "<sheets>{}</sheets></workbook>",
                   kXml, kSpreadsheet, workbook.settings, sheets)});
  entries.push_back({"xl/_rels/workbook.xml.rels", relations(links)});
  return write_zip(entries);
}

std::string write_document(const std::string& body) {
  return write_zip(
      {{"[Content_Types].xml", content_types("/word/document.xml", "wordprocessingml.document.main")},
       {"_rels/.rels", relations(relation("rId1", "officeDocument", "word/document.xml"))},
       {"word/document.xml",
        fmt::format(
            "{}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
            "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{}</w:body>"
            "</w:document>",
            kXml, body)}});
}

}  // namespace theta::documents

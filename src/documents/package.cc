#include "documents/package.h"

#include <vector>

#include "documents/xml_reader.h"

namespace theta::documents {
namespace {

constexpr size_t kMostRelations = 10'000;

// "../media/a.png" seen from the folder "xl/worksheets/" is "xl/media/a.png".
std::string resolve(const std::string& folder, std::string_view target) {
  std::vector<std::string_view> steps;
  const std::string path = target.starts_with('/') ? std::string(target) : folder + std::string(target);
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::string_view step = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(step.size() + 1, rest.size()));
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (!step.empty() && step != "." && step != "..") steps.push_back(step);
  }
  std::string name;
  for (const std::string_view step : steps) name += (name.empty() ? "" : "/") + std::string(step);
  return name;
}

class RelationsHandler : public XmlHandler {
 public:
  explicit RelationsHandler(std::string folder) : folder_(std::move(folder)) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    if (relations.size() == kMostRelations) return;
    const std::string_view type = attributes.get("Type");
    relations[std::string(attributes.get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                    resolve(folder_, attributes.get("Target"))};
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::map<std::string, Relation> relations;

 private:
  std::string folder_;
};

// Finds the content type of one part: an Override for its name, else the Default of its extension.
class ContentTypeHandler : public XmlHandler {
 public:
  explicit ContentTypeHandler(std::string part) : part_(std::move(part)) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "Override" && resolve("", attributes.get("PartName")) == part_)
      type = attributes.get("ContentType");
    if (name == "Default" && part_.ends_with("." + std::string(attributes.get("Extension"))))
      default_type = attributes.get("ContentType");
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::string type;
  std::string default_type;

 private:
  std::string part_;
};

Result<PackageKind> kind_of(std::string_view type) {
  const auto has = [type](std::string_view word) { return type.find(word) != std::string_view::npos; };
  if (has("ms-excel.sheet.binary"))
    return bad_input("is a binary Excel file (.xlsb); open it and save it as .xlsx or CSV");
  if (has("spreadsheetml") || has("ms-excel")) return PackageKind::kWorkbook;
  if (has("wordprocessingml") || has("ms-word")) return PackageKind::kDocument;
  if (has("presentationml") || has("ms-powerpoint"))
    return bad_input("is a presentation; save its text as .docx or TXT");
  return bad_input("is an office file of an unknown kind ({})", type.substr(0, 200));
}

// OpenDocument and EPUB name their type in a first entry without compression.
Status refuse_by_mimetype(ZipArchive& archive) {
  const std::optional<size_t> entry = archive.find("mimetype");
  if (!entry.has_value() || archive.entries()[*entry].unpacked > 200) return {};
  THETA_ASSIGN(const std::string type, archive.read_all(*entry, 200));
  if (type.find("opendocument") != std::string::npos)
    return bad_input("is an OpenDocument file; open it and save it as .xlsx, .docx or CSV");
  if (type.find("epub") != std::string::npos)
    return bad_input("is an EPUB book; save its text as .docx or TXT");
  return {};
}

}  // namespace

Result<std::map<std::string, Relation>> relations_of(ZipArchive& archive, const std::string& part) {
  const size_t slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
  const std::optional<size_t> entry = archive.find(folder + "_rels/" + part.substr(folder.size()) + ".rels");
  RelationsHandler handler(folder);
  if (entry.has_value()) THETA_RETURN_IF_ERROR(read_xml(archive, *entry, handler));
  return std::move(handler.relations);
}

std::optional<size_t> related_entry(const ZipArchive& archive,
                                    const std::map<std::string, Relation>& relations,
                                    const std::string& type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type == type) return archive.find(relation.target);
  }
  return std::nullopt;
}

Result<Package> open_package(ZipArchive& archive) {
  const std::optional<size_t> types = archive.find("[Content_Types].xml");
  if (!types.has_value() || !archive.find("_rels/.rels").has_value()) {
    THETA_RETURN_IF_ERROR(refuse_by_mimetype(archive));
    return Package{};
  }
  THETA_ASSIGN(const auto relations, relations_of(archive, ""));
  const std::optional<size_t> main = related_entry(archive, relations, "officeDocument");
  if (!main.has_value()) return Package{};
  Package package;
  package.main_part = archive.entries()[*main].name;
  ContentTypeHandler handler(package.main_part);
  THETA_RETURN_IF_ERROR(read_xml(archive, *types, handler));
  THETA_ASSIGN(package.kind, kind_of(handler.type.empty() ? handler.default_type : handler.type));
  return package;
}

}  // namespace theta::documents

#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "documents/zip_archive.h"

namespace theta::documents {

/// What an archive is.
enum class PackageKind {
  kArchive,   ///< files in a ZIP
  kWorkbook,  ///< XLSX, XLSM
  kDocument,  ///< DOCX, DOCM
};

/// An office file: parts in a ZIP that refer to each other ("Open Packaging Conventions", ISO/IEC 29500-2).
struct Package {
  PackageKind kind = PackageKind::kArchive;
  std::string main_part;  ///< name of the entry to begin with
};

/// Tells office files by the kind of their main part. A presentation, a binary workbook and OpenDocument are
/// errors that say what to do; any other archive is kArchive.
Result<Package> open_package(ZipArchive& archive);

struct Relation {
  std::string type;    ///< last word of its address: "sharedStrings"
  std::string target;  ///< name of the entry it leads to
};

/// What the entry `part` refers to, by id; empty when it refers to nothing.
Result<std::map<std::string, Relation>> relations_of(ZipArchive& archive, const std::string& part);

/// The entry that a relation of the given type leads to.
std::optional<size_t> related_entry(const ZipArchive& archive,
                                    const std::map<std::string, Relation>& relations,
                                    const std::string& type);

}  // namespace theta::documents

#include "survey/run_survey.h"

#include <algorithm>
#include <vector>

#include "base/error_kind_name.h"
#include "base/files.h"
#include "base/folders.h"
#include "corpus/corpus_files.h"
#include "formats/file_kind.h"
#include "jobs/job.h"
#include "survey/columns_report.h"
#include "survey/profile.h"
#include "survey/survey_files.h"

namespace theta::survey {
namespace {

constexpr const char* kFilesFolder = "files";
constexpr const char* kCorpusFolder = "corpus";
constexpr uint64_t kBeginning = uint64_t{16} << 20;  // of a text file: more than the first rows take
constexpr size_t kPiece = size_t{1} << 20;

// The beginning of an object. kKindBytes of it tell whether that is enough.
Status bring_beginning(storage::ObjectStore& store, const std::string& key, const std::string& path) {
  THETA_ASSIGN(const auto reader, store.open(key));
  std::vector<char> piece(kPiece);
  THETA_ASSIGN(size_t got, reader->read(0, piece));
  const formats::FileKind kind = formats::file_kind({piece.data(), std::min(got, formats::kKindBytes)});
  if (kind != formats::FileKind::kText || reader->info().size <= kBeginning) return store.get_file(key, path);
  THETA_ASSIGN(FileWriter file, FileWriter::create(path));
  while (got > 0 && file.size() < kBeginning) {
    THETA_RETURN_IF_ERROR(file.write({piece.data(), got}));
    THETA_ASSIGN(got, reader->read(file.size(), piece));
  }
  return file.close();
}

// The one file, or the folder of all of them.
Result<std::string> bring_files(const SurveyRequest& request, storage::ObjectStore& store) {
  THETA_RETURN_IF_ERROR(make_folders(kFilesFolder));
  for (const jobs::JobFile& file : request.files) {
    const std::string path = join_path(kFilesFolder, file.name);
    THETA_RETURN_IF_ERROR(request.whole ? store.get_file(file.key, path)
                                        : bring_beginning(store, file.key, path));
  }
  return request.files.size() == 1 ? join_path(kFilesFolder, request.files[0].name)
                                   : std::string(kFilesFolder);
}

bool has_bags(const corpus::ImportRequest& import) {
  return import.format == "bow" || import.format == "octis";
}

Status look(const SurveyRequest& request, storage::ObjectStore& store, ThreadPool& pool,
            const StopFlag* stop) {
  THETA_ASSIGN(const std::string source, bring_files(request, store));
  if (has_bags(request.import)) {
    return make_error(ErrorKind::kUnsupported,
                      "format: {} files hold counts of words; they can be trained on, but not looked through",
                      request.import.format);
  }
  THETA_ASSIGN(const formats::Json columns, columns_report(source, request.import));
  THETA_RETURN_IF_ERROR(formats::write_json(kColumnsFile, columns));
  if (!request.whole) return remove_path(kFilesFolder);
  const formats::Json& problems = columns.at("problems");
  if (!problems.empty()) return bad_input("columns: {}", problems[0].at("message").get<std::string>());

  corpus::ImportRequest import = request.import;
  import.options.word_list = kWordsFile;
  THETA_ASSIGN(const corpus::ImportSummary summary,
               corpus::import_source(source, kCorpusFolder, import, pool, nullptr, stop));
  THETA_RETURN_IF_ERROR(remove_path(kFilesFolder));
  THETA_ASSIGN(const formats::Json profile, make_profile(kCorpusFolder, summary, "."));
  THETA_RETURN_IF_ERROR(
      replace_path(join_path(kCorpusFolder, corpus::kVocabularyFile), std::string(corpus::kVocabularyFile)));
  THETA_RETURN_IF_ERROR(remove_path(kCorpusFolder));
  return formats::write_json(kProfileFile, profile);
}

// In the words of the API: options without dashes, files without our folder.
Error for_owner(const Error& error) {
  Error said = jobs::in_words_of_jobs(error);
  const std::string folder = std::string(kFilesFolder) + "/";
  for (size_t at = 0; (at = said.message.find(folder, at)) != std::string::npos;)
    said.message.erase(at, folder.size());
  return said;
}

}  // namespace

Status run_survey(const SurveyRequest& request, storage::ObjectStore& store, ThreadPool& pool,
                  const StopFlag* stop) {
  const Status looked = look(request, store, pool, stop);
  if (looked.ok()) return looked;
  const Error error = for_owner(looked.error());
  static_cast<void>(
      formats::write_json(kErrorFile, {{"kind", error_kind_name(error.kind)}, {"message", error.message}}));
  return error;
}

}  // namespace theta::survey

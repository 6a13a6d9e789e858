// Models in the formats of other programs, as downloads.
#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "corpus/corpus_files.h"
#include "export/export.h"
#include "formats/zip.h"
#include "http/file_response.h"
#include "server/program_run.h"
#include "server/request_body.h"
#include "server/scratch_folder.h"
#include "server/views.h"
#include "server/model_access.h"
#include "storage/transfer.h"
#include "tasks/job_plan.h"

namespace theta::server {
namespace {

namespace fs = std::filesystem;

/// What is asked for.
struct Wish {
  exports::ExportFormat format;
  std::vector<std::string> options;  // of theta export
  bool texts = false;
};

std::string known_formats() {
  std::string names;
  for (const exports::ExportFormat& one : exports::export_formats())
    names += (names.empty() ? "" : ", ") + std::string(one.name);
  return names + ", bundle";
}

Result<Wish> read_wish(const http::Request& request) {
  THETA_RETURN_IF_ERROR(check_query(
      request, {"format", "top_words", "min_weight", "include_hidden", "texts", "bom", "raw", "language"}));
  const std::string_view name = request.query("format").value_or("");
  const auto formats = exports::export_formats();
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [name](const exports::ExportFormat& one) { return one.name == name; });
  if (found == formats.end()) return usage_error("query: format must be one of {}", known_formats());
  Wish wish{*found, {"--format", std::string(name)}, false};
  THETA_ASSIGN(const int64_t words, query_number(request, "top_words", 0, 0, 1000));
  if (words > 0) wish.options.insert(wish.options.end(), {"--top-words", std::to_string(words)});
  THETA_ASSIGN(const auto least, query_real(request, "min_weight", 0, 1));
  if (least.has_value()) wish.options.insert(wish.options.end(), {"--min-weight", fmt::format("{}", *least)});
  for (const auto& [parameter, option] :
       {std::pair{"include_hidden", "--include-hidden"}, std::pair{"texts", "--texts"},
        std::pair{"bom", "--bom"}, std::pair{"raw", "--raw"}}) {
    THETA_ASSIGN(const bool set, query_flag(request, parameter));
    if (set) wish.options.emplace_back(option);
    if (set && parameter == std::string_view("texts")) wish.texts = true;
  }
  if (const auto language = request.query("language"))
    wish.options.insert(wish.options.end(), {"--language", std::string(*language)});
  return wish;
}

Result<std::vector<std::string>> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) names.push_back(entry.path().filename().string());
  }
  if (error) return errno_error(error.value(), "read", folder);
  std::sort(names.begin(), names.end());
  return names;
}

// All files of a folder in one archive, below `inside`.
Status pack(const std::string& folder, const std::string& inside, const std::string& archive) {
  THETA_ASSIGN(formats::ZipWriter zip, formats::ZipWriter::create(archive));
  THETA_ASSIGN(const std::vector<std::string> names, names_in(folder));
  for (const std::string& name : names)
    THETA_RETURN_IF_ERROR(zip.add_file(inside + name, join_path(folder, name)));
  return zip.close();
}

// The file stays readable though it has no name any more.
Result<http::Response> download(const http::Request& request, const std::string& path,
                                const std::string& name, std::string_view type) {
  THETA_ASSIGN(http::FileSource source, http::FileSource::open(path));
  source.type = type;
  source.etag.clear();
  source.modified = 0;
  http::Response response = http::file_response(request, std::move(source));
  response.attachment(name);
  response.set("Cache-Control", "no-store");
  return response;
}

std::string_view type_of(std::string_view format) {
  if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (format == "html") return "text/html; charset=utf-8";
  if (format == "ldavis") return "application/json";
  return format == "npz" ? "application/zip" : "application/octet-stream";
}

// Names of files on people's machines: nothing that a shell or a file system reads as more than a letter.
std::string file_stem(std::string name) {
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < 0x20 ||
        std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
      c = '_';
  }
  while (!name.empty() && name.front() == '.') name.erase(0, 1);
  return name.empty() ? "model" : name;
}

bool is_edited(const database::Model& model) {
  return model.edits > 0;
}

// The corpus in a folder, where the format needs it, or takes figures anew by it.
Result<std::string> bring_corpus(Application& app, const database::Model& model, const Wish& wish,
                                 const ScratchFolder& scratch) {
  const std::string_view format = wish.format.name;
  const bool helps = wish.texts || wish.format.needs_corpus || format == "dfr" ||
                     (is_edited(model) && (format == "csv" || format == "xlsx" || format == "html"));
  if (!helps) return std::string();
  THETA_ASSIGN(const std::string prefix, tasks::find_corpus(*app.services.store, model.object_prefix));
  if (prefix.empty()) {
    if (!wish.texts && !wish.format.needs_corpus) return std::string();
    return make_error(ErrorKind::kUnsupported,
                      "query: format={}: needs the texts of the model, which are not kept", format);
  }
  const std::string folder = scratch.file("corpus");
  THETA_RETURN_IF_ERROR(
      storage::get_folder(*app.services.store, prefix, folder, std::string(corpus::kCorpusFile)));
  return folder;
}

// The model folder itself with its edits, which theta and POST /api/models read.
Result<http::Response> bundle(const Call& call, const database::Model& model, const OpenedModel& opened,
                              const ScratchFolder& scratch) {
  THETA_RETURN_IF_ERROR(pack(opened.folder(), "", scratch.file("bundle")));
  return download(call.request, scratch.file("bundle"), file_stem(model.name) + ".theta.zip",
                  "application/zip");
}

Result<http::Response> export_model(Application& app, Call& call) {
  THETA_ASSIGN(const database::Model model, owned_model(app, call));
  const bool whole = call.request.query("format") == std::optional<std::string_view>("bundle");
  if (whole) THETA_RETURN_IF_ERROR(check_query(call.request, {"format"}));
  Wish wish;
  if (!whole) {
    THETA_ASSIGN(wish, read_wish(call.request));
  }
  THETA_ASSIGN(const std::shared_ptr<OpenedModel> opened, app.models.open(model));
  THETA_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(app.services.scratch));
  if (whole) return bundle(call, model, *opened, scratch);
  THETA_ASSIGN(const std::string corpus, bring_corpus(app, model, wish, scratch));
  ProgramRun run{.program = app.program,
                 .arguments = {"export", opened->folder(), "--out", scratch.file("export"), "--threads", "1"},
                 .folder = scratch.path()};
  run.arguments.insert(run.arguments.end(), wish.options.begin(), wish.options.end());
  if (!corpus.empty()) run.arguments.insert(run.arguments.end(), {"--corpus", corpus});
  THETA_RETURN_IF_ERROR(run_program(run));
  const std::string stem = file_stem(model.name);
  const std::string format(wish.format.name);
  if (wish.format.kind == exports::TargetKind::kFile) {
    const std::string ending = format == "ldavis" ? "ldavis.json" : format;
    return download(call.request, scratch.file("export"), stem + "." + ending, type_of(format));
  }
  THETA_RETURN_IF_ERROR(pack(scratch.file("export"), "", scratch.file("archive")));
  return download(call.request, scratch.file("archive"), fmt::format("{}.{}.zip", stem, format),
                  "application/zip");
}

}  // namespace

void add_export_routes(Routes& routes) {
  routes.add("GET", "/api/models/{id}/exports", export_model);
}

}  // namespace theta::server

#include "cli/series_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "base/files.h"
#include "base/folders.h"
#include "base/hash.h"
#include "cli/train_options.h"
#include "corpus/corpus.h"
#include "engine/model_series.h"
#include "engine/plan.h"

namespace theta::cli {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMostNumbers = 1000;

bool parse_number(std::string_view text, uint64_t& value) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size();
}

// "10" or "10:100:10".
bool append_range(std::string_view text, std::vector<uint64_t>& numbers) {
  std::array<uint64_t, 3> range = {0, 0, 1};
  size_t parts = 0;
  for (size_t begin = 0; begin <= text.size() && parts < 3; ++parts) {
    const size_t end = std::min(text.find(':', begin), text.size());
    if (!parse_number(text.substr(begin, end - begin), range[parts])) return false;
    begin = end + 1;
    if (parts == 2 && begin <= text.size()) return false;
  }
  if (parts == 1) range[1] = range[0];
  if (range[2] == 0 || range[1] < range[0] || (range[1] - range[0]) / range[2] >= kMostNumbers) return false;
  for (uint64_t number = range[0]; number <= range[1]; number += range[2]) numbers.push_back(number);
  return true;
}

// What is read, so that another run notices when it has changed.
Result<formats::Json> source_state(const std::string& path) {
  std::vector<std::string> files;
  if (is_folder(path)) {
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
      if (entry.is_regular_file(error)) files.push_back(entry.path().string());
    }
    if (error) return errno_error(error.value(), "read", path);
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(path);
  }
  Sha256 all;
  for (const std::string& file : files) {
    THETA_ASSIGN(const std::string hash, sha256_file(file));
    all.update(file.substr(path.size()) + "\n" + hash + "\n");
  }
  return formats::Json{{"files", files.size()}, {"sha256", all.hex()}};
}

// The options that were given and decide what the models become.
formats::Json given_options(const CLI::App& app) {
  constexpr std::array<std::string_view, 10> kWithoutEffect = {
      "--out",  "--json",   "--threads", "--topics", "--seeds", "--checkpoint-seconds",
      "--help", "--config", "source",    "sources"};
  formats::Json options = formats::Json::object();
  for (const CLI::Option* const option : app.get_options()) {
    const std::string name = option->get_name();
    const bool counts = std::find(kWithoutEffect.begin(), kWithoutEffect.end(), name) == kWithoutEffect.end();
    if (counts && option->count() > 0) options[name] = option->results();
  }
  return options;
}

// Contents of the files that options name: dictionaries, stop words, vectors.
Result<formats::Json> named_files(const formats::Json& options) {
  formats::Json files = formats::Json::object();
  for (const formats::Json& values : options) {
    for (const formats::Json& value : values) {
      const auto path = value.get<std::string>();
      if (is_folder(path) || !file_exists(path)) continue;
      THETA_ASSIGN(files[path], sha256_file(path));
    }
  }
  return files;
}

}  // namespace

std::shared_ptr<SeriesArguments> bind_series_options(CLI::App& app) {
  auto arguments = std::make_shared<SeriesArguments>();
  arguments->app = &app;
  arguments->import = bind_import_options(app);
  bind_train_options(app, arguments->train);
  bind_threads(app, arguments->threads);
  return arguments;
}

Result<std::vector<uint64_t>> parse_numbers(const std::string& option, const std::string& text) {
  std::vector<uint64_t> numbers;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    if (!append_range(std::string_view(text).substr(begin, end - begin), numbers)) {
      return usage_error("{} {}: is neither a list like 10,20,50 nor a range like 10:100:10", option, text);
    }
    begin = end + 1;
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

Result<std::string> prepare_series(const SeriesArguments& arguments, ThreadPool& pool, Console& console,
                                   const Interrupt& interrupt, bool& rows_skipped) {
  const std::string& source = arguments.import->source;
  THETA_RETURN_IF_ERROR(engine::check_options(arguments.train));
  formats::Json settings = {{"options", given_options(*arguments.app)}};
  THETA_ASSIGN(settings["files"], named_files(settings["options"]));
  const bool is_corpus = corpus::is_corpus_folder(source);
  if (!is_corpus) {
    if (!file_exists(source) && !is_folder(source))
      return not_found("{}: there is no such file or folder", source);
    THETA_ASSIGN(settings["source"], source_state(source));
  }
  THETA_RETURN_IF_ERROR(engine::claim_series_folder(arguments.out, settings));
  if (is_corpus) return source;
  std::string corpus = join_path(arguments.out, "corpus");
  if (corpus::is_corpus_folder(corpus)) return corpus;
  THETA_RETURN_IF_ERROR(remove_path(corpus));  // what an import that was stopped has left
  THETA_ASSIGN(const corpus::ImportSummary summary,
               run_import(*arguments.import, corpus, pool, console, &interrupt.flag()));
  rows_skipped = !summary.rejects.empty();
  return corpus;
}

engine::RunEnvironment series_environment(ThreadPool& pool, Console& console, const Interrupt& interrupt) {
  engine::RunEnvironment environment{pool, &console, &interrupt.flag(), {}, {}};
  environment.say = [&console](const std::string& line) { console.say(line); };
  return environment;
}

}  // namespace theta::cli

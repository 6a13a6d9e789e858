#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/option_kind.h"
#include "corpus/corpus.h"
#include "corpus/token_preview.h"

namespace theta::cli {
namespace {

struct TokensArguments {
  std::shared_ptr<ImportArguments> input;
  std::vector<uint64_t> rows;
};

formats::Json row_json(const corpus::RowPreview& row) {
  formats::Json json = {{"row", row.document.row}, {"file", row.document.file}};
  if (!row.problem.empty()) {
    json["error"] = row.problem;
    return json;
  }
  json["language"] = row.document.language;
  json["text"] = row.document.text;
  json["tokens"] = formats::Json::array();
  json["words"] = formats::Json::array();
  for (const corpus::PreviewWord& word : row.words) {
    formats::Json entry = {{"text", word.text}};
    if (word.dropped.empty()) {
      json["tokens"].push_back(word.text);
    } else {
      entry["dropped"] = word.dropped;
    }
    json["words"].push_back(std::move(entry));
  }
  return json;
}

// Words that are dropped for the same reason, in one line for each.
void print_dropped(const std::vector<corpus::PreviewWord>& words) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const corpus::PreviewWord& word : words) {
    if (word.dropped.empty()) continue;
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&word](const auto& known) { return known.first == word.dropped; });
    if (line == lines.end()) {
      lines.emplace_back(word.dropped, word.text);
    } else {
      line->second += " " + word.text;
    }
  }
  for (const auto& [reason, list] : lines) fmt::print("  {}: {}\n", reason, list);
}

void print_row(const corpus::RowPreview& row) {
  fmt::print("{}, row {}", row.document.file, row.document.row);
  if (!row.problem.empty()) {
    fmt::print(": {}\n\n", row.problem);
    return;
  }
  const std::string& language = row.document.language;
  fmt::print(" ({})\n  text: {}\n  tokens:", language.empty() ? "no letters" : language, row.document.text);
  for (const corpus::PreviewWord& word : row.words) {
    if (word.dropped.empty()) fmt::print(" {}", word.text);
  }
  fmt::print("\n");
  print_dropped(row.words);
  fmt::print("\n");
}

Result<corpus::TokenPreview> preview(const TokensArguments& arguments) {
  const std::string& source = arguments.input->source;
  if (corpus::is_corpus_folder(source)) return corpus::preview_corpus_tokens(source, arguments.rows);
  const std::string& format = arguments.input->format;
  if (format == "bow" || format == "octis") {
    return usage_error("--format {}: has no texts whose words could be shown", format);
  }
  THETA_ASSIGN(const corpus::ImportOptions options, import_options(*arguments.input));
  return corpus::preview_tokens(source, options, arguments.rows);
}

Result<int> run(const TokensArguments& arguments, Console& console) {
  THETA_ASSIGN(const corpus::TokenPreview shown, preview(arguments));
  for (const corpus::RowReader::Finding& finding : shown.findings) tell_finding(finding, console);
  if (!shown.roles.empty()) tell_columns(corpus::roles_json(shown.roles), console);
  for (const corpus::RowPreview& row : shown.rows) {
    if (console.json()) {
      fmt::print("{}\n", formats::json_line(row_json(row)));
    } else {
      print_row(row);
    }
  }
  return 0;
}

}  // namespace

Command tokens_command() {
  return {"tokens", "Show how rows of a file or corpus become words", [](CLI::App& app) {
            auto arguments = std::make_shared<TokensArguments>();
            arguments->input = bind_import_options(app);
            takes_path(app.add_option("source", arguments->input->source,
                                      "file or folder of texts, or corpus folder"))
                ->required();
            at_least(app.add_option("--row", arguments->rows,
                                    "row to show; may be given several times (default: five)"),
                     1);
            app.footer("theta tokens reviews.csv\ntheta tokens reviews.csv --row 12 --dictionary terms.txt");
            return [arguments](Console& console) { return run(*arguments, console); };
          }};
}

}  // namespace theta::cli

#include <algorithm>

#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "export/export.h"

namespace theta::cli {
namespace {

std::string format_help() {
  std::string text = "what to write:";
  for (const exports::ExportFormat& format : exports::export_formats()) {
    text += fmt::format(" {} ({}),", format.name, format.what);
  }
  text.pop_back();
  return text;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const exports::ExportFormat& format : exports::export_formats()) names.emplace_back(format.name);
  return names;
}

Result<int> run(const exports::ExportOptions& options, Console& console) {
  const Interrupt interrupt;
  const auto written = exports::write_export(options, {&console, &interrupt.flag()});
  if (!written.ok()) {
    if (written.error().kind != ErrorKind::kCancelled) return written.error();
    console.say(written.error().message);
    return interrupt.exit_code();
  }
  const exports::ExportSummary& summary = written.value();
  uint64_t bytes = 0;
  nlohmann::json files = nlohmann::json::array();
  for (const exports::ExportedFile& file : summary.files) {
    bytes += file.bytes;
    files.push_back({{"name", file.name}, {"bytes", file.bytes}});
  }
  if (summary.hidden_left_out > 0) {
    console.say(fmt::format("{} hidden topics are left out; --include-hidden exports them too",
                            summary.hidden_left_out));
  }
  console.say(fmt::format("{} topics of {} documents: {} ({:.1f} MB)", summary.topics, summary.documents,
                          options.out, static_cast<double>(bytes) / 1e6));
  console.summary({{"model", options.model},
                   {"format", options.format},
                   {"out", options.out},
                   {"documents", summary.documents},
                   {"topics", summary.topics},
                   {"hidden_topics_left_out", summary.hidden_left_out},
                   {"files", files},
                   {"bytes", bytes}});
  return 0;
}

}  // namespace

Command export_command() {
  return {"export", "Write a model in the format of another program", [](CLI::App& app) {
            auto options = std::make_shared<exports::ExportOptions>();
            takes_folder(app.add_option("model", options->model, "model folder"))->required();
            app.option_defaults()->group(kOutputGroup);
            choices(app.add_option("--format", options->format, format_help()), format_names())->required();
            takes_path(app.add_option("--out", options->out, "file or folder to write"))->required();
            takes_folder(app.add_option(
                "--corpus", options->corpus,
                "corpus folder of the model: mallet needs it, dfr takes titles from it, csv, xlsx and html "
                "take figures anew that edits changed"));
            app.add_flag("--texts", options->texts,
                         "add the documents' texts (csv, xlsx, jsonl; needs --corpus)");
            between(
                app.add_option("--top-words", options->top_words, "words of each topic (default: by format)"),
                1, 1000000);
            between(app.add_option("--min-weight", options->least_weight,
                                   "least weight of a topic in a list of a document's topics (csv, jsonl)"),
                    0, 1)
                ->capture_default_str();
            app.add_flag("--include-hidden", options->include_hidden, "export hidden topics too");
            app.add_flag("--bom", options->bom, "start CSV files with a byte order mark, for Excel");
            app.add_flag("--raw", options->raw,
                         "leave cells that a spreadsheet may take for formulas as they are");
            choices(app.add_option("--language", options->language,
                                   "language of the figures (default: that of most documents)"),
                    {"en", "zh"});
            bind_threads(app, options->threads);
            app.add_flag("--force", options->force, "replace whatever is at --out");
            app.footer(
                "theta export reviews.model --format xlsx --out reviews.xlsx\n"
                "theta export reviews.model --format csv --out tables --bom\n"
                "theta export reviews.model --format mallet --corpus reviews.corpus --out m");
            return [options](Console& console) { return run(*options, console); };
          }};
}

}  // namespace theta::cli

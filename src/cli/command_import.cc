#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"

namespace theta::cli {
namespace {

Result<int> run(const ImportArguments& arguments, const std::string& target, size_t threads,
                Console& console) {
  ThreadPool pool(threads);
  const Interrupt interrupt;
  THETA_ASSIGN(const corpus::ImportSummary summary,
               run_import(arguments, target, pool, console, &interrupt.flag()));
  for (const std::string& sentence : summary.date_sentences) console.say(sentence);
  formats::Json object = summary.info;
  object["corpus"] = target;
  console.summary(nlohmann::json(object));
  return summary.rejects.empty() ? 0 : kRowsSkipped;
}

}  // namespace

Command import_command() {
  return {"import", "Read texts from a file or folder into a corpus folder", [](CLI::App& app) {
            auto arguments = bind_import_options(app);
            auto target = std::make_shared<std::string>();
            auto threads = std::make_shared<size_t>(0);
            takes_path(app.add_option(
                           "source", arguments->source,
                           "XLSX, CSV, TSV, JSONL, TXT, DOCX or PDF file, or a ZIP or folder of such files"))
                ->required();
            takes_folder(app.add_option("--out", *target, "corpus folder to write"))
                ->required()
                ->group(kOutputGroup);
            bind_threads(app, *threads);
            app.footer(
                "theta import reviews.csv --out reviews.corpus\n"
                "theta import 评论.csv --out 评论.corpus --text-column 正文 --encoding gb18030");
            return [=](Console& console) { return run(*arguments, *target, *threads, console); };
          }};
}

}  // namespace theta::cli

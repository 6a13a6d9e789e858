#include "base/files.h"
#include "base/folders.h"
#include "cli/command.h"
#include "cli/option_kind.h"
#include "engine/model_check.h"

namespace theta::cli {
namespace {

struct CheckArguments {
  std::string model;
  std::string out;
};

Result<int> run(const CheckArguments& arguments, Console& console) {
  std::string folder = arguments.model;
  if (!is_folder(arguments.model)) {
    if (arguments.out.empty())
      return usage_error("{}: is a bundle; name the folder to unpack it to with --out", arguments.model);
    if (file_exists(arguments.out) || is_folder(arguments.out))
      return usage_error("--out {}: is there already", arguments.out);
    folder = arguments.out;
    THETA_RETURN_IF_ERROR(make_folders(folder));
  } else if (!arguments.out.empty()) {
    return usage_error("--out: is for bundles; {} is a folder", arguments.model);
  }
  const auto check = [&]() -> Result<engine::CheckedModel> {
    if (folder != arguments.model) THETA_RETURN_IF_ERROR(engine::unpack_bundle(arguments.model, folder));
    return engine::check_model(folder);
  };
  const Result<engine::CheckedModel> checked = check();
  if (!checked.ok()) {
    if (folder != arguments.model) THETA_RETURN_IF_ERROR(remove_path(folder));
    return checked.error();
  }
  const engine::CheckedModel& model = checked.value();
  console.say(fmt::format("{}: {} of {} topics, {} documents and {} words, {} edits: as its manifest says",
                          folder, model.model, model.topics, model.documents, model.words, model.edits));
  console.summary({{"model", folder},
                   {"kind", model.model},
                   {"topics", model.topics},
                   {"documents", model.documents},
                   {"words", model.words},
                   {"edits", model.edits},
                   {"bytes", model.bytes}});
  return 0;
}

}  // namespace

Command check_command() {
  return {"check", "Look a model folder over, or unpack a bundle of one", [](CLI::App& app) {
            auto arguments = std::make_shared<CheckArguments>();
            takes_path(app.add_option("model", arguments->model,
                                      "model folder, or a ZIP archive of its files (a bundle)"))
                ->required();
            takes_folder(
                app.add_option("--out", arguments->out, "folder to unpack a bundle to; must not be there"));
            app.footer(
                "theta check reviews.model\n"
                "theta check reviews.theta.zip --out reviews.model");
            return [arguments](Console& console) { return run(*arguments, console); };
          }};
}

}  // namespace theta::cli

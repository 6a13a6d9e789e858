#include "base/files.h"
#include "cli/command.h"
#include "report/model_source.h"

namespace theta::cli {

Command report_command() {
  return {"report", "Write a model as one self-contained HTML page", [](CLI::App& app) {
            auto model = std::make_shared<std::string>();
            auto out = std::make_shared<std::string>();
            app.add_option("model", *model, "model folder")->required();
            app.add_option("--out", *out, "HTML file to write, or - for standard output")->required();
            return [model, out](Console& console) -> Result<int> {
              THETA_ASSIGN(const report::ReportInput input, report::read_model(*model));
              const std::string page = report::render(input);
              if (*out == "-") {
                std::fwrite(page.data(), 1, page.size(), stdout);
                return 0;
              }
              THETA_RETURN_IF_ERROR(write_file_atomic(*out, page));
              console.say(fmt::format("report: {}", *out));
              console.summary({{"model", *model}, {"report", *out}, {"bytes", page.size()}});
              return 0;
            };
          }};
}

}  // namespace theta::cli

#include "report/report.h"

#include <string_view>

#include "report/page.h"
#include "report/report_data.h"

// First and one-past-last byte of each embedded file.
extern "C" {
extern const char theta_report_html_begin[];
extern const char theta_report_html_end[];
extern const char theta_report_css_begin[];
extern const char theta_report_css_end[];
extern const char theta_report_js_begin[];
extern const char theta_report_js_end[];
}

namespace theta::report {

Result<std::string> render_report(const std::string& model_folder) {
  THETA_ASSIGN(const ReportSource source, read_report_source(model_folder));
  const formats::Json corpus = source.manifest.value("corpus", formats::Json::object());
  const PageAssets assets = {{theta_report_html_begin, theta_report_html_end},
                             {theta_report_css_begin, theta_report_css_end},
                             {theta_report_js_begin, theta_report_js_end}};
  return build_page(assets, corpus.value("source", "THETA"), report_data(source));
}

}  // namespace theta::report

#include "report/assets.h"

// First and one-past-last byte of each part (assets.S.in).
extern "C" {
extern const char theta_report_page_begin[];
extern const char theta_report_page_end[];
extern const char theta_report_style_begin[];
extern const char theta_report_style_end[];
extern const char theta_report_script_begin[];
extern const char theta_report_script_end[];
}

namespace theta::report {

std::string_view page_asset() {
  return {theta_report_page_begin, theta_report_page_end};
}
std::string_view style_asset() {
  return {theta_report_style_begin, theta_report_style_end};
}
std::string_view script_asset() {
  return {theta_report_script_begin, theta_report_script_end};
}

}  // namespace theta::report

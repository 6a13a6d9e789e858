#include "cli/build_info.h"

#include <fmt/format.h>
#include <hwy/highway.h>
#include <oneapi/dnnl/dnnl.h>
#include <unicode/uversion.h>

#include "build_info_values.h"

namespace theta::cli {

std::string version_text() {
  std::string text = "theta " THETA_VERSION;
  if (*THETA_COMMIT != '\0') text += "\ncommit: " THETA_COMMIT " (" THETA_SOURCE_DATE ")";
  text += "\nbuild: " THETA_BUILD_TYPE ", GCC " __VERSION__;
  const dnnl_version_t* const dnnl = dnnl_version();
  text += fmt::format("\nlibraries: oneDNN {}.{}.{}, Highway {}.{}.{}, ICU {}", dnnl->major, dnnl->minor,
                      dnnl->patch, HWY_MAJOR, HWY_MINOR, HWY_PATCH, U_ICU_VERSION);
  return text;
}

std::string source_date() {
  return THETA_SOURCE_DATE;
}

}  // namespace theta::cli

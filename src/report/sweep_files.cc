#include "report/sweep_files.h"

#include "base/files.h"
#include "report/sweep_figure.h"

namespace theta::report {

Status write_sweep_files(const std::string& folder, const engine::Sweep& sweep) {
  THETA_RETURN_IF_ERROR(formats::write_json(join_path(folder, "sweep.json"), engine::sweep_json(sweep)));
  THETA_RETURN_IF_ERROR(write_file_atomic(join_path(folder, "sweep.csv"), engine::sweep_csv(sweep)));
  return write_file_atomic(join_path(folder, "sweep.svg"), sweep_figure(sweep));
}

}  // namespace theta::report

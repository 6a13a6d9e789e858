#pragma once

#include <string>

#include "base/files.h"
#include "export/csv_tables.h"
#include "export/export_source.h"
#include "export/figures/canvas.h"
#include "export/figures/wording.h"

namespace theta::exports {

/// What every figure is drawn from and where it goes.
struct Sheet {
  const ExportSource& source;
  const Wording& words;
  std::string folder;
  CsvLook csv;

  std::string topic_label(size_t k) const {
    const engine::TopicView& topic = source.view.topics[k];
    return fmt::format("{}  {}", topic.topic_id, topic.name);
  }
  Status save(const std::string& name, const Canvas& canvas) const {
    return write_file_atomic(join_path(folder, name + ".svg"), canvas.svg());
  }
};

inline constexpr double kMargin = 24;
inline constexpr double kHeading = 62;  ///< height of title and line below it

/// Title in bold and a fainter line below it, at the top left, cut where the figure ends.
void draw_heading(Canvas& canvas, double width, const std::string& title, const std::string& line);

}  // namespace theta::exports

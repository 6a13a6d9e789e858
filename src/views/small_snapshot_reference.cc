#include "views/small_snapshot_reference.h"

#include "base/assert.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/random.h"
#include "corpus/importer.h"
#include "engine/edits.h"
#include "engine/training.h"
#include "views/index_builder.h"

namespace theta::views {
namespace {

constexpr size_t kRows = 120;
constexpr const char* kThemes[4][6] = {{"ship", "sail", "ocean", "harbour", "captain", "anchor"},
                                       {"bread", "oven", "flour", "butter", "baker", "dough"},
                                       {"engine", "wheel", "brake", "motor", "garage", "fuel"},
                                       {"court", "judge", "verdict", "lawyer", "trial", "appeal"}};

std::string texts() {
  std::string csv = "text,year,place\n";
  for (size_t row = 0; row < kRows; ++row) {
    const CounterRandom random(7, row);
    for (size_t i = 0; i < 8 + row % 5; ++i) {
      const size_t theme = random.below(3 * i, 3) == 0 ? random.below(3 * i + 1, 4) : row % 4;
      csv += std::string(kThemes[theme][random.below(3 * i + 2, 6)]) + " ";
    }
    csv += fmt::format(",{},{}\n", 2001 + row % 10, row % 3 == 0 ? "north" : row % 7 == 0 ? "south" : "east");
  }
  return csv;
}

void edit(const std::string& model, const engine::Edit& change) {
  THETA_ASSERT(engine::append_edit(model, change).ok());
}

}  // namespace

SmallSnapshot::SmallSnapshot() : model_folder(folder.file("model")), corpus_folder(folder.file("corpus")) {
  ThreadPool pool(1);
  THETA_ASSERT(write_file_atomic(folder.file("texts.csv"), texts()).ok());
  corpus::ImportOptions import;
  import.columns.text = {"text"};
  import.columns.time = "year";
  import.columns.groups = {"place"};
  THETA_ASSERT(
      corpus::import_text(folder.file("texts.csv"), corpus_folder, import, pool, nullptr, nullptr).ok());
  engine::TrainOptions options;
  options.model = "lda";
  options.num_topics = 6;
  options.epochs = 60;
  const engine::RunEnvironment environment{pool, nullptr, nullptr, {}, {}};
  THETA_ASSERT(engine::train(corpus_folder, model_folder, options, environment).ok());
  edit(model_folder, {.kind = engine::EditKind::kMerge, .topics = {1, 4}});
  edit(model_folder, {.kind = engine::EditKind::kHide, .topics = {2}});
  edit(model_folder, {.kind = engine::EditKind::kStopWords, .words = {"ship"}});
  const std::string index = folder.file("index");
  THETA_ASSERT(make_folders(index).ok() && build_index(model_folder, index).ok());
  Result<std::shared_ptr<const Snapshot>> opened = Snapshot::open(model_folder, index);
  THETA_ASSERT(opened.ok());
  snapshot = std::move(opened).value();
  Result<engine::ModelView> all = engine::open_view(model_folder);
  THETA_ASSERT(all.ok());
  whole = std::move(all).value();
}

const SmallSnapshot& small_snapshot() {
  static const SmallSnapshot kShared;
  return kShared;
}

}  // namespace theta::views

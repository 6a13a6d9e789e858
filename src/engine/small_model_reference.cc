#include "engine/small_model_reference.h"

#include "base/assert.h"
#include "base/files.h"
#include "base/random.h"
#include "corpus/importer.h"
#include "engine/training.h"

namespace theta::engine {
namespace {

constexpr const char* kThemes[5][6] = {{"ship", "sail", "ocean", "harbour", "captain", "anchor"},
                                       {"bread", "oven", "flour", "butter", "baker", "dough"},
                                       {"engine", "wheel", "brake", "motor", "garage", "fuel"},
                                       {"court", "judge", "verdict", "lawyer", "trial", "appeal"},
                                       {"goal", "match", "striker", "referee", "penalty", "league"}};

}  // namespace

std::string small_text(size_t row) {
  const CounterRandom random(23, row);
  std::string text;
  for (size_t i = 0; i < 11; ++i) {
    const size_t theme = random.below(2 * i, 4) == 0 ? random.below(100 + i, 5) : row % 5;
    text += kThemes[theme][random.below(2 * i + 1, 6)];
    text += ' ';
  }
  return text + "place" + std::to_string(row % 7);
}

void make_small_model(const std::string& folder, size_t rows, size_t topics) {
  std::string csv = "text,theme\n";
  for (size_t row = 0; row < rows; ++row) csv += small_text(row) + ",t" + std::to_string(row % 5) + "\n";
  const std::string source = join_path(folder, "texts.csv");
  THETA_ASSERT(make_folders(folder).ok() && write_file_atomic(source, csv).ok());
  ThreadPool pool(1);
  corpus::ImportOptions import;
  import.columns.label = "theme";
  const std::string corpus = join_path(folder, "corpus");
  THETA_ASSERT(corpus::import_text(source, corpus, import, pool, nullptr, nullptr).ok());
  TrainOptions options;
  options.num_topics = topics;
  options.epochs = 8;
  options.hidden_size = 16;
  options.embedding_size = 8;
  RunEnvironment environment{pool, nullptr, nullptr, {}, {}};
  THETA_ASSERT(train(corpus, join_path(folder, "model"), options, environment).ok());
}

}  // namespace theta::engine

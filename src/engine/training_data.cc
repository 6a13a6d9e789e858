#include "engine/training_data.h"

#include <algorithm>
#include <utility>

namespace theta::engine {
namespace {

models::CorpusSize corpus_size(const corpus::BagOfWords& bag, size_t vocabulary_size) {
  uint64_t tokens = 0;
  for (const uint32_t count : bag.counts) tokens += count;
  return {bag.documents(), vocabulary_size,
          static_cast<double>(tokens) / static_cast<double>(std::max<size_t>(bag.documents(), 1))};
}

Status read_times(const corpus::TimeBinChoice& choice, TrainingData& data) {
  const formats::Json column = data.corpus.info.value("time_column", formats::Json());
  if (!column.is_string()) {
    return choice.bin.has_value()
               ? bad_input("--time-bin: {} has no time column; import it with --time-column", data.folder)
               : Status();
  }
  THETA_ASSIGN(corpus::DateColumn dates, corpus::read_date_column(data.folder));
  if (dates.dates.size() != data.corpus.documents()) {
    return bad_input("{}: documents.jsonl has {} documents, the counts have {}", data.folder,
                     dates.dates.size(), data.corpus.documents());
  }
  data.dates = std::move(dates.tally);
  if (data.dates.undated() == data.dates.rows()) {
    return choice.bin.has_value()
               ? bad_input("--time-bin: none of the {} rows of {} has a date that can be read",
                           data.dates.rows(), data.folder)
               : Status();
  }
  THETA_ASSIGN(data.times, corpus::cut_time(dates.dates, choice));
  data.times->day_order = dates.day_order;
  return {};
}

}  // namespace

Result<TrainingData> load_training_data(const std::string& corpus_folder, const std::string& time_bin) {
  THETA_ASSIGN(const corpus::TimeBinChoice choice, corpus::parse_time_bin(time_bin));
  TrainingData data;
  data.folder = corpus_folder;
  THETA_ASSIGN(data.corpus, corpus::load_corpus(corpus_folder));
  data.parts = divide(data.corpus);
  if (data.parts.train.empty()) return bad_input("{}: holds no documents to train on", corpus_folder);
  data.train = select(data.corpus.counts, data.parts.train);
  data.valid = select(data.corpus.counts, data.parts.valid);
  data.size = corpus_size(data.train, data.corpus.vocabulary_size());
  THETA_RETURN_IF_ERROR(read_times(choice, data));
  return data;
}

}  // namespace theta::engine

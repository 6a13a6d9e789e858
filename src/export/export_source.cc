#include "export/export_source.h"

#include <algorithm>
#include <numeric>

#include "engine/document_rows.h"

namespace theta::exports {
namespace {

using formats::Json;

// Moves the kept rows of beta and columns of theta to the front, in place: theta may fill half of the memory.
void drop_hidden(engine::ModelView& view) {
  const std::vector<uint32_t> kept = engine::visible_topics(view);
  if (kept.size() == view.topics.size()) return;
  const size_t before = view.theta.cols();
  const size_t after = kept.size();
  float* const theta = view.theta.data();
  for (size_t d = 0; d < view.theta.rows(); ++d) {
    for (size_t k = 0; k < after; ++k) theta[d * after + k] = theta[d * before + kept[k]];
  }
  view.theta.reshape(view.theta.rows(), after);
  for (size_t k = 0; k < after; ++k) {
    if (k == kept[k]) continue;
    std::copy_n(view.beta.row(kept[k]), view.beta.cols(), view.beta.row(k));
    view.topics[k] = std::move(view.topics[kept[k]]);
  }
  view.beta.reshape(after, view.beta.cols());
  view.topics.resize(after);
}

std::vector<double> rescaled(std::vector<double> parts) {
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  for (double& part : parts) part = sum > 0 ? part / sum : 1.0 / static_cast<double>(parts.size());
  return parts;
}

Status open_corpus(ExportSource& source) {
  THETA_ASSIGN(source.corpus, corpus::load_corpus(source.corpus_folder));
  const Json described = source.view.manifest.value("corpus", Json::object());
  if (described.value("hash", "") != source.corpus->hash ||
      source.corpus->documents() != source.documents()) {
    return bad_input("{}: not the corpus that {} was trained on", source.corpus_folder, source.view.folder);
  }
  return {};
}

}  // namespace

Result<ExportSource> open_source(const std::string& model_folder, const std::string& corpus_folder,
                                 bool include_hidden) {
  ExportSource source;
  THETA_ASSIGN(source.view, engine::open_view(model_folder));
  source.corpus_folder = corpus_folder;
  THETA_ASSIGN(source.group_columns, engine::group_columns_of(source.view.manifest, model_folder));
  THETA_ASSIGN(const engine::DocumentRows rows,
               engine::DocumentRows::open(model_folder, source.group_columns.size()));
  source.has_pieces = rows.has_pieces();
  try {
    if (!corpus_folder.empty()) THETA_RETURN_IF_ERROR(open_corpus(source));
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: its manifest has a field of a wrong type", model_folder);
  }
  const size_t all = source.topics();
  if (!include_hidden) drop_hidden(source.view);
  source.left_out = all - source.topics();
  return source;
}

std::vector<double> document_shares(const ExportSource& source, size_t d) {
  const auto weights = source.view.theta.row_span(d);
  return rescaled({weights.begin(), weights.end()});
}

std::vector<double> topic_shares(const ExportSource& source) {
  std::vector<double> shares;
  for (const engine::TopicView& topic : source.view.topics) shares.push_back(topic.share);
  return rescaled(std::move(shares));
}

double total_tokens(const ExportSource& source) {
  double tokens = 0;
  for (const uint64_t uses : source.view.word_frequency) tokens += static_cast<double>(uses);
  return tokens;
}

uint32_t main_topic(const ExportSource& source, size_t d) {
  const auto weights = source.view.theta.row_span(d);
  uint32_t main = UINT32_MAX;
  for (uint32_t k = 0; k < weights.size(); ++k) {
    if (source.view.topics[k].hidden) continue;
    if (main == UINT32_MAX || weights[k] > weights[main]) main = k;
  }
  return main;
}

}  // namespace theta::exports

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "corpus/corpus.h"
#include "engine/model_view.h"

namespace theta::exports {

/// What an export is made of: a model through its edits, and the corpus where one was named.
struct ExportSource {
  engine::ModelView view;                  ///< without hidden topics, unless they were asked for
  size_t left_out = 0;                     ///< hidden topics that were left out
  std::vector<std::string> group_columns;  ///< names of the groups of each document
  bool has_pieces = false;                 ///< rows were split, and each document is a piece of one
  std::string corpus_folder;               ///< empty when no corpus was named
  std::optional<corpus::Corpus> corpus;    ///< the model's own

  size_t documents() const { return view.theta.rows(); }
  size_t topics() const { return view.topics.size(); }
};

/// Opens a model and, unless `corpus_folder` is empty, the corpus that it was trained on; another corpus is a
/// bad-input error.
Result<ExportSource> open_source(const std::string& model_folder, const std::string& corpus_folder,
                                 bool include_hidden);

/// The weights of a document, rescaled to sum to 1 where hidden topics took a part of it; equal parts when
/// nothing is left.
std::vector<double> document_shares(const ExportSource& source, size_t d);

/// The topics' parts of all tokens, rescaled to sum to 1.
std::vector<double> topic_shares(const ExportSource& source);

/// Uses of all words together.
double total_tokens(const ExportSource& source);

/// The exported column of the visible topic with the largest weight, ties by lower number.
uint32_t main_topic(const ExportSource& source, size_t d);

}  // namespace theta::exports

#pragma once

#include "export/document_rows.h"
#include "export/export_source.h"
#include "export/table_writer.h"

namespace theta::exports {

// Each writes one table; docs/formats.md, "Exports", tells what stands in their columns.

/// "topics": one row per topic. `top_words`: how many words its last column lists.
Status write_topics(const ExportSource& source, size_t top_words, TableWriter& out);

/// "words": the `top_words` most probable words of each topic, one per row.
Status write_words(const ExportSource& source, size_t top_words, TableWriter& out);

/// "documents": one row per document with its main topic and the weight of every topic; with its text when
/// the source has a corpus and `texts` is set.
Status write_documents(const ExportSource& source, bool texts, const Walk& walk, TableWriter& out);

/// "doc_topics": one row per document and topic of at least `least_weight`.
Status write_document_topics(const ExportSource& source, double least_weight, const Walk& walk,
                             TableWriter& out);

/// "topic_times" and "topic_life" where documents have dates, and "word_drift" of a dynamic model: what the
/// edits make of the tables of these names in the model folder. `threads` as in ExportOptions.
Status write_time_tables(const ExportSource& source, size_t threads, TableWriter& out);

/// "metrics": current_metrics().
Status write_metrics(const ExportSource& source, size_t threads, TableWriter& out);

/// "summary": what the model is and what the export leaves out.
Status write_summary(const ExportSource& source, TableWriter& out);

/// "settings": every parameter of the run, of the tokenizer and of the vocabulary, by its path in the
/// manifest.
Status write_settings(const ExportSource& source, TableWriter& out);

/// "edits": every edit of the model, oldest first, and whether it is in force.
Status write_edits(const ExportSource& source, TableWriter& out);

}  // namespace theta::exports

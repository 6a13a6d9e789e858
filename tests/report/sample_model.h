#pragma once

#include "report/report.h"

namespace theta::report {

enum class SampleLanguage { kEnglish, kChinese };

/// An invented model of `topics` topics, the same for every call, with every measure, passages and a history.
/// Its words, title and passages hold characters that HTML and scripts treat specially.
ReportInput sample_model(SampleLanguage language, size_t topics);

/// The same model after edits: numbers with gaps, names, a merged and a hidden topic, and a stop word.
ReportInput edited_model(SampleLanguage language, size_t topics);

/// A dynamic model: `slices` years, of which three are empty and one holds few documents, and drifting words.
ReportInput dynamic_model(SampleLanguage language, size_t topics, size_t slices);

/// The same with the manifest and the history of latent Dirichlet allocation.
ReportInput sample_lda_model(SampleLanguage language, size_t topics);

/// The same model without metrics, manifest, history, passages and measures.
ReportInput bare_model(SampleLanguage language, size_t topics);

}  // namespace theta::report

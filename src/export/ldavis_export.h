#pragma once

#include <string>

#include "export/export_source.h"
#include "formats/json.h"

namespace theta::exports {

/// The object that LDAvis and pyLDAvis draw: mdsDat, tinfo, token.table, R, lambda.step, plot.opts,
/// topic.order. Topics are numbered 1, 2, ... by falling share; topic.order names each by its topic_id + 1.
///
/// As in LDAvis 0.3 (createJSON): the map is classical scaling of Jensen-Shannon divergences in nats, the
/// terms of the start view go by saliency, those of a topic are the R most relevant ones for any lambda on
/// the grid, and a term's uses in the topics are scaled to add up to its uses in the corpus. A term that was
/// never counted counts as used once. Source: Sievert & Shirley, "LDAvis", 2014; Chuang, Manning & Heer,
/// "Termite", 2012.
formats::Json ldavis_data(const ExportSource& source, size_t terms);

Status write_ldavis(const ExportSource& source, size_t terms, const std::string& path);

bool is_our_ldavis(const std::string& path);

}  // namespace theta::exports

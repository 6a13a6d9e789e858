#include "views/citation.h"

#include "base/files.h"
#include "engine/model_files.h"
#include "report/methods_paragraph.h"
#include "report/model_metrics.h"
#include "report/references.h"

namespace theta::views {
namespace {

using formats::Json;

report::MethodsFacts facts_of(const Snapshot& snapshot, const Json& run) {
  const engine::ModelView& view = snapshot.view();
  report::MethodsFacts facts;
  facts.manifest = view.manifest;
  facts.figures = report::metrics_of_view(view, run).figures;
  facts.edits = Json::array();
  for (const engine::Edit& edit : view.edits) facts.edits.push_back(engine::edit_json(edit));
  facts.model_topics = view.model_topics;
  facts.shown_topics = snapshot.visible().size();
  facts.hidden_topics = view.topics.size() - facts.shown_topics;
  for (const engine::TopicView& topic : view.topics) {
    if (topic.hidden) continue;
    if (topic.renamed) ++facts.named_topics;
    if (topic.members.size() > 1) facts.merged.push_back(topic.members);
  }
  if (report::model_kind(view.manifest) == "detm")
    facts.drift_slices = view.manifest.value("time", Json::object()).value("slices", Json::array()).size();
  return facts;
}

}  // namespace

Result<Json> citation_view(const Snapshot& snapshot) {
  THETA_ASSIGN(const Json run, formats::read_json(join_path(snapshot.folder(), engine::kMetricsFile)));
  try {
    const report::MethodsFacts facts = facts_of(snapshot, run);
    const report::MethodsParagraph methods = report::methods_paragraph(facts);
    return Json{{"methods", {{"en", methods.english}, {"zh", methods.chinese}}},
                {"bibtex", report::bibliography(report::model_kind(facts.manifest), facts.drift_slices > 0)}};
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: {} has a field of a wrong type", snapshot.folder(), engine::kManifestFile);
  }
}

}  // namespace theta::views

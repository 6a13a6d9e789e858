#include "engine/edits.h"
#include "export/report_input.h"
#include "export/tables.h"
#include "formats/json.h"

namespace theta::exports {
namespace {

using formats::Json;

// A scalar as a cell; text stays in `text`, which must live as long as the cell.
Cell scalar_cell(const Json& value, std::string& text) {
  if (value.is_number_unsigned()) return value.get<uint64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_null()) return {};
  text = value.is_string() ? value.get<std::string>() : formats::json_line(value);
  return std::string_view(text);
}

Status pair_row(std::string_view name, const Json& value, TableWriter& out) {
  std::string text;
  const std::vector<Cell> cells = {name, scalar_cell(value, text)};
  return out.row(cells);
}

// Objects go down to their scalars; lists stay together as JSON.
Status flat_rows(const std::string& path, const Json& value, TableWriter& out) {
  if (!value.is_object()) return pair_row(path, value, out);
  for (const auto& [key, member] : value.items()) {
    THETA_RETURN_IF_ERROR(flat_rows(path.empty() ? key : path + "." + key, member, out));
  }
  return {};
}

const std::vector<Column> kPairs = {{"name", 28}, {"value", 60}};

}  // namespace

Status write_metrics(const ExportSource& source, size_t threads, TableWriter& out) {
  THETA_ASSIGN(const Json metrics, current_metrics(source, threads));
  THETA_RETURN_IF_ERROR(out.begin("metrics", kPairs));
  for (const auto& [name, value] : metrics.items()) {
    if (!value.is_structured()) THETA_RETURN_IF_ERROR(pair_row(name, value, out));
  }
  return out.end();
}

Status write_summary(const ExportSource& source, TableWriter& out) {
  const Json& manifest = source.view.manifest;
  const Json corpus = manifest.value("corpus", Json::object());
  Json lines = {{"source", corpus.value("source", Json())},
                {"model", manifest.value("model", Json())},
                {"recipe", manifest.value("recipe", Json())},
                {"seed", manifest.value("seed", Json())},
                {"created_at", manifest.value("created_at", Json())},
                {"program", "THETA " THETA_VERSION},
                {"trained_with", manifest.value("program_version", Json())},
                {"documents", source.documents()},
                {"topics", source.topics()},
                {"hidden_topics_left_out", source.left_out},
                {"revision", source.view.revision},
                {"edits_in_force", source.view.edits.size()},
                {"words", source.view.vocabulary.size()},
                {"tokens", static_cast<uint64_t>(total_tokens(source))},
                {"corpus_hash", corpus.value("hash", Json())}};
  THETA_RETURN_IF_ERROR(out.begin("summary", kPairs));
  for (const auto& [name, value] : lines.items()) THETA_RETURN_IF_ERROR(pair_row(name, value, out));
  return out.end();
}

Status write_settings(const ExportSource& source, TableWriter& out) {
  const Json& manifest = source.view.manifest;
  THETA_RETURN_IF_ERROR(out.begin("settings", kPairs));
  THETA_RETURN_IF_ERROR(flat_rows("", manifest.value("parameters", Json::object()), out));
  const Json corpus = manifest.value("corpus", Json::object());
  for (const char* const key : {"tokenizer", "vocabulary_limits"}) {
    if (corpus.contains(key)) THETA_RETURN_IF_ERROR(flat_rows(key, corpus.at(key), out));
  }
  return out.end();
}

Status write_edits(const ExportSource& source, TableWriter& out) {
  THETA_ASSIGN(const engine::Edits edits, engine::read_edits(source.view.folder));
  THETA_RETURN_IF_ERROR(
      out.begin("edits", {{"edit_id", 8}, {"created_at", 22}, {"kind", 12}, {"in_force", 9}, {"edit", 80}}));
  std::vector<bool> in_force(edits.lines.size());
  for (const size_t line : edits.in_force) in_force[line] = true;
  for (size_t i = 0; i < edits.lines.size(); ++i) {
    const engine::Edit& edit = edits.lines[i];
    const std::string what = engine::describe_edit(edit);
    const std::vector<Cell> cells = {edit.edit_id, edit.created_at, engine::edit_kind_name(edit.kind),
                                     uint64_t{in_force[i] ? 1U : 0U}, std::string_view(what)};
    THETA_RETURN_IF_ERROR(out.row(cells));
  }
  return out.end();
}

}  // namespace theta::exports

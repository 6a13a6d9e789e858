// Views of documents.
#include <algorithm>

#include "corpus/dates.h"
#include "server/request_body.h"
#include "server/views.h"
#include "views/document_list.h"
#include "views/reading.h"

namespace theta::server {
namespace {

using formats::Json;
using views::DocumentQuery;

constexpr int64_t kLargestPage = 500;
constexpr int64_t kMostAlike = 50;
constexpr size_t kLongestSearch = 200;  // bytes

Result<std::optional<uint32_t>> topic_of(const ViewCall& call, std::string_view name) {
  if (!call.request.query(name)) return std::optional<uint32_t>();
  THETA_ASSIGN(const int64_t id, query_number(call.request, name, 0, 0, UINT32_MAX));
  const std::optional<uint32_t> found = call.snapshot.find_topic(static_cast<uint64_t>(id));
  if (!found.has_value()) return not_found("query: {}: the model has no topic {}", name, id);
  return found;
}

Result<std::optional<int32_t>> day_of(const ViewCall& call, std::string_view name) {
  const std::optional<std::string_view> text = call.request.query(name);
  if (!text) return std::optional<int32_t>();
  const std::optional<corpus::Date> date = corpus::parse_date(*text);
  if (!date.has_value() || date->precision != corpus::DatePrecision::kDay)
    return usage_error("query: {} must be a day such as 2021-03-04", name);
  return std::optional<int32_t>(date->days);
}

Status read_group(const ViewCall& call, DocumentQuery& query) {
  const auto name = call.request.query("column");
  const auto value = call.request.query("value");
  if (name.has_value() != value.has_value()) return usage_error("query: column and value belong together");
  if (!name.has_value()) return {};
  query.column = call.snapshot.index().find_column(*name);
  if (!query.column.has_value()) return not_found("query: column: the model has no column \"{}\"", *name);
  const auto& values = call.snapshot.index().columns()[*query.column].values;
  const auto found = std::find(values.begin(), values.end(), *value);
  if (found == values.end()) return not_found("query: value: the column has no value \"{}\"", *value);
  query.value = static_cast<uint32_t>(found - values.begin());
  return {};
}

Result<DocumentQuery> read_query(const ViewCall& call) {
  DocumentQuery query;
  THETA_ASSIGN(const int64_t limit, query_number(call.request, "limit", 50, 0, kLargestPage));
  THETA_ASSIGN(const int64_t offset, query_number(call.request, "offset", 0, 0, int64_t{1} << 40));
  query.limit = static_cast<size_t>(limit);
  query.offset = static_cast<size_t>(offset);
  THETA_ASSIGN(query.topic, topic_of(call, "topic"));
  THETA_ASSIGN(query.main_topic, topic_of(call, "main_topic"));
  THETA_ASSIGN(const auto least, query_real(call.request, "min_weight", 0, 1));
  query.min_weight = least.value_or(0);
  if (least.has_value() && !query.topic.has_value())
    return usage_error("query: min_weight is that of a topic; name it with topic");
  const std::string_view sort = call.request.query("sort").value_or("document");
  if (sort == "weight") {
    query.sort = DocumentQuery::Sort::kWeight;
    if (!query.topic.has_value()) return usage_error("query: sort=weight needs a topic");
  } else if (sort == "fit") {
    query.sort = DocumentQuery::Sort::kFit;
  } else if (sort != "document") {
    return usage_error("query: sort must be one of document, weight and fit");
  }
  THETA_RETURN_IF_ERROR(read_group(call, query));
  THETA_ASSIGN(query.from, day_of(call, "from"));
  THETA_ASSIGN(query.until, day_of(call, "until"));
  THETA_ASSIGN(query.weak, query_flag(call.request, "weak"));
  return query;
}

Result<Json> documents(const ViewCall& call) {
  THETA_ASSIGN(DocumentQuery query, read_query(call));
  const std::string_view search = call.request.query("search").value_or("");
  const bool has_texts = call.snapshot.index().has_texts();
  std::shared_ptr<const std::vector<bool>> matches;
  if (search.find_first_not_of(' ') != std::string_view::npos) {
    if (search.size() > kLongestSearch)
      return usage_error("query: search must have {} bytes at most", kLongestSearch);
    if (!has_texts)
      return make_error(ErrorKind::kUnsupported, "query: search: the texts of this model are not kept");
    THETA_ASSIGN(matches, call.opened.search(call.snapshot, std::string(search)));
    query.matches = matches.get();
  }
  THETA_ASSIGN(const views::DocumentPage page, views::list_documents(call.snapshot, query));
  Json items = Json::array();
  for (const uint32_t document : page.documents) {
    THETA_ASSIGN(Json item, views::document_json(call.snapshot, document, query.topic));
    items.push_back(std::move(item));
  }
  return Json{{"has_texts", has_texts},    {"weak_below", call.snapshot.weak_below()},
              {"items", std::move(items)}, {"total", page.total},
              {"limit", query.limit},      {"offset", query.offset}};
}

Result<Json> document(const ViewCall& call) {
  const std::optional<uint64_t> number = call.number("document");
  if (!number || *number >= call.snapshot.index().documents())
    return not_found("the model has no document {}", call.request.param("document"));
  THETA_ASSIGN(const int64_t alike, query_number(call.request, "alike", 5, 0, kMostAlike));
  THETA_ASSIGN(const engine::TopicModel* const model, call.opened.inference());
  return views::reading_view(call.snapshot, *model, *number, static_cast<size_t>(alike));
}

}  // namespace

void add_document_routes(Routes& routes) {
  add_view(routes, "/documents",
           {"limit", "offset", "sort", "topic", "min_weight", "main_topic", "column", "value", "from",
            "until", "weak", "search"},
           documents, false);
  add_view(routes, "/documents/{document}", {"alike"}, document, false);
}

}  // namespace theta::server

#include <algorithm>

#include "base/files.h"
#include "http/file_response.h"
#include "jobs/job_fields.h"
#include "server/dataset_survey.h"
#include "server/request_body.h"
#include "server/routes.h"
#include "survey/cut_text.h"
#include "survey/line_pages.h"
#include "survey/profile.h"
#include "survey/survey_files.h"
#include "survey/word_fates.h"

namespace theta::server {
namespace {

using formats::Json;

constexpr int64_t kMostPreviewRows = 200;
constexpr size_t kMostTexts = 50;
constexpr size_t kRowsShown = 5;
constexpr double kMost = 1e9;

Result<http::Response> columns(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {}));
  return answer_from_survey(
      app, call, SurveyPart::kColumns, [](const std::string& folder) -> Result<http::Response> {
        THETA_ASSIGN(const Json report, formats::read_json(join_path(folder, survey::kColumnsFile)));
        return json_answer(200, report);
      });
}

// Lines [offset, offset + limit) of pages as a list of the API.
Result<Json> page_json(const survey::LinePages& pages, const database::Page& page, const std::string& name) {
  Json items = Json::array();
  const uint64_t begin = std::min(static_cast<uint64_t>(page.offset), pages.size());
  const uint64_t end = begin + std::min(static_cast<uint64_t>(page.limit), pages.size() - begin);
  for (uint64_t i = begin; i < end; ++i) {
    THETA_ASSIGN(Json item, formats::parse_json(pages.line(i), name));
    items.push_back(std::move(item));
  }
  return Json{
      {"items", std::move(items)}, {"total", pages.size()}, {"limit", page.limit}, {"offset", page.offset}};
}

void cut_texts(Json& items, size_t characters) {
  for (Json& item : items) {
    const auto text = item.at("text").get<std::string>();
    const std::string_view shown = survey::first_characters(text, characters);
    item["cut"] = survey::count_characters(shown) < item.at("characters").get<uint64_t>();
    item["text"] = shown;
  }
}

Result<http::Response> preview(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {"limit", "offset", "characters"}));
  database::Page page;
  THETA_ASSIGN(page.limit, query_number(call.request, "limit", page.limit, 0, kMostPreviewRows));
  THETA_ASSIGN(page.offset, query_number(call.request, "offset", 0, 0, int64_t{1} << 53));
  THETA_ASSIGN(const int64_t characters,
               query_number(call.request, "characters", 1000, 1, survey::kMostCharacters));
  return answer_from_survey(
      app, call, SurveyPart::kWhole, [&](const std::string& folder) -> Result<http::Response> {
        THETA_ASSIGN(const auto pages, survey::LinePages::open(join_path(folder, survey::kRowsFile)));
        THETA_ASSIGN(Json list, page_json(pages, page, "preview"));
        cut_texts(list["items"], static_cast<size_t>(characters));
        THETA_ASSIGN(const Json found, formats::read_json(join_path(folder, survey::kProfileFile)));
        list["columns"] = found.at("columns");
        return json_answer(200, list);
      });
}

Result<http::Response> profile(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {"vocab_size", "min_documents", "max_share"}));
  const auto limit = static_cast<int64_t>(kMost);
  THETA_ASSIGN(const int64_t size, query_number(call.request, "vocab_size", 0, 1, limit));
  THETA_ASSIGN(const int64_t documents, query_number(call.request, "min_documents", 0, 1, limit));
  THETA_ASSIGN(const double share, query_share(call.request, "max_share"));
  return answer_from_survey(
      app, call, SurveyPart::kWhole, [&](const std::string& folder) -> Result<http::Response> {
        THETA_ASSIGN(Json found, formats::read_json(join_path(folder, survey::kProfileFile)));
        if (size > 0 || documents > 0 || share > 0) {
          found["vocabulary"]["size"] = survey::vocabulary_size(found, static_cast<uint64_t>(size),
                                                                static_cast<uint64_t>(documents), share);
          Json& limits = found["vocabulary"]["limits"];
          if (size > 0) limits["largest_size"] = size;
          if (documents > 0) limits["least_documents"] = documents;
          if (share > 0) limits["greatest_share"] = share;
        }
        found.erase("documents_of_words");
        found.erase("tokenizer");
        return json_answer(200, found);
      });
}

Result<http::Response> rejects_table(const http::Request& request, const std::string& folder) {
  THETA_ASSIGN(http::FileSource source, http::FileSource::open(join_path(folder, survey::kRejectsTable)));
  source.type = "text/csv; charset=utf-8";
  http::Response response = http::file_response(request, std::move(source));
  response.attachment("rejects.csv");
  return response;
}

Result<http::Response> rejects(Application& app, Call& call) {
  THETA_ASSIGN(const database::Page page, read_page(call.request, {"format"}));
  const std::string_view format = call.request.query("format").value_or("json");
  if (format != "json" && format != "csv") return usage_error("query: format must be json or csv");
  return answer_from_survey(
      app, call, SurveyPart::kWhole, [&](const std::string& folder) -> Result<http::Response> {
        if (format == "csv") return rejects_table(call.request, folder);
        THETA_ASSIGN(const auto pages, survey::LinePages::open(join_path(folder, survey::kRejectsFile)));
        THETA_ASSIGN(const Json list, page_json(pages, page, "rejects"));
        return json_answer(200, list);
      });
}

/// What is to be cut into words: rows of the data set, or texts that come with the request.
struct TokensAsked {
  std::vector<uint64_t> rows;
  std::vector<std::string> texts;
};

// Every line that is about one of the rows, or a few spread over all.
Result<std::vector<uint64_t>> lines_of(const survey::LinePages& pages, const std::vector<uint64_t>& rows) {
  std::vector<uint64_t> lines;
  if (rows.empty()) {
    const uint64_t shown = std::min<uint64_t>(pages.size(), kRowsShown);
    for (uint64_t i = 0; i < shown; ++i) lines.push_back(i * pages.size() / shown);
  }
  for (const uint64_t row : rows) {
    const std::vector<uint64_t> about = pages.about(row);
    if (about.empty()) return not_found("rows: row {} is not there, or was left out; see its rejects", row);
    lines.insert(lines.end(), about.begin(), about.end());
    if (lines.size() > kMostTexts)
      return bad_input("rows: they hold more than {} texts together", kMostTexts);
  }
  return lines;
}

Result<http::Response> answer_tokens(Application& app, Call& call, const TokensAsked& asked) {
  return answer_from_survey(
      app, call, SurveyPart::kWhole, [&](const std::string& folder) -> Result<http::Response> {
        THETA_ASSIGN(const Json found, formats::read_json(join_path(folder, survey::kProfileFile)));
        THETA_ASSIGN(const auto fates, survey::WordFates::open(folder, found));
        Json items = Json::array();
        for (const std::string& text : asked.texts) {
          Json item = {{"file", Json()}, {"row", Json()}, {"piece", Json()}, {"cut", false}};
          item.update(fates->cut(text));
          items.push_back(std::move(item));
        }
        if (!asked.texts.empty()) return json_answer(200, {{"items", std::move(items)}});
        THETA_ASSIGN(const auto pages, survey::LinePages::open(join_path(folder, survey::kRowsFile)));
        THETA_ASSIGN(const std::vector<uint64_t> lines, lines_of(pages, asked.rows));
        for (const uint64_t line : lines) {
          THETA_ASSIGN(const Json row, formats::parse_json(pages.line(line), "rows"));
          Json item = {{"file", row.at("file")},
                       {"row", row.at("row")},
                       {"piece", row.at("piece")},
                       {"cut", row.at("characters").get<uint64_t>() > survey::kMostCharacters}};
          item.update(fates->cut(row.at("text").get<std::string>()));
          items.push_back(std::move(item));
        }
        return json_answer(200, {{"items", std::move(items)}});
      });
}

Result<http::Response> tokens(Application& app, Call& call) {
  THETA_RETURN_IF_ERROR(check_query(call.request, {"rows"}));
  TokensAsked asked;
  THETA_ASSIGN(asked.rows, query_numbers(call.request, "rows", kMostTexts));
  return answer_tokens(app, call, asked);
}

Result<http::Response> tokens_of_texts(Application& app, Call& call) {
  THETA_ASSIGN(const Json body, read_json_body(call.request));
  jobs::JobFields fields(body, "body", "a request for tokens");
  TokensAsked asked;
  std::optional<std::string> text;
  fields.take("text", text);
  fields.take("texts", asked.texts);
  fields.take("rows", asked.rows);
  if (text) asked.texts.insert(asked.texts.begin(), *text);
  THETA_RETURN_IF_ERROR(fields.finish());
  if (asked.texts.empty() == asked.rows.empty()) return bad_input("body: needs either text, texts or rows");
  if (std::max(asked.texts.size(), asked.rows.size()) > kMostTexts)
    return bad_input("body: at most {} texts or rows at once", kMostTexts);
  for (const std::string& one : asked.texts) {
    if (survey::count_characters(one) > survey::kMostCharacters)
      return bad_input("body: text: has more than {} characters", survey::kMostCharacters);
  }
  return answer_tokens(app, call, asked);
}

}  // namespace

void add_dataset_content_routes(Routes& routes) {
  routes.add("GET", "/api/datasets/{id}/columns", columns);
  routes.add("GET", "/api/datasets/{id}/preview", preview);
  routes.add("GET", "/api/datasets/{id}/profile", profile);
  routes.add("GET", "/api/datasets/{id}/rejects", rejects);
  routes.add("GET", "/api/datasets/{id}/tokens", tokens);
  routes.add_json("POST", "/api/datasets/{id}/tokens", tokens_of_texts, {}, Access::kRead);
}

}  // namespace theta::server

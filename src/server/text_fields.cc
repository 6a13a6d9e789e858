#include "server/text_fields.h"

namespace theta::server {
namespace {

constexpr size_t kMostTexts = 1000;

}  // namespace

void take_texts(jobs::JobFields& fields, std::vector<std::string>& texts, inference::AnswerOptions& options) {
  std::string text;
  const bool single = fields.find("text") != nullptr;
  const formats::Json* const list = fields.find("texts");
  if (single == (list != nullptr)) fields.refuse("text", "give either text or texts");
  fields.take("text", text);
  if (list != nullptr && !list->is_array()) fields.refuse("texts", "must be a list of strings");
  fields.take("texts", texts);
  fields.take_between("top_k", options.top_k, 1, 1000);
  fields.take("explain", options.explain);
  if (single) texts = {std::move(text)};
  if (texts.empty() || texts.size() > kMostTexts)
    fields.refuse("texts", fmt::format("must hold 1 to {} texts", kMostTexts));
}

}  // namespace theta::server

#include <algorithm>

#include "cli/command.h"
#include "cli/option_kind.h"
#include "engine/model_view.h"

namespace theta::cli {
namespace {

struct TopicsArguments {
  std::string model;
  size_t words = 10;
  bool all = false;
};

nlohmann::json topic_json(const engine::ModelView& view, size_t index) {
  const engine::TopicView& topic = view.topics[index];
  nlohmann::json words = nlohmann::json::array();
  for (const uint32_t word : topic.top_words) {
    words.push_back({{"word", view.vocabulary[word]}, {"probability", view.beta(index, word)}});
  }
  return {{"topic_id", topic.topic_id}, {"name", topic.name},       {"renamed", topic.renamed},
          {"hidden", topic.hidden},     {"members", topic.members}, {"share", topic.share},
          {"words", std::move(words)}};
}

void print_topic(const engine::ModelView& view, const engine::TopicView& topic, size_t words) {
  std::string list;
  if (topic.renamed) list += " " + topic.name + ":";
  for (size_t i = 0; i < std::min(words, topic.top_words.size()); ++i) {
    list += " " + view.vocabulary[topic.top_words[i]];
  }
  fmt::print("{:>5}  {:>5.1f}% {}{}\n", topic.topic_id, 100 * topic.share, list,
             topic.hidden ? "  (hidden)" : "");
}

Result<int> run(const TopicsArguments& arguments, Console& console) {
  THETA_ASSIGN(const engine::ModelView view,
               engine::open_view(arguments.model, engine::ViewParts::kWithoutTheta));
  if (!console.json()) fmt::print("{:>5}  {:>6}  words\n", "topic", "share");
  for (size_t i = 0; i < view.topics.size(); ++i) {
    if (view.topics[i].hidden && !arguments.all) continue;
    if (console.json()) {
      console.event(topic_json(view, i));
    } else {
      print_topic(view, view.topics[i], arguments.words);
    }
  }
  const size_t hidden = view.topics.size() - engine::visible_topics(view).size();
  if (hidden > 0 && !arguments.all && !console.json()) {
    console.say(fmt::format("{} of {} topics are hidden; --all shows them", hidden, view.topics.size()));
  }
  return 0;
}

}  // namespace

Command topics_command() {
  return {"topics", "Print the topics of a model", [](CLI::App& app) {
            auto arguments = std::make_shared<TopicsArguments>();
            takes_folder(app.add_option("model", arguments->model, "model folder"))->required();
            app.add_option("--words", arguments->words, "words per topic")->capture_default_str();
            app.add_flag("--all", arguments->all, "hidden topics, too");
            app.footer("theta topics reviews.model\ntheta topics reviews.model --words 20 --json");
            return [arguments](Console& console) { return run(*arguments, console); };
          }};
}

}  // namespace theta::cli

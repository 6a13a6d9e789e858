#include "base/files.h"
#include "cli/command.h"
#include "engine/model_files.h"
#include "engine/topic_model.h"

namespace theta::cli {
namespace {

Result<int> run(const std::string& folder, size_t words, Console& console) {
  THETA_RETURN_IF_ERROR(engine::read_manifest(folder).status());
  const std::string path = join_path(folder, engine::kTopicWordsFile);
  THETA_ASSIGN(const formats::Json json, formats::read_json(path));
  try {
    if (!console.json()) fmt::print("{:>5}  {:>6}  words\n", "topic", "share");
    for (const auto& topic : json.at("topics")) {
      if (console.json()) {
        console.event(nlohmann::json(topic));
        continue;
      }
      std::string list;
      const auto& top = topic.at("words");
      for (size_t i = 0; i < std::min(words, top.size()); ++i)
        list += " " + top[i].at("word").get<std::string>();
      fmt::print("{:>5}  {:>5.1f}% {}\n", topic.at("topic_id").get<size_t>(),
                 100 * topic.at("share").get<double>(), list);
    }
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: does not describe topics", path);
  }
  return 0;
}

}  // namespace

Command topics_command() {
  return {"topics", "Print the topics of a model", [](CLI::App& app) {
            auto model = std::make_shared<std::string>();
            auto words = std::make_shared<size_t>(10);
            app.add_option("model", *model, "model folder")->required();
            app.add_option("--words", *words, "words per topic")->capture_default_str();
            return [model, words](Console& console) { return run(*model, *words, console); };
          }};
}

}  // namespace theta::cli

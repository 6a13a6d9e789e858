#include <memory>

#include "cli/command.h"
#include "cli/option_kind.h"
#include "engine/edits.h"
#include "engine/model_view.h"
#include "engine/topic_model.h"

namespace theta::cli {
namespace {

using engine::Edit;
using engine::EditKind;

struct EditArguments {
  std::string model;
  std::optional<uint64_t> expected_revision;
  uint32_t topic = 0;
  Edit edit;
};

std::string topic_line(const engine::TopicView& topic) {
  std::string line = fmt::format("topic {}: {}", topic.topic_id, topic.name);
  if (topic.members.size() > 1) line += fmt::format(" (topics {} together)", fmt::join(topic.members, ", "));
  if (topic.hidden) line += " (hidden)";
  return line;
}

// A topic of the view as it is now, or nothing when it is not there.
void say_topic(const engine::ModelView& view, uint32_t topic_id, Console& console) {
  for (const engine::TopicView& topic : view.topics) {
    if (topic.topic_id == topic_id) console.say(topic_line(topic));
  }
}

Result<int> append(const EditArguments& arguments, Console& console) {
  THETA_ASSIGN(const engine::Edits edits,
               engine::append_edit(arguments.model, arguments.edit, arguments.expected_revision));
  if (edits.torn_bytes > 0) {
    console.say(fmt::format("{}: cut {} bytes of an edit that a crash left unfinished", arguments.model,
                            edits.torn_bytes));
  }
  const Edit& line = edits.lines.back();
  std::string done = engine::describe_edit(line);
  const Edit& touched = line.target > 0 ? edits.lines[line.target - 1] : line;
  if (line.target > 0) done += ": " + engine::describe_edit(touched);
  console.say(done);
  THETA_ASSIGN(const engine::ModelView view,
               engine::open_view(arguments.model, engine::ViewParts::kWithoutTheta));
  for (const uint32_t topic_id : touched.topics) say_topic(view, topic_id, console);
  console.say(fmt::format("{} is at revision {}: {} topics, {} visible, {} words", arguments.model,
                          edits.revision(), view.topics.size(), engine::visible_topics(view).size(),
                          view.vocabulary.size()));
  console.summary({{"model", arguments.model},
                   {"revision", edits.revision()},
                   {"edit", nlohmann::json(engine::edit_json(line))},
                   {"edits_in_force", edits.in_force.size()},
                   {"done", done}});
  return 0;
}

Result<int> list(const std::string& model, Console& console) {
  THETA_RETURN_IF_ERROR(engine::read_manifest(model).status());
  THETA_ASSIGN(const engine::Edits edits, engine::read_edits(model));
  if (edits.torn_bytes > 0) {
    console.say(fmt::format("{}: left out {} bytes of an edit that a crash left unfinished", model,
                            edits.torn_bytes));
  }
  std::vector<bool> in_force(edits.lines.size());
  for (const size_t line : edits.in_force) in_force[line] = true;
  for (size_t i = 0; i < edits.lines.size(); ++i) {
    const Edit& edit = edits.lines[i];
    const bool steps = edit.kind == EditKind::kUndo || edit.kind == EditKind::kRedo;
    if (console.json()) {
      formats::Json json = engine::edit_json(edit);
      json["in_force"] = static_cast<bool>(in_force[i]);
      json["done"] = engine::describe_edit(edit);
      console.event(nlohmann::json(json));
    } else {
      fmt::print("{:>5}  {}  {:<8}  {}\n", edit.edit_id, edit.created_at,
                 steps         ? ""
                 : in_force[i] ? "in force"
                               : "undone",
                 engine::describe_edit(edit));
    }
  }
  if (!console.json() && edits.lines.empty()) console.say(fmt::format("{} has no edits", model));
  console.summary({{"model", model},
                   {"revision", edits.revision()},
                   {"edits_in_force", edits.in_force.size()},
                   {"edits_undone", edits.undone.size()}});
  return 0;
}

using Arguments = std::shared_ptr<EditArguments>;
using Run = std::function<Result<int>(Console&)>;

// `theta edit MODEL NAME`; `*run` is set when this is the one that was asked for.
CLI::App& action(CLI::App& parent, const char* name, const char* summary, const std::shared_ptr<Run>& run,
                 Run body) {
  CLI::App& app = *parent.add_subcommand(name, summary);
  app.fallthrough();  // --json and --expect-revision may stand behind it
  app.callback([run, body = std::move(body)] { *run = body; });
  return app;
}

CLI::App& editing(CLI::App& parent, const char* name, const char* summary, const std::shared_ptr<Run>& run,
                  const Arguments& arguments, EditKind kind) {
  return action(parent, name, summary, run, [arguments, kind](Console& console) {
    arguments->edit.kind = kind;
    if (kind == EditKind::kRename) arguments->edit.topics = {arguments->topic};
    return append(*arguments, console);
  });
}

void bind_topic_edits(CLI::App& app, const std::shared_ptr<Run>& run, const Arguments& arguments) {
  Edit& edit = arguments->edit;
  CLI::App& rename =
      editing(app, "rename", "Give a topic a name; \"\" takes it back", run, arguments, EditKind::kRename);
  rename.add_option("topic", arguments->topic, "number of the topic")->required();
  rename.add_option("name", edit.name, "its name, one line")->required();
  CLI::App& merge = editing(app, "merge", "Make several topics one, under the number of the first", run,
                            arguments, EditKind::kMerge);
  merge.add_option("topics", edit.topics, "numbers of the topics")->required();
  CLI::App& hide = editing(app, "hide", "Leave topics out of what is shown", run, arguments, EditKind::kHide);
  hide.add_option("topics", edit.topics, "numbers of the topics")->required();
  CLI::App& show = editing(app, "show", "Show hidden topics again", run, arguments, EditKind::kShow);
  show.add_option("topics", edit.topics, "numbers of the topics")->required();
}

void bind_word_edits(CLI::App& app, const std::shared_ptr<Run>& run, const Arguments& arguments) {
  CLI::App& words = *app.add_subcommand("stop-words", "Take words out of all topics, or back in");
  words.fallthrough();
  words.require_subcommand(1);
  CLI::App& add = editing(words, "add", "Take words out of all topics", run, arguments, EditKind::kStopWords);
  add.add_option("words", arguments->edit.words, "words of the vocabulary")->required();
  CLI::App& remove =
      editing(words, "remove", "Take stop words back in", run, arguments, EditKind::kAllowWords);
  remove.add_option("words", arguments->edit.words, "stop words of this model")->required();
}

}  // namespace

Command edit_command() {
  return {"edit", "Rename, merge and hide topics, take out words, undo", [](CLI::App& app) {
            auto arguments = std::make_shared<EditArguments>();
            auto chosen = std::make_shared<Run>();
            app.require_subcommand(1);
            takes_folder(app.add_option("model", arguments->model, "model folder"))->required();
            app.add_option("--expect-revision", arguments->expected_revision,
                           "fail when the model is not at this revision");
            app.footer("theta edit reviews.model rename 3 \"Delivery\"\ntheta edit reviews.model undo");
            bind_topic_edits(app, chosen, arguments);
            bind_word_edits(app, chosen, arguments);
            editing(app, "undo", "Take the last edit back", chosen, arguments, EditKind::kUndo);
            editing(app, "redo", "Do the edit that was undone last again", chosen, arguments,
                    EditKind::kRedo);
            action(app, "list", "The history of edits", chosen,
                   [arguments](Console& console) { return list(arguments->model, console); });
            return [chosen](Console& console) { return (*chosen)(console); };
          }};
}

}  // namespace theta::cli

// Data sets, files, models, links, webhooks, audit, settings: what users keep, and that strangers see none of
// it.
#include "database/audit.h"
#include "database/dataset_files.h"
#include "database/datasets.h"
#include "database/finished_trainings.h"
#include "database/model_edits.h"
#include "database/models.h"
#include "database/settings.h"
#include "database/shares.h"
#include "database/task_queue.h"
#include "database/tasks.h"
#include "database/usage.h"
#include "database/webhooks.h"
#include "fixture.h"

namespace theta::database {
namespace {

class ContentContract : public OnBoth {
 protected:
  NewModel new_model(std::string_view name) {
    NewModel model{
        .name = std::string(name), .kind = "etm", .manifest_json = "{\"topics\":20}", .bytes = 123};
    model.object_prefix = "models/" + model.id.text();
    return model;
  }
};

TEST_P(ContentContract, DatasetChangesByRevision) {
  Datasets datasets(database());
  const User user = add_user("a");
  const Dataset made = datasets.add(user.id, "访谈", "{\"text\":[\"正文\"]}").value();
  EXPECT_EQ(datasets.get(user.id, made.id).value().columns_json, "{\"text\":[\"正文\"]}");
  const auto changed =
      datasets.change(user.id, made.id, {.name = "Interviews", .state = DatasetState::kReady, .rows = 12}, 1);
  ASSERT_EQ(outcome(changed), "ok");
  EXPECT_EQ(changed.value().revision, 2);
  EXPECT_EQ(kind(datasets.change(user.id, made.id, {.name = "x"}, 1)), ErrorKind::kConflict);
  ASSERT_TRUE(datasets
                  .change(user.id, made.id,
                          {.state = DatasetState::kFailed, .error_message = "row 3: no text"}, std::nullopt)
                  .ok());
  EXPECT_EQ(datasets.get(user.id, made.id).value().error_message, "row 3: no text");
  ASSERT_TRUE(datasets.change(user.id, made.id, {.state = DatasetState::kReady}, 3).ok());
  const Dataset found = datasets.get(user.id, made.id).value();
  EXPECT_EQ(found.name, "Interviews");
  EXPECT_EQ(found.rows, 12);
  EXPECT_EQ(found.state, DatasetState::kReady);
  EXPECT_EQ(found.error_message, std::nullopt);
  EXPECT_EQ(found.revision, 4);
}

TEST_P(ContentContract, StrangersFindNothing) {
  const User user = add_user("a");
  const User stranger = add_user("b");
  Datasets datasets(database());
  DatasetFiles files(database());
  Models models(database());
  Shares shares(database());
  Webhooks webhooks(database());
  Tasks tasks(database());
  const Dataset dataset = datasets.add(user.id, "d", "{}").value();
  const DatasetFile file = files.add(user.id, dataset.id, {.name = "f.csv"}).value();
  const Model model = models.add(user.id, dataset.id, new_model("m")).value();
  const Share share = shares.add(user.id, model.id, "token", 1000000).value();
  const Webhook hook = webhooks.add(user.id, "hook", "https://example.org/", "[]", "s", 5).value();
  const Task task =
      tasks.create(user.id, {.dataset = dataset.id, .kind = "train"}, std::nullopt, 10).value().task;

  const UserId who = stranger.id;
  const std::vector<std::optional<ErrorKind>> answers = {
      kind(datasets.get(who, dataset.id)),
      kind(datasets.change(who, dataset.id, {.name = "x"}, std::nullopt)),
      kind(datasets.remove(who, dataset.id)),
      kind(files.add(who, dataset.id, {.name = "g.csv"})),
      kind(files.get(who, dataset.id, "f.csv")),
      kind(files.advance(who, file.id, 0, 1)),
      kind(files.complete(who, file.id, 1, "x")),
      kind(files.remove(who, file.id)),
      kind(models.add(who, dataset.id, new_model("n"))),
      kind(models.get(who, model.id)),
      kind(models.change(who, model.id, {.name = "x"}, std::nullopt)),
      kind(models.begin_removal(who, model.id)),
      kind(shares.add(who, model.id, "other", 1000)),
      kind(shares.remove(who, share.id)),
      kind(webhooks.get(who, hook.id)),
      kind(webhooks.remove(who, hook.id)),
      kind(webhooks.change(who, hook.id, {})),
      kind(tasks.create(who, {.dataset = dataset.id, .kind = "train"}, std::nullopt, 10)),
      kind(tasks.get(who, task.id)),
      kind(tasks.cancel(who, task.id)),
      kind(tasks.restart(who, task.id)),
      kind(tasks.remove(who, task.id)),
  };
  for (size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i], ErrorKind::kNotFound) << "answer " << i;
  EXPECT_EQ(datasets.list(who, {}).value().total, 0);
  EXPECT_EQ(files.list(who, dataset.id, {}).value().total, 0);
  EXPECT_EQ(models.list(who, {}, {}).value().total, 0);
  EXPECT_EQ(shares.list(who, model.id, {}).value().total, 0);
  EXPECT_EQ(webhooks.list(who, {}).value().total, 0);
  EXPECT_EQ(tasks.list(who, {}, {}).value().total, 0);
  EXPECT_EQ(files.stored_bytes(who).value(), 0);
  EXPECT_EQ(datasets.list(user.id, {}).value().total, 1);
  EXPECT_EQ(models.list(user.id, {.dataset = dataset.id}, {}).value().total, 1);
}

TEST_P(ContentContract, UploadGoesOnWhereItStopped) {
  DatasetFiles files(database());
  const User user = add_user("a");
  const Dataset dataset = Datasets(database()).add(user.id, "d", "{}").value();
  const DatasetFile file =
      files
          .add(user.id, dataset.id,
               {.name = "a.csv", .media_type = "text/csv", .object_key = "k", .total_bytes = 300})
          .value();
  EXPECT_EQ(kind(files.add(user.id, dataset.id, {.name = "a.csv"})), ErrorKind::kConflict);
  ASSERT_TRUE(files.advance(user.id, file.id, 0, 100).ok());
  EXPECT_EQ(kind(files.advance(user.id, file.id, 0, 100)), ErrorKind::kConflict);
  EXPECT_EQ(kind(files.advance(user.id, file.id, 100, 50)), ErrorKind::kConflict);
  EXPECT_EQ(files.get(user.id, dataset.id, "a.csv").value().received_bytes, 100);
  EXPECT_EQ(files.stored_bytes(user.id).value(), 100);
  ASSERT_TRUE(files.complete(user.id, file.id, 300, "sum").ok());
  EXPECT_EQ(kind(files.complete(user.id, file.id, 300, "sum")), ErrorKind::kConflict);
  EXPECT_EQ(kind(files.advance(user.id, file.id, 300, 400)), ErrorKind::kConflict);
  const DatasetFile done = files.get(user.id, dataset.id, "a.csv").value();
  EXPECT_EQ(done.state, FileState::kComplete);
  EXPECT_EQ(done.sha256, "sum");
  Dataset counted = Datasets(database()).get(user.id, dataset.id).value();
  EXPECT_EQ(counted.bytes, 300);
  EXPECT_EQ(counted.revision, 2);
  ASSERT_TRUE(files.remove(user.id, file.id).ok());
  EXPECT_EQ(Datasets(database()).get(user.id, dataset.id).value().bytes, 0);
}

TEST_P(ContentContract, DatasetOfAnUnfinishedTaskStays) {
  Datasets datasets(database());
  Tasks tasks(database());
  const User user = add_user("a");
  const Dataset dataset = datasets.add(user.id, "d", "{}").value();
  const Task task =
      tasks.create(user.id, {.dataset = dataset.id, .kind = "train"}, std::nullopt, 10).value().task;
  const Model model = Models(database()).add(user.id, dataset.id, new_model("m")).value();
  EXPECT_EQ(kind(datasets.remove(user.id, dataset.id)), ErrorKind::kConflict);
  ASSERT_TRUE(tasks.cancel(user.id, task.id).ok());
  ASSERT_EQ(outcome(datasets.remove(user.id, dataset.id)), "ok");
  EXPECT_EQ(tasks.get(user.id, task.id).value().dataset, std::nullopt);
  EXPECT_EQ(Models(database()).get(user.id, model.id).value().dataset, std::nullopt);
}

TEST_P(ContentContract, ModelIsRemovedInTwoSteps) {
  Models models(database());
  Shares shares(database());
  const User user = add_user("a");
  const Model model = models.add(user.id, std::nullopt, new_model("m")).value();
  EXPECT_EQ(models.get(user.id, model.id).value().manifest_json, "{\"topics\":20}");
  EXPECT_EQ(models.change(user.id, model.id, {.name = "better"}, 1).value().revision, 2);
  EXPECT_EQ(kind(models.change(user.id, model.id, {.name = "worse"}, 1)), ErrorKind::kConflict);
  ASSERT_TRUE(shares.add(user.id, model.id, "token", 1000000).ok());
  EXPECT_EQ(shares.find_by_token("token").value().model, model.id);
  EXPECT_EQ(kind(models.finish_removal_for_admin(model.id)), ErrorKind::kNotFound);
  EXPECT_EQ(models.begin_removal(user.id, model.id).value().object_prefix, model.object_prefix);
  EXPECT_EQ(kind(models.get(user.id, model.id)), ErrorKind::kNotFound);
  EXPECT_EQ(models.list(user.id, {}, {}).value().total, 0);
  EXPECT_EQ(kind(shares.find_by_token("token")), ErrorKind::kNotFound);
  ASSERT_EQ(models.list_deleting_for_admin({}).value().items.size(), 1u);
  ASSERT_TRUE(models.finish_removal_for_admin(model.id).ok());
  EXPECT_EQ(models.list_deleting_for_admin({}).value().total, 0);
}

TEST_P(ContentContract, FinishedTrainingsAreThoseOfTasks) {
  const User user = add_user("a");
  ASSERT_EQ(outcome(Models(database()).add(user.id, std::nullopt, new_model("imported"))), "ok");
  EXPECT_TRUE(finished_trainings_for_admin(database(), 10).value().empty());
  ASSERT_EQ(outcome(Tasks(database()).create(user.id, {.kind = "train"}, std::nullopt, 10)), "ok");
  TaskQueue queue(database(), {});
  const auto claim = queue.claim_for_worker("w").value();
  ASSERT_TRUE(claim.has_value());
  NewModel trained = new_model("trained");
  trained.manifest_json = R"({"epochs":3})";
  ASSERT_EQ(outcome(queue.complete(claim->lease, "{}", {trained})), "ok");
  EXPECT_EQ(finished_trainings_for_admin(database(), 10).value(),
            std::vector<std::string>{R"({"epochs":3})"});
  EXPECT_TRUE(finished_trainings_for_admin(database(), 0).value().empty());
  ASSERT_EQ(outcome(Models(database()).begin_removal(user.id, trained.id)), "ok");
  EXPECT_TRUE(finished_trainings_for_admin(database(), 10).value().empty()) << "its owner has deleted it";
}

TEST_P(ContentContract, EditsFollowEachOther) {
  Models models(database());
  ModelEdits edits(database());
  const User user = add_user("a");
  const Model first = models.add(user.id, std::nullopt, new_model("m")).value();
  const auto second = edits.append(user.id, first, {"{\"kind\":\"hide\"}"});
  ASSERT_EQ(outcome(second), "ok");
  EXPECT_EQ(second.value().edits, 1);
  EXPECT_EQ(second.value().revision, 2);
  EXPECT_EQ(kind(edits.append(user.id, first, {"{}"})), ErrorKind::kConflict);
  ASSERT_TRUE(edits.append(user.id, second.value(), {"{\"name\":\"<b>海</b>\"}"}).ok());
  const Model renamed = models.change(user.id, first.id, {.focus_json = "[3,null]"}, std::nullopt).value();
  EXPECT_EQ(renamed.edits, 2);
  EXPECT_EQ(models.get(user.id, first.id).value().focus_json, "[3,null]");
  EXPECT_EQ(kind(edits.append(user.id, second.value(), {"{}"})), ErrorKind::kConflict);
  const std::vector<ModelEdit> lines = edits.list(user.id, first.id).value();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].number, 1);
  EXPECT_EQ(lines[1].line, "{\"name\":\"<b>海</b>\"}");
  const UserId stranger = add_user("b").id;
  EXPECT_EQ(kind(edits.list(stranger, first.id)), ErrorKind::kNotFound);
  EXPECT_EQ(kind(edits.append(stranger, renamed, {"{}"})), ErrorKind::kNotFound);
  ASSERT_TRUE(models.begin_removal(user.id, first.id).ok());
  EXPECT_EQ(kind(edits.list(user.id, first.id)), ErrorKind::kNotFound);
  ASSERT_TRUE(models.finish_removal_for_admin(first.id).ok());
}

TEST_P(ContentContract, LinksExpire) {
  Shares shares(database());
  const User user = add_user("a");
  const Model model = Models(database()).add(user.id, std::nullopt, new_model("m")).value();
  ASSERT_TRUE(shares.add(user.id, model.id, "old", -1).ok());
  const Share share = shares.add(user.id, model.id, "new", 1000000).value();
  EXPECT_EQ(kind(shares.find_by_token("old")), ErrorKind::kNotFound);
  EXPECT_EQ(shares.list(user.id, model.id, {}).value().total, 2);
  EXPECT_EQ(shares.remove_expired_for_admin().value(), 1);
  ASSERT_TRUE(shares.remove(user.id, share.id).ok());
  EXPECT_EQ(kind(shares.find_by_token("new")), ErrorKind::kNotFound);
}

TEST_P(ContentContract, AuditOutlivesItsUser) {
  Audit audit(database());
  const User user = add_user("a");
  ASSERT_TRUE(audit.append(std::nullopt, "login.failed", "", "10.0.0.1", "{}").ok());
  ASSERT_TRUE(audit.append(user.id, "login", user.id.text(), "10.0.0.1", "{\"agent\":\"x\"}").ok());
  ASSERT_TRUE(Users(database()).remove_for_admin(user.id).ok());
  const auto all = audit.list_for_admin({}, {}).value();
  ASSERT_EQ(all.total, 2);
  EXPECT_EQ(all.items[0].action, "login");
  EXPECT_GT(all.items[0].number, all.items[1].number);
  EXPECT_EQ(audit.list_for_admin({.actor = user.id}, {}).value().total, 1);
  EXPECT_EQ(audit.list_for_admin({.action = "login.failed"}, {}).value().items.at(0).address, "10.0.0.1");
  EXPECT_EQ(audit.list_for_admin({.actor = user.id, .action = "login.failed"}, {}).value().total, 0);
  EXPECT_EQ(audit.remove_older_for_admin(3600000).value(), 0);
  EXPECT_EQ(audit.remove_older_for_admin(-1000).value(), 2);
}

TEST_P(ContentContract, AdminsSeeWhoKeepsHowMuch) {
  const User little = add_user("little");
  const User much = add_user("much");
  ASSERT_TRUE(Users(database()).set_quotas_for_admin(much.id, {.max_bytes = 500}).ok());
  Datasets datasets(database());
  ASSERT_TRUE(datasets.add(little.id, "empty", "{}").ok());
  ASSERT_TRUE(Models(database()).add(much.id, std::nullopt, new_model("one")).ok());
  ASSERT_TRUE(Models(database()).add(much.id, std::nullopt, new_model("two")).ok());
  const auto first = list_usage_for_admin(database(), {.limit = 1}).value();
  EXPECT_EQ(first.total, 2);
  ASSERT_EQ(first.items.size(), 1u);
  EXPECT_EQ(first.items[0].user, much.id);
  EXPECT_EQ(first.items[0].models, 2);
  EXPECT_EQ(first.items[0].model_bytes, 246);
  EXPECT_EQ(first.items[0].max_bytes, 500);
  const auto second = list_usage_for_admin(database(), {.limit = 1, .offset = 1}).value();
  ASSERT_EQ(second.items.size(), 1u);
  EXPECT_EQ(second.items[0].email, little.email);
  EXPECT_EQ(second.items[0].datasets, 1);
  EXPECT_EQ(second.items[0].file_bytes + second.items[0].model_bytes, 0);
  EXPECT_EQ(second.items[0].max_bytes, std::nullopt);
}

TEST_P(ContentContract, FirstStarterDecidesASetting) {
  Settings settings(database());
  EXPECT_EQ(settings.get_for_admin("secret").value(), std::nullopt);
  EXPECT_EQ(settings.set_once_for_admin("secret", "\"one\"").value(), "\"one\"");
  EXPECT_EQ(settings.set_once_for_admin("secret", "\"two\"").value(), "\"one\"");
  ASSERT_TRUE(settings.set_for_admin("secret", "\"three\"").ok());
  ASSERT_TRUE(settings.set_for_admin("open", "true").ok());
  EXPECT_EQ(settings.get_for_admin("secret").value(), "\"three\"");
  EXPECT_EQ(settings.list_for_admin().value().size(), 2u);
  ASSERT_TRUE(settings.remove_for_admin("secret").ok());
  EXPECT_EQ(kind(settings.remove_for_admin("secret")), ErrorKind::kNotFound);
}

TEST_P(ContentContract, RemovedUserLeavesNothing) {
  const User user = add_user("a");
  const Dataset dataset = Datasets(database()).add(user.id, "d", "{}").value();
  ASSERT_TRUE(DatasetFiles(database()).add(user.id, dataset.id, {.name = "f"}).ok());
  const Model model = Models(database()).add(user.id, dataset.id, new_model("m")).value();
  ASSERT_TRUE(Shares(database()).add(user.id, model.id, "t", 1000).ok());
  ASSERT_TRUE(Webhooks(database()).add(user.id, "n", "u", "[]", "s", 5).ok());
  ASSERT_TRUE(Tasks(database()).create(user.id, {.kind = "train"}, IdempotencyKey{"k", "b"}, 10).ok());
  ASSERT_EQ(outcome(Users(database()).remove_for_admin(user.id)), "ok");
  for (const char* table : {"datasets", "dataset_files", "models", "shares", "webhooks", "tasks",
                            "task_lines", "idempotency_keys"}) {
    const auto rows = database().read(
        [&](Connection& c) { return c.single<int64_t>(fmt::format("select count(*) from {}", table)); });
    EXPECT_EQ(rows.value(), 0) << table;
  }
}

THETA_ON_BOTH(ContentContract);

}  // namespace
}  // namespace theta::database

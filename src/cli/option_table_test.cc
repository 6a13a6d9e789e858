#include "cli/option_table.h"

#include <gtest/gtest.h>

#include <optional>

#include "cli/help_text.h"
#include "cli/option_kind.h"
#include "cli/variables.h"

namespace theta::cli {
namespace {

// A program with one command and one below it.
class OptionTable : public testing::Test {
 protected:
  OptionTable() : app_("Paints things.", "paint") {
    CLI::App& wall = *app_.add_subcommand("wall", "Paint a wall");
    wall.require_subcommand(0, 1);
    takes_folder(wall.add_option("house", house_, "where it stands"))->required();
    choices(wall.add_option("--colour", colour_, "of the paint"), {"red", "blue"})->capture_default_str();
    wall.add_option("--layers", layers_, "of paint (default: by weather); more take longer");
    wall.add_option("--brush", brushes_, "brushes to use")->allow_extra_args(false);
    between(wall.add_option("--gloss", gloss_, "of the paint"), 0, 1);
    wall.add_flag("--dry", dry_, "only pretend");
    wall.footer("paint wall home\npaint wall home --dry");
    wall.add_subcommand("corner", "Paint a corner")->add_option("--epochs", layers_, "how often");
  }

  const OptionInfo& option(const CommandInfo& command, const std::string& name) {
    for (const OptionInfo& info : command.options) {
      if (info.name == name) return info;
    }
    ADD_FAILURE() << "no option " << name;
    return command.options.front();
  }

  CLI::App app_;
  std::string house_;
  std::string colour_ = "red";
  std::optional<size_t> layers_;
  std::vector<std::string> brushes_;
  float gloss_ = 0;
  bool dry_ = false;
};

TEST_F(OptionTable, ReadsKindsOffTheOptions) {
  const CommandInfo root = describe(app_);
  const CommandInfo& wall = *find_command(root, {"wall"});
  EXPECT_EQ(wall.options.front().name, "HOUSE");
  EXPECT_EQ(wall.options.front().kind, ValueKind::kFolder);
  EXPECT_TRUE(wall.options.front().required);
  const OptionInfo& colour = option(wall, "colour");
  EXPECT_EQ(colour.kind, ValueKind::kChoice);
  EXPECT_EQ(colour.placeholder, "red|blue");
  EXPECT_EQ(colour.default_text, "red");
  EXPECT_EQ(colour.variable, "THETA_COLOUR");
  const OptionInfo& layers = option(wall, "layers");
  EXPECT_EQ(layers.kind, ValueKind::kWholeNumber);
  EXPECT_EQ(layers.default_text, "by weather");
  EXPECT_EQ(layers.summary, "of paint; more take longer");
  EXPECT_TRUE(option(wall, "brush").repeatable);
  EXPECT_EQ(option(wall, "gloss").kind, ValueKind::kNumber);
  EXPECT_EQ(option(wall, "dry").kind, ValueKind::kNone);
  EXPECT_EQ(wall.examples, (std::vector<std::string>{"paint wall home", "paint wall home --dry"}));
}

TEST_F(OptionTable, FindsCommandsAndSuggestsThem) {
  const CommandInfo root = describe(app_);
  EXPECT_EQ(find_command(root, {"wall", "corner"})->summary, "Paint a corner");
  EXPECT_EQ(find_command(root, {"wall", "window"}), nullptr);
  EXPECT_EQ(get_command(root, {"wlal"}).error().message,
            "theta has no command \"wlal\"; did you mean \"wall\"?");
}

TEST_F(OptionTable, UsageLineShowsWhatMustBeGiven) {
  EXPECT_EQ(usage_line(*find_command(describe(app_), {"wall"})), "theta wall [OPTIONS] HOUSE COMMAND");
}

TEST_F(OptionTable, VectorOptionTakesOneValueEachTime) {
  app_.parse("wall --brush thin home --brush wide", false);
  EXPECT_EQ(brushes_, (std::vector<std::string>{"thin", "wide"}));
  EXPECT_EQ(house_, "home");
}

TEST_F(OptionTable, ChoicesAndRangesRefuse) {
  EXPECT_THROW(app_.parse("wall home --colour green", false), CLI::ValidationError);
  EXPECT_THROW(app_.parse("wall home --gloss 1.5", false), CLI::ValidationError);
  EXPECT_THROW(app_.parse("wall home --gloss nan", false), CLI::ValidationError);
  app_.parse("wall home --colour blue --gloss 1", false);
  EXPECT_EQ(colour_, "blue");
}

TEST(Variables, SharedNamesAndNamesOfOneCommand) {
  EXPECT_EQ(variable_of({"train"}, "batch-size"), "THETA_BATCH_SIZE");
  EXPECT_EQ(variable_of({"vectors"}, "epochs"), "THETA_VECTORS_EPOCHS");
  EXPECT_EQ(variable_of({"train"}, "epochs"), "THETA_EPOCHS");
  EXPECT_EQ(variable_of({"train"}, "out"), "");
}

TEST(Wrap, CountsCharactersNotBytes) {
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("文本 正文 评论", 5), (std::vector<std::string>{"文本 正文", "评论"}));
  EXPECT_EQ(wrap("unbreakable", 4), (std::vector<std::string>{"unbreakable"}));
  EXPECT_EQ(wrap("", 4), (std::vector<std::string>{""}));
}

}  // namespace
}  // namespace theta::cli

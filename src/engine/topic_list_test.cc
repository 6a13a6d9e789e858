#include "engine/topic_list.h"

#include <gtest/gtest.h>

namespace theta::engine {
namespace {

using Words = std::vector<std::string>;

TopicList parse(const std::string& text, const std::string& format = "auto") {
  const Result<TopicList> list = parse_topic_list(text, "list", format);
  EXPECT_TRUE(list.ok()) << list.error().message;
  return list.ok() ? list.value() : TopicList();
}

struct Case {
  const char* name;
  const char* text;
  const char* format;
  std::vector<Words> topics;
  Words names;
};

class TopicListForms : public testing::TestWithParam<Case> {};

TEST_P(TopicListForms, AreUnderstood) {
  const TopicList list = parse(GetParam().text);
  EXPECT_EQ(list.format, GetParam().format);
  std::vector<Words> topics;
  Words names;
  for (const ListedTopic& topic : list.topics) {
    topics.push_back(topic.words);
    names.push_back(topic.name);
  }
  EXPECT_EQ(topics, GetParam().topics);
  EXPECT_EQ(names, GetParam().names);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, TopicListForms,
    testing::Values(
        Case{"Phrases",
             "new york, big apple\nred, blue",
             "lines",
             {{"new york", "big apple"}, {"red", "blue"}},
             {"", ""}},
        Case{"YearsAreWords",
             "2008 olympics\n2004 games",
             "lines",
             {{"2008", "olympics"}, {"2004", "games"}},
             {"", ""}},
        Case{"RisingNumbersAreNot",
             "4 olympics 2008\n7 games 2004",
             "lines",
             {{"olympics", "2008"}, {"games", "2004"}},
             {"4", "7"}},
        Case{"OneLineMayBeginWithAYear", "2008 olympics", "lines", {{"2008", "olympics"}}, {""}},
        Case{"NamedTopics",
             "Sport: game, team\nFood: bread, oven",
             "lines",
             {{"game", "team"}, {"bread", "oven"}},
             {"Sport", "Food"}},
        Case{"WeightsBehindWords", "game:0.5 team:1e-3", "lines", {{"game", "team"}}, {""}},
        Case{"ChineseSeparators", "汽车、轮胎；引擎", "lines", {{"汽车", "轮胎", "引擎"}}, {""}},
        Case{"Mallet",
             "0\t2.5\tgame team\n1\t0.1\tbread oven",
             "mallet",
             {{"game", "team"}, {"bread", "oven"}},
             {"0", "1"}},
        Case{"GensimSums", "0.1*\"c++\" + 0.05*\"c, d\"", "gensim", {{"c++", "c, d"}}, {""}},
        Case{"GensimTuples", "(0, '0.1*\"game\" + 0.05*\"team\"')", "gensim", {{"game", "team"}}, {"0"}},
        Case{"UnevenColumns",
             "Topic 1;Topic 2\ngame;bread\nteam;\n",
             "columns",
             {{"game", "team"}, {"bread"}},
             {"Topic 1", "Topic 2"}},
        Case{
            "TableWithWordColumn", "topic,share,words\n3,0.1,game team\n", "rows", {{"game", "team"}}, {"3"}},
        Case{"LongTableByWeight",
             "topic\tterm\tbeta\n1\tteam\t0.1\n2\tbread\t0.3\n1\tgame\t0.2\n",
             "long",
             {{"game", "team"}, {"bread"}},
             {"1", "2"}},
        Case{"JsonObjects",
             R"({"topics":[{"name":"sport","words":["game",["team",0.1],{"word":"goal"}]}]})",
             "json",
             {{"game", "team", "goal"}},
             {"sport"}},
        Case{"JsonOneTopic", R"(["game","team"])", "json", {{"game", "team"}}, {""}},
        Case{"JsonLinesOfWords",
             R"(["game team","bread oven"])",
             "json",
             {{"game", "team"}, {"bread", "oven"}},
             {"", ""}}),
    [](const auto& tested) { return tested.param.name; });

TEST(TopicList, SaysWhereEachTopicStands) {
  EXPECT_EQ(parse("game team\n\nbread oven\n").topics[1].where, "line 3");
  EXPECT_EQ(parse("topic 1,topic 2\na,b\n").topics[1].where, "column 2");
  EXPECT_EQ(parse("[[\"a\",\"b\"],[\"c\"]]").topics[1].where, "topic 1");
}

TEST(TopicList, IsReadAsTheUserSays) {
  const std::string text = "game,bread\nteam,oven\n";
  EXPECT_EQ(parse(text).format, "lines");
  EXPECT_EQ(parse(text, "columns").topics[0].words, (Words{"team"}));  // the header is game, bread
  EXPECT_EQ(parse(text, "rows").topics[0].words, (Words{"team", "oven"}));
  EXPECT_EQ(parse(text, "lines").topics.size(), 2u);
}

TEST(TopicList, RefusesWhatIsNone) {
  EXPECT_EQ(parse_topic_list("", "list").error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(parse_topic_list("{\"topics\": 1}", "list").error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(parse_topic_list("{\"topics\": [[1]]}", "list").error().kind, ErrorKind::kBadInput);
  EXPECT_EQ(parse_topic_list("a b", "list", "poem").error().kind, ErrorKind::kUsage);
  EXPECT_EQ(parse_topic_list("a b", "list", "long").error().kind, ErrorKind::kBadInput);
}

TEST(TopicList, SurvivesEveryPrefixOfOddBytes) {
  const std::string odd = "0\t1.5\t\"a*b\" : (，{[;]})|\x80\xff*+0.5*\"x\n'1,,2\n\t\n9:3 *\"";
  for (size_t length = 0; length <= odd.size(); ++length) {
    for (const std::string& format : topic_list_formats()) {
      const Result<TopicList> list = parse_topic_list(odd.substr(0, length), "list", format);
      EXPECT_TRUE(list.ok() || !list.error().message.empty());
    }
  }
}

}  // namespace
}  // namespace theta::engine

#include "corpus/column_roles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "base/spelling.h"
#include "corpus/column_profile.h"

namespace theta::corpus {
namespace {

using Names = std::initializer_list<std::string_view>;

const Names kTextNames = {"text",    "content",   "body",  "review",    "abstract", "comment",
                          "message", "tweet",     "post",  "speech",    "document", "description",
                          "article", "full_text", "正文",  "内容",      "文本",     "评论",
                          "评价",    "摘要",      "texte", "comentario"};
const Names kTimeNames = {"time",       "date",     "timestamp", "year",         "month", "created",
                          "created_at", "datetime", "published", "published_at", "day",   "pub_date",
                          "时间",       "日期",     "年份",      "发布时间",     "年"};
const Names kLabelNames = {"label",  "category",  "class", "categories", "catégorie", "categorie", "topic",
                           "target", "newsgroup", "标签",  "类别",       "分类",      "类目"};
const Names kIdNames = {"id",          "_id",    "uid",        "uuid", "doc_id",
                        "document_id", "row_id", "passage_id", "编号", "序号"};
const Names kSplitNames = {"split", "set", "fold", "partition", "subset"};

constexpr double kGroupDistinctShare = 0.2;
constexpr double kLabelDistinctShare = 0.5;  // a column called label may have few rows for each
constexpr size_t kMostGroups = 500;
constexpr double kLongestGroupName = 60;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return result;
}

bool is_one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), lower(name)) != names.end();
}

int percent(double share) {
  return static_cast<int>(std::lround(100 * share));
}

// How much a column reads like prose: long, made of letters, mostly filled, not repeating.
double prose_score(std::string_view name, const ColumnProfile& profile) {
  const double repeats = 0.2 + 0.8 * profile.distinct_share;
  const double score = profile.mean_characters * profile.letter_share * profile.filled_share * repeats;
  return is_one_of(name, kTextNames) ? 4 * score : score;
}

class RoleChooser {
 public:
  RoleChooser(const std::vector<std::string>& columns, const std::vector<Row>& sample,
              const ColumnChoice& choice)
      : choice_(choice) {
    for (size_t i = 0; i < columns.size(); ++i) {
      roles_.push_back({columns[i], Role::kUnused, 0, "no role fits it"});
      profiles_.push_back(profile_column(sample, i));
    }
  }

  Result<std::vector<ColumnRole>> run() {
    for (const std::string& name : choice_.text) THETA_RETURN_IF_ERROR(assign(name, Role::kText));
    THETA_RETURN_IF_ERROR(assign(choice_.time, Role::kTime));
    THETA_RETURN_IF_ERROR(assign(choice_.label, Role::kLabel));
    THETA_RETURN_IF_ERROR(assign(choice_.id, Role::kId));
    for (const std::string& name : choice_.groups) THETA_RETURN_IF_ERROR(assign(name, Role::kGroup));
    if (choice_.text.empty()) THETA_RETURN_IF_ERROR(guess_text());
    if (!choice_.guess) return roles_;
    guess_split();
    if (choice_.time.empty()) guess_time();
    if (choice_.id.empty()) guess_id();
    if (choice_.label.empty()) guess_label();
    if (choice_.groups.empty()) guess_groups();
    return roles_;
  }

 private:
  Status assign(const std::string& name, Role role) {
    if (name.empty()) return {};
    for (ColumnRole& column : roles_) {
      if (column.name != name) continue;
      column.role = role;
      column.confidence = 1;
      column.reason = "it was named";
      return {};
    }
    std::vector<std::string> known;
    for (const ColumnRole& column : roles_) known.push_back(column.name);
    return bad_input("there is no column \"{}\"; the columns are {}{}", name, fmt::join(known, ", "),
                     did_you_mean(name, known));
  }

  void set(size_t i, Role role, double confidence, std::string reason) {
    roles_[i] = {roles_[i].name, role, confidence, std::move(reason)};
  }
  bool is_free(size_t i) const { return roles_[i].role == Role::kUnused && profiles_[i].filled > 0; }

  Status guess_text() {
    double best = 0;
    double second = 0;
    size_t chosen = 0;
    for (size_t i = 0; i < roles_.size(); ++i) {
      const double score = is_free(i) ? prose_score(roles_[i].name, profiles_[i]) : 0;
      if (score > best) {
        second = best;
        best = score;
        chosen = i;
      } else {
        second = std::max(second, score);
      }
    }
    if (best < 1) return text_by_name();
    const bool by_name = is_one_of(roles_[chosen].name, kTextNames);
    set(chosen, Role::kText, best / (best + second),
        fmt::format("{}its cells are the longest prose, {:.0f} characters on average",
                    by_name ? "by its name; " : "", profiles_[chosen].mean_characters));
    return {};
  }

  // A column called text whose cells do not read like it is still the best guess: the rows will say what is
  // wrong.
  Status text_by_name() {
    for (size_t i = 0; i < roles_.size(); ++i) {
      if (roles_[i].role != Role::kUnused || !is_one_of(roles_[i].name, kTextNames)) continue;
      set(i, Role::kText, 0.3, "by its name alone");
      return {};
    }
    return bad_input("no column looks like text; name one with --text-column");
  }

  void guess_split() {
    for (size_t i = 0; i < roles_.size(); ++i) {
      if (!is_free(i) || !is_one_of(roles_[i].name, kSplitNames) || profiles_[i].split_share < 1) continue;
      set(i, Role::kSplit, 1, "every cell says train, valid or test");
      return;
    }
  }

  void guess_time() {
    double best = 0;
    size_t chosen = 0;
    for (size_t i = 0; i < roles_.size(); ++i) {
      if (!is_free(i)) continue;
      const bool named = is_one_of(roles_[i].name, kTimeNames);
      // A number that could be a year is no date by itself: its column must be called one.
      const bool bare_year = profiles_[i].mean_characters <= 4;
      const double least = named ? 0.5 : (bare_year ? 2.0 : 0.9);
      const double score = profiles_[i].time_share + (named ? 1 : 0);
      if (profiles_[i].time_share < least || score <= best) continue;
      best = score;
      chosen = i;
    }
    if (best == 0) return;
    const double share = profiles_[chosen].time_share;
    set(chosen, Role::kTime, share, fmt::format("{} % of its cells are dates or years", percent(share)));
  }

  void guess_id() {
    for (size_t i = 0; i < roles_.size(); ++i) {
      if (!is_free(i) || !is_one_of(roles_[i].name, kIdNames) || profiles_[i].distinct_share < 1) continue;
      set(i, Role::kId, 1, "by its name, and no two cells are equal");
      return;
    }
  }

  void guess_label() {
    for (size_t i = 0; i < roles_.size(); ++i) {
      if (!is_free(i) || !is_one_of(roles_[i].name, kLabelNames) || !repeats(i, kLabelDistinctShare))
        continue;
      set(i, Role::kLabel, 0.9, fmt::format("by its name; {} different values", profiles_[i].distinct));
      return;
    }
  }

  void guess_groups() {
    for (size_t i = 0; i < roles_.size(); ++i) {
      if (!is_free(i) || !repeats(i, kGroupDistinctShare) || profiles_[i].distinct < 2) continue;
      set(i, Role::kGroup, 1 - profiles_[i].distinct_share,
          fmt::format("{} different values that repeat", profiles_[i].distinct));
    }
  }

  bool repeats(size_t i, double most_distinct) const {
    const ColumnProfile& profile = profiles_[i];
    const double most = std::max(2.0, most_distinct * static_cast<double>(profile.filled));
    return profile.distinct <= kMostGroups && static_cast<double>(profile.distinct) <= most &&
           profile.mean_characters <= kLongestGroupName;
  }

  const ColumnChoice& choice_;
  std::vector<ColumnRole> roles_;
  std::vector<ColumnProfile> profiles_;
};

}  // namespace

std::string_view role_name(Role role) {
  constexpr std::array<std::string_view, 7> kNames = {"text",  "time",  "label", "id",
                                                      "split", "group", "unused"};
  return kNames[static_cast<size_t>(role)];
}

Result<std::vector<ColumnRole>> choose_roles(const std::vector<std::string>& columns,
                                             const std::vector<Row>& sample, const ColumnChoice& choice) {
  if (columns.size() == 1 && choice.text.empty()) {
    return std::vector<ColumnRole>{{columns[0], Role::kText, 1, "it is the only column"}};
  }
  return RoleChooser(columns, sample, choice).run();
}

formats::Json roles_json(const std::vector<ColumnRole>& roles) {
  formats::Json list = formats::Json::array();
  for (const ColumnRole& role : roles) {
    list.push_back({{"column", role.name},
                    {"role", role_name(role.role)},
                    {"confidence", role.confidence},
                    {"reason", role.reason}});
  }
  return list;
}

}  // namespace theta::corpus

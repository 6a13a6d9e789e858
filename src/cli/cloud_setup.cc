#include <algorithm>

#include "cli/cloud_commands.h"
#include "cli/option_kind.h"
#include "cloud/bucket_rules.h"

namespace theta::cli {
namespace {

using cloud::BucketRules;
using cloud::XmlElement;

constexpr double kMostDays = 36500;
constexpr int kCorsSeconds = 600;
// Our rules are told from those of others by their names.
constexpr std::string_view kOurs = "theta-";
// What the platform keeps, and reads again at any time: never archived.
constexpr std::array<std::string_view, 4> kRead = {"datasets/", "models/", "samples/", "tasks/"};

struct SetupArguments {
  int ia_after = 30;
  int archive_after = 180;
  int abort_after = 3;
  std::vector<std::string> archive = {"backups/"};
  std::vector<std::string> origins;
  bool dry_run = false;
};

Status check(const SetupArguments& arguments) {
  for (const std::string& prefix : arguments.archive) {
    for (const std::string_view read : kRead) {
      if (std::string_view(prefix).starts_with(read) || read.starts_with(prefix)) {
        return usage_error(
            "--archive {}: the platform reads what lies below {}; archived objects cannot be "
            "read until they are restored",
            prefix.empty() ? "\"\"" : prefix, read);
      }
    }
  }
  if (arguments.archive_after > 0 && arguments.ia_after >= arguments.archive_after)
    return usage_error("--archive-after {}: must be more than --ia-after {}", arguments.archive_after,
                       arguments.ia_after);
  for (const std::string& origin : arguments.origins) {
    const size_t host = origin.find("://");
    if (host == std::string::npos || host + 3 == origin.size() ||
        origin.find('/', host + 3) != std::string::npos)
      return usage_error("--origin {}: is no origin, as https://topics.example.org is", origin);
  }
  return {};
}

// No two rules do the same to one object: services refuse such.
std::vector<XmlElement> lifecycle_of(const cloud::Bucket& bucket, const SetupArguments& arguments) {
  std::vector<cloud::LifecycleRule> rules;
  if (arguments.abort_after > 0)
    rules.push_back({.id = "theta-unfinished", .abort_days = arguments.abort_after});
  for (const std::string_view prefix : kRead) {
    if (arguments.ia_after == 0) continue;
    rules.push_back({.id = fmt::format("theta-cold-{}", prefix.substr(0, prefix.size() - 1)),
                     .prefix = std::string(prefix),
                     .transitions = {{arguments.ia_after, "IA"}}});
  }
  for (size_t i = 0; i < arguments.archive.size() && arguments.archive_after > 0; ++i) {
    cloud::LifecycleRule rule{.id = fmt::format("theta-archive-{}", i + 1), .prefix = arguments.archive[i]};
    if (arguments.ia_after > 0) rule.transitions.emplace_back(arguments.ia_after, "IA");
    rule.transitions.emplace_back(arguments.archive_after, "Archive");
    rules.push_back(std::move(rule));
  }
  std::vector<XmlElement> elements;
  for (const cloud::LifecycleRule& rule : rules) elements.push_back(lifecycle_element(bucket, rule));
  return elements;
}

std::vector<XmlElement> cors_of(const SetupArguments& arguments) {
  if (arguments.origins.empty()) return {};
  // What a page needs to send parts and to read ranges; the checksums are compared by it.
  return {cloud::cors_element(
      {.origins = arguments.origins,
       .methods = {"GET", "HEAD", "PUT"},
       .headers = {"*"},
       .expose = {"ETag", "Content-Length", "Content-Range", "x-oss-hash-crc64ecma", "x-oss-request-id"},
       .max_age = kCorsSeconds})};
}

// The same whatever the order of what is inside, and the blanks between it. S3 services give back a filter of
// a prefix as the prefix alone, or not.
std::string normal_form(const XmlElement& element) {
  if (element.name == "Filter" && element.children.size() == 1) return normal_form(element.children[0]);
  if (element.children.empty()) return fmt::format("<{}>{}</>", element.name, element.text);
  std::vector<std::string> inside;
  for (const XmlElement& child : element.children) inside.push_back(normal_form(child));
  std::sort(inside.begin(), inside.end());
  return fmt::format("<{}>{}</>", element.name, fmt::join(inside, ""));
}

std::vector<std::string> normal_forms(const std::vector<XmlElement>& rules) {
  std::vector<std::string> all;
  for (const XmlElement& rule : rules) all.push_back(normal_form(rule));
  std::sort(all.begin(), all.end());
  return all;
}

bool is_ours(const XmlElement& rule, const SetupArguments& arguments) {
  if (rule.name == "Rule") return rule.child("ID").starts_with(kOurs);
  // Rules about other sites have no name; one that speaks of our sites is to be replaced.
  return std::any_of(rule.children.begin(), rule.children.end(), [&](const XmlElement& child) {
    return child.name == "AllowedOrigin" && std::find(arguments.origins.begin(), arguments.origins.end(),
                                                      child.text) != arguments.origins.end();
  });
}

std::string describe(const XmlElement& rule) {
  std::vector<std::string> words;
  if (rule.name == "CORSRule") {
    for (const XmlElement& child : rule.children) {
      if (child.name == "AllowedOrigin") words.push_back(child.text);
    }
    return fmt::format("pages of {} may read and send objects", fmt::join(words, ", "));
  }
  std::string prefix = rule.child("Prefix");
  for (const XmlElement& child : rule.children) {
    if (child.name == "Filter") prefix = child.child("Prefix");
    if (child.name == "Transition")
      words.push_back(fmt::format("{} after {} days", child.child("StorageClass"), child.child("Days")));
    if (child.name.starts_with("Abort"))
      words.push_back(fmt::format("unfinished uploads end after {} days",
                                  child.child("Days") + child.child("DaysAfterInitiation")));
  }
  return fmt::format("{}: {} {}", rule.child("ID"), prefix.empty() ? "everything" : prefix,
                     fmt::join(words, ", "));
}

// Brings the rules of a kind to what they should be; those of others stay.
Result<bool> bring_to(cloud::Bucket& bucket, BucketRules kind, const std::vector<XmlElement>& wanted,
                      const SetupArguments& arguments, Console& console) {
  THETA_ASSIGN(const std::vector<XmlElement> now, bucket_rules(bucket, kind));
  std::vector<XmlElement> next;
  for (const XmlElement& rule : now) {
    if (!is_ours(rule, arguments)) next.push_back(rule);
  }
  const size_t others = next.size();
  next.insert(next.end(), wanted.begin(), wanted.end());
  const bool changes = normal_forms(next) != normal_forms(now);
  const char* const what = kind == BucketRules::kCors ? "CORS" : "lifecycle";
  for (const XmlElement& rule : wanted) console.say(fmt::format("{}: {}", what, describe(rule)));
  console.say(fmt::format("{}: {}{}", what,
                          !changes            ? "is so already"
                          : arguments.dry_run ? "would be set"
                                              : "set",
                          others == 0 ? "" : fmt::format("; {} rules of others stay", others)));
  if (changes && !arguments.dry_run) THETA_RETURN_IF_ERROR(set_bucket_rules(bucket, kind, next));
  return changes;
}

Result<int> run(const SetupArguments& arguments, Console& console) {
  THETA_RETURN_IF_ERROR(check(arguments));
  THETA_ASSIGN(cloud::BucketSettings settings, cloud_settings(""));
  cloud::Bucket bucket(std::move(settings));
  THETA_ASSIGN(const bool lifecycle, bring_to(bucket, BucketRules::kLifecycle,
                                              lifecycle_of(bucket, arguments), arguments, console));
  bool cors = false;
  if (!arguments.origins.empty()) {
    THETA_ASSIGN(cors, bring_to(bucket, BucketRules::kCors, cors_of(arguments), arguments, console));
  } else {
    console.say("CORS: left as it is; --origin names the site of the web app, for direct transfers");
  }
  console.summary({{"bucket", cloud::bucket_uri(bucket.settings())},
                   {"lifecycle_changed", lifecycle},
                   {"cors_changed", cors},
                   {"dry_run", arguments.dry_run}});
  return 0;
}

}  // namespace

void bind_cloud_setup(CLI::App& app, const ChosenCloudRun& chosen) {
  auto arguments = std::make_shared<SetupArguments>();
  CLI::App* const sub =
      app.add_subcommand("setup", "Set what becomes of old objects, and who may reach them");
  const auto days = [sub](const char* name, int& value, const char* what) {
    between(sub->add_option(name, value, what), 0, kMostDays)->type_name("DAYS")->capture_default_str();
  };
  days("--ia-after", arguments->ia_after, "days until objects become infrequent access; 0: never");
  days("--archive-after", arguments->archive_after, "days until what --archive names is archived; 0: never");
  days("--abort-after", arguments->abort_after, "days until an unfinished upload is thrown away; 0: never");
  sub->add_option("--archive", arguments->archive, "prefix of objects to archive; may be repeated")
      ->type_name("PREFIX")
      ->capture_default_str();
  sub->add_option("--origin", arguments->origins,
                  "site whose pages send and read objects directly; may be repeated")
      ->type_name("URL");
  sub->add_flag("--dry-run", arguments->dry_run, "say what would be done, and do nothing");
  sub->footer(
      "theta cloud setup --dry-run\n"
      "theta cloud setup --origin https://topics.example.org --ia-after 60");
  sub->callback(
      [arguments, chosen] { *chosen = [arguments](Console& console) { return run(*arguments, console); }; });
}

}  // namespace theta::cli

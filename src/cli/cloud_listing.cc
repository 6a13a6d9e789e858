#include <fmt/chrono.h>

#include "cli/cloud_commands.h"
#include "cloud/multipart_upload.h"
#include "cloud/object_calls.h"

namespace theta::cli {
namespace {

struct ListArguments {
  std::string place;
  bool recursive = false;
  bool unfinished = false;
  bool dry_run = false;
};

struct Named {
  cloud::Bucket bucket;
  std::string key;
};

Result<std::unique_ptr<Named>> open(const std::string& text) {
  CloudPlace place;
  if (!text.empty()) {
    THETA_ASSIGN(place, parse_cloud_place(text));
  }
  THETA_ASSIGN(cloud::BucketSettings settings, cloud_settings(place.bucket));
  return std::unique_ptr<Named>(new Named{cloud::Bucket(std::move(settings)), std::move(place.key)});
}

std::string time_text(cloud::Moment moment) {
  return fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(moment)));
}

void show(Console& console, const cloud::Bucket& bucket, const char* event, const std::string& key,
          std::optional<uint64_t> size, std::optional<cloud::Moment> moment) {
  if (!console.json()) {
    fmt::print("{:>19}  {:>8}  {}\n", moment ? time_text(*moment) : "", size ? size_text(*size) : "",
               place_text(bucket, key));
    return;
  }
  nlohmann::json line = {{"event", event}, {"place", place_text(bucket, key)}};
  if (size) line["bytes"] = *size;
  if (moment) line["modified"] = time_text(*moment);
  console.event(line);
}

Result<int> list_unfinished(Named& named, Console& console) {
  THETA_ASSIGN(const auto uploads, list_uploads(named.bucket, named.key));
  for (const cloud::UnfinishedUpload& upload : uploads)
    show(console, named.bucket, "unfinished", upload.key, std::nullopt, upload.started);
  console.summary({{"unfinished", uploads.size()}});
  return 0;
}

Result<int> list(const ListArguments& arguments, Console& console) {
  THETA_ASSIGN(const auto named, open(arguments.place));
  if (arguments.unfinished) return list_unfinished(*named, console);
  cloud::ListQuery query{.prefix = named->key, .delimiter = arguments.recursive ? "" : "/"};
  uint64_t objects = 0;
  uint64_t bytes = 0;
  for (bool more = true; more;) {
    THETA_ASSIGN(const cloud::Listing page, list_objects(named->bucket, query));
    for (const std::string& prefix : page.prefixes)
      show(console, named->bucket, "prefix", prefix, std::nullopt, std::nullopt);
    for (const storage::ObjectInfo& object : page.objects) {
      show(console, named->bucket, "object", object.key, object.size, object.modified);
      ++objects;
      bytes += object.size;
    }
    more = page.more;
    query.token = page.next;
  }
  console.summary({{"objects", objects}, {"bytes", bytes}});
  return 0;
}

Result<int> abort_unfinished(const ListArguments& arguments, Named& named, Console& console) {
  THETA_ASSIGN(const auto uploads, list_uploads(named.bucket, named.key));
  for (const cloud::UnfinishedUpload& upload : uploads) {
    show(console, named.bucket, "unfinished", upload.key, std::nullopt, upload.started);
    if (!arguments.dry_run)
      THETA_RETURN_IF_ERROR(cloud::MultipartUpload(named.bucket, upload.key, upload.id).abort());
  }
  console.summary({{"removed", arguments.dry_run ? 0 : uploads.size()}, {"dry_run", arguments.dry_run}});
  return 0;
}

Result<int> remove_below(const ListArguments& arguments, Named& named, Console& console) {
  uint64_t removed = 0;
  cloud::ListQuery query{.prefix = named.key};
  for (bool more = true; more;) {
    THETA_ASSIGN(const cloud::Listing page, list_objects(named.bucket, query));
    std::vector<std::string> keys;
    for (const storage::ObjectInfo& object : page.objects) {
      show(console, named.bucket, "removed", object.key, object.size, object.modified);
      keys.push_back(object.key);
    }
    if (!arguments.dry_run) {
      THETA_RETURN_IF_ERROR(remove_objects(named.bucket, keys));
      removed += keys.size();
    }
    more = page.more;
    query.token.clear();
    if (more) query.after = keys.back();
  }
  console.summary({{"removed", removed}, {"dry_run", arguments.dry_run}});
  return 0;
}

Result<int> remove(const ListArguments& arguments, Console& console) {
  THETA_ASSIGN(const auto named, open(arguments.place));
  if (arguments.unfinished) return abort_unfinished(arguments, *named, console);
  if (named->key.empty())
    return usage_error("{}: is the whole bucket; name what is to be removed", arguments.place);
  if (arguments.recursive) return remove_below(arguments, *named, console);
  if (named->key.ends_with('/'))
    return usage_error("{}: is a prefix; --recursive removes all below it", arguments.place);
  const cloud::BucketCall look{.method = "HEAD", .key = named->key};
  THETA_RETURN_IF_ERROR(named->bucket.demand(look).status());
  if (!arguments.dry_run)
    THETA_RETURN_IF_ERROR(named->bucket.demand({.method = "DELETE", .key = named->key}).status());
  show(console, named->bucket, "removed", named->key, std::nullopt, std::nullopt);
  console.summary({{"removed", arguments.dry_run ? 0 : 1}, {"dry_run", arguments.dry_run}});
  return 0;
}

}  // namespace

void bind_cloud_ls(CLI::App& app, const ChosenCloudRun& chosen) {
  auto arguments = std::make_shared<ListArguments>();
  CLI::App* const sub = app.add_subcommand("ls", "List what lies in a bucket");
  sub->add_option("place", arguments->place, "bucket or prefix (default: the bucket of OSS_BUCKET_NAME)");
  sub->add_flag("--recursive", arguments->recursive, "all that lies below a folder or prefix");
  sub->add_flag("--unfinished", arguments->unfinished, "uploads that were begun and not ended");
  sub->footer("theta cloud ls oss://theta-data/datasets/\ntheta cloud ls --unfinished");
  sub->callback(
      [arguments, chosen] { *chosen = [arguments](Console& console) { return list(*arguments, console); }; });
}

void bind_cloud_rm(CLI::App& app, const ChosenCloudRun& chosen) {
  auto arguments = std::make_shared<ListArguments>();
  CLI::App* const sub = app.add_subcommand("rm", "Remove what lies in a bucket");
  sub->add_option("place", arguments->place, "object, or a prefix with --recursive or --unfinished")
      ->required();
  sub->add_flag("--recursive", arguments->recursive, "all that lies below a folder or prefix");
  sub->add_flag("--unfinished", arguments->unfinished, "uploads that were begun and not ended");
  sub->add_flag("--dry-run", arguments->dry_run, "say what would be done, and do nothing");
  sub->footer(
      "theta cloud rm oss://theta-data/incoming/reviews.csv\n"
      "theta cloud rm --unfinished oss://theta-data/incoming/");
  sub->callback([arguments, chosen] {
    *chosen = [arguments](Console& console) { return remove(*arguments, console); };
  });
}

}  // namespace theta::cli

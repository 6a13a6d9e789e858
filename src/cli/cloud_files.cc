#include <filesystem>

#include "base/files.h"
#include "base/folders.h"
#include "cli/cloud_commands.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/service_options.h"
#include "cloud/file_download.h"
#include "cloud/object_calls.h"
#include "storage/transfer.h"

namespace theta::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kMegabyte = 1e6;

struct CopyArguments {
  std::string from;
  std::string to;
  bool recursive = false;
  bool create_only = false;
};

// Where unfinished uploads are remembered; nowhere for a user without a home.
std::string journal_folder() {
  const std::string state = variable("XDG_STATE_HOME");
  if (state.starts_with('/')) return join_path(state, "theta/uploads");
  const std::string home = variable("HOME");
  return home.empty() ? "" : join_path(home, ".local/state/theta/uploads");
}

/// Copies between this machine and a bucket.
class Copying {
 public:
  Copying(const CopyArguments& arguments, cloud::BucketSettings settings, Console& console)
      : arguments_(arguments), console_(console), store_(std::move(settings)) {
    cloud::FileUpload upload;
    upload.journal = journal_folder();
    upload.stop = &interrupt_.flag();
    upload.progress = [this](uint64_t done, uint64_t all) { show("sending", done, all); };
    store_.set_file_upload(std::move(upload));
    mode_ = arguments.create_only ? storage::PutMode::kCreateOnly : storage::PutMode::kReplace;
  }

  Result<int> run(const Status& done) {
    if (!done.ok() && done.error().kind == ErrorKind::kCancelled) {
      console_.say(done.error().message + "; the same command goes on");
      return interrupt_.exit_code();
    }
    THETA_RETURN_IF_ERROR(done);
    console_.say(fmt::format("{} {}, {}", objects_, objects_ == 1 ? "object" : "objects", size_text(bytes_)));
    console_.summary(
        {{"from", arguments_.from}, {"to", arguments_.to}, {"objects", objects_}, {"bytes", bytes_}});
    return 0;
  }

  Status upload(const std::string& prefix) {
    if (!arguments_.recursive) {
      const bool into = prefix.empty() || prefix.ends_with('/');
      if (is_folder(arguments_.from))
        return usage_error("{}: is a folder; --recursive copies what is in it", arguments_.from);
      return upload_one(arguments_.from,
                        into ? prefix + fs::path(arguments_.from).filename().string() : prefix);
    }
    const std::string folder = prefix.empty() || prefix.ends_with('/') ? prefix : prefix + "/";
    THETA_ASSIGN(const std::vector<std::string> names, storage::files_below(arguments_.from));
    for (const std::string& name : names)
      THETA_RETURN_IF_ERROR(upload_one(join_path(arguments_.from, name), folder + name));
    return {};
  }

  Status download(const std::string& key) {
    if (!arguments_.recursive) {
      const bool into = is_folder(arguments_.to) || arguments_.to.ends_with('/');
      const std::string name = key.substr(key.rfind('/') + 1);
      return download_one(key, into ? join_path(arguments_.to, name) : arguments_.to);
    }
    const std::string prefix = key.empty() || key.ends_with('/') ? key : key + "/";
    return storage::for_each_object(store_, prefix, [&](const storage::ObjectInfo& object) {
      // Other programs mark folders by such keys.
      if (object.key.ends_with('/')) return Status();
      return download_one(object.key, join_path(arguments_.to, object.key.substr(prefix.size())));
    });
  }

  Status copy_inside(const std::string& from, const std::string& to) {
    if (arguments_.recursive || arguments_.create_only)
      return usage_error("cp: inside a bucket takes neither --recursive nor --create-only");
    const bool into = to.empty() || to.ends_with('/');
    const std::string key = into ? to + from.substr(from.rfind('/') + 1) : to;
    THETA_ASSIGN(const storage::ObjectInfo info, store_.head(from));
    THETA_RETURN_IF_ERROR(cloud::copy_object(store_.bucket(), key, from));
    count(from, place_text(store_.bucket(), key), info.size);
    return {};
  }

 private:
  Status upload_one(const std::string& path, const std::string& key) {
    now_ = key;
    THETA_ASSIGN(const storage::ObjectInfo info, store_.put_file(key, path, mode_));
    count(path, place_text(store_.bucket(), key), info.size);
    return {};
  }

  Status download_one(const std::string& key, const std::string& path) {
    if (arguments_.create_only && file_exists(path))
      return make_error(ErrorKind::kConflict, "{}: is there already", path);
    now_ = key;
    THETA_RETURN_IF_ERROR(make_folders(fs::absolute(path).parent_path().string()));
    THETA_ASSIGN(
        const storage::ObjectInfo info,
        cloud::download_file(store_, key, path,
                             {.stop = &interrupt_.flag(), .progress = [this](uint64_t done, uint64_t all) {
                                show("fetching", done, all);
                              }}));
    count(place_text(store_.bucket(), key), path, info.size);
    return {};
  }

  void show(const char* stage, uint64_t done, uint64_t all) {
    const auto megabytes = [](uint64_t bytes) {
      return static_cast<uint64_t>(static_cast<double>(bytes) / kMegabyte + 0.5);
    };
    console_.progress({stage, megabytes(done), megabytes(all), "MB", now_});
  }

  void count(const std::string& from, const std::string& to, uint64_t bytes) {
    ++objects_;
    bytes_ += bytes;
    console_.say(fmt::format("{} -> {}", from, to));
  }

  const CopyArguments& arguments_;
  Console& console_;
  const Interrupt interrupt_;
  cloud::RemoteStore store_;
  storage::PutMode mode_ = storage::PutMode::kReplace;
  std::string now_;
  uint64_t objects_ = 0;
  uint64_t bytes_ = 0;
};

Result<int> copy(const CopyArguments& arguments, Console& console) {
  const bool from_cloud = is_cloud_place(arguments.from);
  const bool to_cloud = is_cloud_place(arguments.to);
  if (!from_cloud && !to_cloud)
    return usage_error("cp: one of the two is a place in a bucket, as oss://bucket/key is");
  THETA_ASSIGN(const CloudPlace place, parse_cloud_place(to_cloud ? arguments.to : arguments.from));
  THETA_ASSIGN(cloud::BucketSettings settings, cloud_settings(place.bucket));
  Copying copying(arguments, std::move(settings), console);
  if (!from_cloud) return copying.run(copying.upload(place.key));
  if (!to_cloud) return copying.run(copying.download(place.key));
  THETA_ASSIGN(const CloudPlace source, parse_cloud_place(arguments.from));
  if (source.bucket != place.bucket)
    return make_error(ErrorKind::kUnsupported, "cp: from one bucket to another is not supported");
  return copying.run(copying.copy_inside(source.key, place.key));
}

}  // namespace

void bind_cloud_cp(CLI::App& app, const ChosenCloudRun& chosen) {
  auto arguments = std::make_shared<CopyArguments>();
  CLI::App* const sub = app.add_subcommand("cp", "Copy files into a bucket or out of it");
  takes_path(sub->add_option("from", arguments->from, "file, folder or place in a bucket"))->required();
  takes_path(sub->add_option("to", arguments->to, "the same; a slash at the end keeps the name"))->required();
  sub->add_flag("--recursive", arguments->recursive, "all that lies below a folder or prefix");
  sub->add_flag("--create-only", arguments->create_only, "fail where something is already");
  sub->footer(
      "theta cloud cp reviews.csv oss://theta-data/incoming/\n"
      "theta cloud cp --recursive oss://theta-data/models/7/ seven.model");
  sub->callback(
      [arguments, chosen] { *chosen = [arguments](Console& console) { return copy(*arguments, console); }; });
}

}  // namespace theta::cli

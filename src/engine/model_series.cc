#include "engine/model_series.h"

#include <filesystem>

#include "base/files.h"
#include "corpus/corpus.h"
#include "engine/held_out.h"
#include "engine/model_files.h"
#include "engine/plan.h"
#include "engine/topic_model.h"

namespace theta::engine {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kSettingsFile = "settings.json";

// The first member that is not the same in both, in words.
std::string difference(const formats::Json& before, const formats::Json& now) {
  const auto text = [](const formats::Json& settings, const std::string& name) {
    return settings.contains(name) ? formats::json_line(settings[name]) : std::string("not given");
  };
  for (const auto* const settings : {&now, &before}) {
    for (const auto& [name, value] : settings->items()) {
      if (text(before, name) != text(now, name))
        return fmt::format("{}: {}, now {}", name, text(before, name), text(now, name));
    }
  }
  return "their order differs";
}

/// Turns the progress of the member at hand into that of the series.
class SeriesProgress : public ProgressSink {
 public:
  SeriesProgress(ProgressSink* sink, size_t members) : sink_(sink), members_(members) {}

  void start(const std::string& title) {
    ++member_;
    title_ = title;
    finished_ += current_;
    current_ = 0;
  }

  void progress(const Progress& progress) override {
    if (sink_ == nullptr) return;
    Progress all{"training the series", 0, 0, unit_, fmt::format("{} ({} of {})", title_, member_, members_)};
    if (progress.stage == "training") {
      current_ = progress.done;
      unit_ = all.unit = progress.unit;
      // The members still to come are taken to be as long as this one.
      total_ = finished_ + progress.total * (members_ - member_ + 1);
    } else {
      all.detail += ": " + progress.stage;
    }
    all.done = finished_ + current_;
    all.total = std::max(total_, all.done);
    if (progress.stage != "training" && all.done == all.total) return;  // the series has reported its end
    sink_->progress(all);
  }

 private:
  ProgressSink* sink_;
  size_t members_;
  size_t member_ = 0;
  std::string title_;
  std::string unit_ = "epochs";
  uint64_t finished_ = 0;  // epochs of the members before
  uint64_t current_ = 0;
  uint64_t total_ = 0;
};

// True when the folder holds the member's model. A model of something else is a usage error.
Result<bool> is_finished(const SeriesMember& member, const std::string& corpus_hash) {
  if (!file_exists(join_path(member.folder, kManifestFile))) return false;
  THETA_ASSIGN(const formats::Json manifest, read_manifest(member.folder));
  const formats::Json parameters = manifest.value("parameters", formats::Json::object());
  const formats::Json corpus = manifest.value("corpus", formats::Json::object());
  const bool same = manifest.value("seed", uint64_t{0}) == member.options.seed &&
                    parameters.value("num_topics", size_t{0}) == member.options.num_topics &&
                    corpus.value("hash", "") == corpus_hash;
  if (!same) {
    return usage_error("{}: is a model of another corpus, seed or number of topics; name another --out",
                       member.folder);
  }
  return true;
}

// What would fail a later member should fail before the first is trained.
Status check_members(const std::vector<SeriesMember>& members, const corpus::Corpus& corpus) {
  const models::CorpusSize size{divide(corpus).train.size(), corpus.vocabulary_size(), 0};
  for (const SeriesMember& member : members) {
    THETA_RETURN_IF_ERROR(check_options(member.options));
    THETA_RETURN_IF_ERROR(check_num_topics(member.options.num_topics.value_or(1), size));
  }
  return {};
}

Error stopped(size_t finished, size_t members) {
  return make_error(ErrorKind::kCancelled,
                    "stopped after {} of {} models; the same command goes on from there", finished, members);
}

}  // namespace

Status claim_series_folder(const std::string& folder, const formats::Json& settings) {
  const std::string path = join_path(folder, kSettingsFile);
  formats::Json claimed = {{"format", "theta-series"}, {"version", 1}, {"program_version", THETA_VERSION}};
  claimed.update(settings);
  if (file_exists(path)) {
    THETA_ASSIGN(const formats::Json before, formats::read_json(path));
    if (!before.is_object() || before.value("format", formats::Json()) != "theta-series")
      return usage_error("{}: is not the settings of a series; name another --out", path);
    if (before == claimed) return {};
    return usage_error("{}: holds models with other settings ({}); name another --out", folder,
                       difference(before, claimed));
  }
  std::error_code error;
  const bool occupied =
      fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error));
  if (occupied) return usage_error("{}: holds other files; name a new or empty folder with --out", folder);
  THETA_RETURN_IF_ERROR(make_folders(folder));
  return formats::write_json(path, claimed);
}

Status train_series(const std::string& corpus_folder, const std::vector<SeriesMember>& members,
                    const RunEnvironment& environment) {
  std::vector<const SeriesMember*> waiting;
  {
    THETA_ASSIGN(const corpus::Corpus corpus, corpus::load_corpus(corpus_folder));
    THETA_RETURN_IF_ERROR(check_members(members, corpus));
    for (const SeriesMember& member : members) {
      THETA_ASSIGN(const bool finished, is_finished(member, corpus.hash));
      if (!finished) waiting.push_back(&member);
    }
  }
  const auto say = [&environment](const std::string& line) {
    if (environment.say) environment.say(line);
  };
  size_t finished = members.size() - waiting.size();
  if (finished > 0) say(fmt::format("{} of {} models are there already", finished, members.size()));
  SeriesProgress progress(environment.progress, waiting.size());
  const RunEnvironment inner{environment.pool,     &progress, environment.stop,
                             environment.on_epoch, {},        environment.on_checkpoint};
  for (const SeriesMember* const member : waiting) {
    if (environment.stop != nullptr && environment.stop->requested())
      return stopped(finished, members.size());
    progress.start(member->title);
    TrainOptions options = member->options;
    options.resume = has_checkpoint(member->folder);
    const Result<formats::Json> summary = train(corpus_folder, member->folder, options, inner);
    if (!summary.ok()) {
      if (summary.error().kind == ErrorKind::kCancelled) return stopped(finished, members.size());
      return Error{summary.error().kind, fmt::format("{}: {}", member->title, summary.error().message)};
    }
    ++finished;
    if (environment.on_model) THETA_RETURN_IF_ERROR(environment.on_model(member->folder));
    const formats::Json& metrics = summary.value()["metrics"];
    say(fmt::format("{}: NPMI {:.3f}, topic diversity {:.3f}, {:.1f} s", member->title,
                    metrics["npmi"].get<double>(), metrics["topic_diversity"].get<double>(),
                    summary.value()["wall_seconds"].get<double>()));
  }
  return {};
}

}  // namespace theta::engine

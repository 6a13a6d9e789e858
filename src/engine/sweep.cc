#include "engine/sweep.h"

#include <algorithm>

#include "base/files.h"
#include "engine/model_series.h"
#include "engine/stability.h"
#include "engine/topic_model.h"
#include "formats/csv.h"

namespace theta::engine {
namespace {

// The columns of sweep.csv that are members of a manifest's metrics.
constexpr const char* kFigures[] = {"npmi",         "c_v",        "c_npmi", "u_mass", "topic_diversity",
                                    "inverted_rbo", "perplexity", "purity", "nmi"};

std::vector<SeriesMember> members_of(const std::string& folder, const SweepOptions& options) {
  std::vector<SeriesMember> members;
  for (const size_t topics : options.topics) {
    for (const uint64_t seed : options.seeds) {
      SeriesMember member;
      member.title = fmt::format("{} topics, seed {}", topics, seed);
      member.folder = join_path(folder, fmt::format("topics-{}-seed-{}", topics, seed));
      member.options = options.train;
      member.options.num_topics = topics;
      member.options.seed = seed;
      members.push_back(std::move(member));
    }
  }
  return members;
}

Result<SweepModel> read_model(const std::string& folder, const SeriesMember& member) {
  THETA_ASSIGN(const formats::Json manifest, read_manifest(member.folder));
  SweepModel model{
      *member.options.num_topics, member.options.seed, member.folder.substr(folder.size()), {}, 0};
  model.folder.erase(0, model.folder.find_first_not_of('/'));
  try {
    model.metrics = manifest.at("metrics");
    model.seconds = manifest.at("timings").at("total_seconds").get<double>();
    for (const char* const name : {"npmi", "c_v", "topic_diversity"}) model.metrics.at(name).get<double>();
  } catch (const nlohmann::json::exception&) {
    return bad_input("{}: its manifest lacks figures that a sweep compares; remove it to train it anew",
                     member.folder);
  }
  return model;
}

Result<SweepPoint> compare(ThreadPool& pool, const std::string& folder, const std::vector<SweepModel>& models,
                           size_t topics) {
  SweepPoint point;
  point.num_topics = topics;
  std::vector<RunTopics> runs;
  for (const SweepModel& model : models) {
    if (model.num_topics != topics) continue;
    point.npmi.push_back(model.metrics["npmi"].get<double>());
    point.c_v.push_back(model.metrics["c_v"].get<double>());
    point.topic_diversity.push_back(model.metrics["topic_diversity"].get<double>());
    const formats::Json perplexity = model.metrics.value("perplexity", formats::Json());
    if (perplexity.is_number()) point.perplexity.push_back(perplexity.get<double>());
    THETA_ASSIGN(RunTopics run, read_run_topics(join_path(folder, model.folder)));
    runs.push_back(std::move(run));
  }
  if (runs.size() > 1) {
    THETA_ASSIGN(const Stability stability, measure_stability(pool, runs));
    point.stability = stability.pairs;
  }
  return point;
}

formats::Json figure_json(const std::vector<double>& values) {
  if (values.empty()) return nullptr;
  return {{"mean", mean_of(values)}, {"deviation", deviation_of(values)}, {"values", values}};
}

}  // namespace

Result<Sweep> run_sweep(const std::string& corpus_folder, const std::string& folder,
                        const SweepOptions& options, const RunEnvironment& environment) {
  const std::vector<SeriesMember> members = members_of(folder, options);
  THETA_RETURN_IF_ERROR(train_series(corpus_folder, members, environment));
  Sweep sweep;
  sweep.corpus = corpus_folder;
  for (const SeriesMember& member : members) {
    THETA_ASSIGN(SweepModel model, read_model(folder, member));
    sweep.models.push_back(std::move(model));
  }
  for (const size_t topics : options.topics) {
    THETA_ASSIGN(SweepPoint point, compare(environment.pool, folder, sweep.models, topics));
    sweep.points.push_back(std::move(point));
  }
  sweep.advice = advise(sweep.points);
  return sweep;
}

formats::Json sweep_json(const Sweep& sweep) {
  formats::Json json = {{"format", "theta-sweep"},
                        {"version", 1},
                        {"corpus", sweep.corpus},
                        {"advice",
                         {{"num_topics", sweep.advice.num_topics},
                          {"best", sweep.advice.best},
                          {"tolerance", sweep.advice.tolerance},
                          {"try_fewer", sweep.advice.try_fewer},
                          {"try_more", sweep.advice.try_more},
                          {"sentence", sweep.advice.sentence}}},
                        {"points", formats::Json::array()},
                        {"models", formats::Json::array()}};
  for (const SweepPoint& point : sweep.points) {
    json["points"].push_back({{"num_topics", point.num_topics},
                              {"quality", figure_json(quality_of(point))},
                              {"npmi", figure_json(point.npmi)},
                              {"c_v", figure_json(point.c_v)},
                              {"topic_diversity", figure_json(point.topic_diversity)},
                              {"perplexity", figure_json(point.perplexity)},
                              {"stability", figure_json(point.stability)}});
  }
  for (const SweepModel& model : sweep.models) {
    json["models"].push_back({{"num_topics", model.num_topics},
                              {"seed", model.seed},
                              {"model", model.folder},
                              {"metrics", model.metrics},
                              {"seconds", model.seconds}});
  }
  return json;
}

std::string sweep_csv(const Sweep& sweep) {
  std::vector<std::string> header = {"num_topics", "seed"};
  header.insert(header.end(), std::begin(kFigures), std::end(kFigures));
  header.insert(header.end(), {"stability", "seconds", "model"});
  std::string text = formats::csv_line(header);
  for (const SweepModel& model : sweep.models) {
    std::vector<std::string> cells = {std::to_string(model.num_topics), std::to_string(model.seed)};
    for (const char* const name : kFigures) {
      const formats::Json value = model.metrics.value(name, formats::Json());
      cells.push_back(value.is_number() ? fmt::format("{:.5f}", value.get<double>()) : "");
    }
    const auto point = std::find_if(sweep.points.begin(), sweep.points.end(), [&model](const SweepPoint& p) {
      return p.num_topics == model.num_topics;
    });
    cells.push_back(point->stability.empty() ? "" : fmt::format("{:.5f}", mean_of(point->stability)));
    cells.push_back(fmt::format("{:.2f}", model.seconds));
    cells.push_back(model.folder);
    text += formats::csv_line(cells);
  }
  return text;
}

}  // namespace theta::engine

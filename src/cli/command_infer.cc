#include <algorithm>

#include "cli/command.h"
#include "cli/import_options.h"
#include "cli/option_kind.h"
#include "corpus/date_column.h"
#include "corpus/row_document.h"
#include "corpus/row_reader.h"
#include "engine/topic_model.h"

namespace theta::cli {
namespace {

constexpr size_t kBatchRows = 512;
constexpr size_t kRowsPerTask = 16;
constexpr size_t kTopicsShown = 3;

struct InferArguments {
  std::string model;
  ImportArguments input;
  std::string text;
  std::string time;  // of every text
  size_t top = kTopicsShown;
  size_t evidence = 10;
  size_t threads = 0;
};

struct InferredRow {
  corpus::Row row;
  corpus::Document document;
  std::string problem;
  std::optional<corpus::Date> date;
  engine::TextTopics topics;
};

uint32_t slice_of(const engine::TopicModel& model, const InferredRow& row) {
  return row.date.has_value() ? model.slices()->slice_of(*row.date) : models::InferenceNetwork::kAnyTime;
}

// Which slice answered: null where the text's time is not known.
formats::Json slice_json(const engine::ModelSlices& slices, const InferredRow& row) {
  if (!row.date.has_value()) return nullptr;
  return {{"label", slices.slices()[slices.slice_of(*row.date)].label},
          {"outside", !slices.covers(*row.date)}};
}

std::string slice_text(const engine::ModelSlices& slices, const InferredRow& row) {
  if (!row.date.has_value()) return "not known; the mean over the model's time";
  const std::string& label = slices.slices()[slices.slice_of(*row.date)].label;
  return slices.covers(*row.date) ? label : fmt::format("{}, the nearest that the model knows", label);
}

// The visible topics by falling weight, as indices into model.topics().
std::vector<uint32_t> largest(const engine::TopicModel& model, const std::vector<float>& weights,
                              size_t count) {
  std::vector<uint32_t> order = model.layer().visible();
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&weights](uint32_t a, uint32_t b) {
                      return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
                    });
  order.resize(count);
  return order;
}

formats::Json row_json(const engine::TopicModel& model, const InferredRow& row, size_t index, size_t top) {
  formats::Json json = {{"index", index}, {"row", row.document.row}, {"file", row.document.file}};
  if (!row.problem.empty()) {
    json["error"] = row.problem;
    return json;
  }
  const std::vector<float>& weights = row.topics.weights;
  json["topics"] = formats::Json::array();
  for (const uint32_t topic : largest(model, weights, top)) {
    const engine::TopicLabel& label = model.topics()[topic];
    json["topics"].push_back(
        {{"topic_id", label.topic_id}, {"name", label.name}, {"weight", weights[topic]}});
  }
  for (const uint32_t topic : model.layer().visible()) {
    json["weights"].push_back(weights[topic]);
    json["topic_ids"].push_back(model.topics()[topic].topic_id);
  }
  json["evidence"] = formats::Json::array();
  for (const engine::Evidence& evidence : row.topics.evidence) {
    json["evidence"].push_back(
        {{"word", evidence.word}, {"topic_id", evidence.topic_id}, {"weight", evidence.weight}});
  }
  if (model.slices().has_value()) json["time_slice"] = slice_json(*model.slices(), row);
  json["oov_ratio"] = row.topics.oov_ratio;
  json["language"] = row.topics.language;
  return json;
}

void print_row(const engine::TopicModel& model, const InferredRow& row, size_t top) {
  fmt::print("row {}", row.document.row);
  if (!row.problem.empty()) {
    fmt::print(": {}\n", row.problem);
    return;
  }
  for (const uint32_t topic : largest(model, row.topics.weights, top)) {
    const engine::TopicLabel& label = model.topics()[topic];
    fmt::print("\n  {:.3f}  topic {}: {}", row.topics.weights[topic], label.topic_id, label.name);
  }
  if (model.slices().has_value()) fmt::print("\n  time: {}", slice_text(*model.slices(), row));
  fmt::print("\n  words: ");
  for (size_t i = 0; i < row.topics.evidence.size(); ++i) {
    const engine::Evidence& evidence = row.topics.evidence[i];
    fmt::print("{}{} ({})", i == 0 ? "" : ", ", evidence.word, evidence.topic_id);
  }
  fmt::print("\n  unknown words: {:.0f} %\n", 100 * row.topics.oov_ratio);
}

// Hands out the rows of the input in batches of documents.
class Rows {
 public:
  static Result<Rows> open(const InferArguments& arguments) {
    Rows rows;
    if (!arguments.text.empty()) {
      InferredRow row;
      row.document.row = 1;
      row.document.text = arguments.text;
      rows.waiting_.push_back(std::move(row));
      return rows;
    }
    corpus::ReadOptions read = arguments.input.options.read;
    std::string path = arguments.input.source;
    if (path.empty() || path == "-") {
      path = "/dev/stdin";
      if (read.format.empty()) read.format = "txt";
    }
    THETA_ASSIGN(rows.reader_, corpus::open_rows(path, read));
    std::vector<corpus::Row> sample;
    corpus::Row row;
    while (sample.size() < kBatchRows) {
      THETA_ASSIGN(const bool more, rows.reader_->next(row));
      if (!more) break;
      sample.push_back(std::move(row));
    }
    if (sample.empty()) return bad_input("{}: holds no rows", path);
    corpus::ColumnChoice choice = arguments.input.options.columns;
    choice.guess = false;
    THETA_ASSIGN(const auto roles, corpus::choose_roles(rows.reader_->columns(), sample, choice));
    rows.mapping_.emplace(roles);
    for (corpus::Row& sampled : sample) rows.add(sampled);
    return rows;
  }

  Result<std::vector<InferredRow>> next_batch() {
    corpus::Row row;
    while (reader_ != nullptr && waiting_.size() < kBatchRows) {
      THETA_ASSIGN(const bool more, reader_->next(row));
      if (!more) break;
      add(row);
    }
    return std::exchange(waiting_, {});
  }

 private:
  void add(corpus::Row& row) {
    InferredRow inferred;
    corpus::Split split;
    mapping_->read(row, inferred.document, split, inferred.problem);
    waiting_.push_back(std::move(inferred));
  }

  std::unique_ptr<corpus::RowReader> reader_;
  std::optional<corpus::RowMapping> mapping_;
  std::vector<InferredRow> waiting_;
};

// Gives each row its date: that of --time, or of its own time column.
class Dates {
 public:
  static Result<Dates> create(const InferArguments& arguments, const engine::TopicModel& model) {
    const bool wanted = !arguments.time.empty() || !arguments.input.options.columns.time.empty();
    if (wanted && !model.slices().has_value()) {
      return usage_error("{}: has no slices of time, so {} says nothing to it", arguments.model,
                         arguments.time.empty() ? "--time-column" : "--time");
    }
    Dates dates;
    dates.known_ = model.slices().has_value();
    if (dates.known_) dates.order_ = model.slices()->day_order();
    if (arguments.time.empty()) return dates;
    dates.every_ = corpus::parse_date(arguments.time, dates.order_);
    if (!dates.every_.has_value()) {
      return usage_error("--time {}: is no date; write 2021, 2021-03 or 2021-03-04", arguments.time);
    }
    return dates;
  }

  void give(std::vector<InferredRow>& rows, Console& console) {
    if (!known_) return;
    for (InferredRow& row : rows) {
      const std::string& cell = row.document.time;
      row.date = every_.has_value() ? every_ : corpus::parse_date(cell, order_);
      if (row.date.has_value() || cell.empty() || ++unread_ > corpus::DateTally::kNamed) continue;
      console.say(fmt::format("row {}: \"{}\" is no date; answered by the mean over the model's time",
                              row.document.row, cell));
    }
  }

  void finish(Console& console) const {
    if (unread_ > corpus::DateTally::kNamed)
      console.say(fmt::format("{} rows have a time that is no date", unread_));
  }

 private:
  bool known_ = false;
  corpus::DayOrder order_ = corpus::DayOrder::kMonthFirst;
  std::optional<corpus::Date> every_;
  size_t unread_ = 0;
};

Result<int> run(const InferArguments& arguments, Console& console) {
  THETA_ASSIGN(const engine::TopicModel model, engine::TopicModel::open(arguments.model));
  THETA_ASSIGN(Dates dates, Dates::create(arguments, model));
  THETA_ASSIGN(Rows rows, Rows::open(arguments));
  ThreadPool pool(arguments.threads);
  std::vector<engine::TopicModel::Scratch> scratch(pool.size());
  size_t index = 0;
  size_t skipped = 0;
  for (;;) {
    THETA_ASSIGN(std::vector<InferredRow> batch, rows.next_batch());
    if (batch.empty()) break;
    dates.give(batch, console);
    parallel_for(pool, batch.size(), kRowsPerTask, [&](size_t begin, size_t end, size_t worker) {
      for (size_t i = begin; i < end; ++i) {
        if (!batch[i].problem.empty()) continue;
        batch[i].topics = model.infer(batch[i].document.text, arguments.evidence, scratch[worker],
                                      slice_of(model, batch[i]));
      }
    });
    for (const InferredRow& row : batch) {
      skipped += row.problem.empty() ? 0 : 1;
      if (console.json()) {
        fmt::print("{}\n", formats::json_line(row_json(model, row, index, arguments.top)));
      } else {
        print_row(model, row, arguments.top);
      }
      ++index;
    }
  }
  dates.finish(console);
  return skipped == 0 ? 0 : kRowsSkipped;
}

}  // namespace

Command infer_command() {
  return {"infer", "Topics of new texts", [](CLI::App& app) {
            auto arguments = std::make_shared<InferArguments>();
            corpus::ImportOptions& options = arguments->input.options;
            takes_folder(app.add_option("model", arguments->model, "model folder"))->required();
            takes_path(app.add_option(
                "source", arguments->input.source,
                "XLSX, CSV, TSV, JSONL, TXT, DOCX or PDF file, ZIP or folder of such files, or - for "
                "lines on standard input"));
            app.option_defaults()->group(kReadingGroup);
            app.add_option("--text", arguments->text, "a text, instead of a file");
            app.add_option("--text-column", options.columns.text,
                           "column with the text; may be given several times")
                ->type_name("COLUMN");
            app.add_option(
                   "--time", arguments->time,
                   "when the texts were written, for a model with slices of time (default: not known)")
                ->type_name("DATE");
            app.add_option("--time-column", options.columns.time, "column with a date or year")
                ->type_name("COLUMN");
            choices(app.add_option("--format", options.read.format,
                                   "format of the file (default: by content, among text files by name)"),
                    {"csv", "tsv", "jsonl", "txt", "xlsx", "docx", "pdf", "zip"});
            app.add_option("--sheet", options.read.sheets,
                           "sheet of a spreadsheet; may be given several times (default: all)")
                ->allow_extra_args(false);
            app.add_option("--encoding", options.read.encoding, "encoding of the file (default: guessed)");
            app.add_option("--delimiter", options.read.delimiter,
                           "cell delimiter of the file, or \"tab\" (default: found)");
            app.option_defaults()->group(kOutputGroup);
            app.add_option("--top", arguments->top, "topics shown for each text")->capture_default_str();
            app.add_option("--evidence", arguments->evidence, "words of evidence for each text")
                ->capture_default_str();
            bind_threads(app, arguments->threads);
            app.footer(
                "theta infer reviews.model --text \"The battery lasts two days\"\n"
                "theta infer reviews.model new.csv --text-column review --json > topics.jsonl");
            return [arguments](Console& console) { return run(*arguments, console); };
          }};
}

}  // namespace theta::cli

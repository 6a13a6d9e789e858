#include "export/mallet_export.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <unordered_map>

#include "base/files.h"
#include "eval/top_words.h"
#include "export/dirichlet.h"
#include "export/token_topics.h"
#include "formats/text_output.h"

namespace theta::exports {
namespace {

constexpr uint32_t kAbsent = UINT32_MAX;

// Blanks, tabs and line ends separate the columns of the state.
std::string without_blanks(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) <= ' ') c = '_';
  }
  return text.empty() ? "NA" : text;
}

// One entry per topic of the model, so that ids stay.
size_t id_count(const ExportSource& source) {
  return source.view.model_topics;
}

std::vector<double> by_id(const ExportSource& source, const std::vector<double>& alpha) {
  std::vector<double> result(id_count(source));
  for (size_t k = 0; k < source.topics(); ++k) result[source.view.topics[k].topic_id] = alpha[k];
  return result;
}

/// The words of each document by their number in the view, in text order where the corpus knows it.
class DocumentWords {
 public:
  static Result<DocumentWords> open(const ExportSource& source) {
    DocumentWords words(source);
    auto sequences = corpus::load_token_sequences(source.corpus_folder, *source.corpus);
    if (sequences.ok()) {
      words.sequences_ = std::move(sequences).value();
    } else if (sequences.error().kind != ErrorKind::kNotFound) {
      return sequences.error();
    }
    return words;
  }

  const std::vector<uint32_t>& of(size_t d) {
    words_.clear();
    if (sequences_.has_value()) {
      for (uint64_t i = sequences_->offsets[d]; i < sequences_->offsets[d + 1]; ++i)
        add(sequences_->words[i], 1);
      return words_;
    }
    const auto words = source_->corpus->counts.document_words(d);
    const auto counts = source_->corpus->counts.document_counts(d);
    for (size_t i = 0; i < words.size(); ++i) add(words[i], counts[i]);
    return words_;
  }

 private:
  explicit DocumentWords(const ExportSource& source) : source_(&source) {
    std::unordered_map<std::string_view, uint32_t> index;
    for (const std::string& word : source.view.vocabulary) {
      index.emplace(word, static_cast<uint32_t>(index.size()));
    }
    for (const std::string& word : source.corpus->vocabulary) {
      const auto found = index.find(word);
      number_.push_back(found == index.end() ? kAbsent : found->second);
    }
  }

  void add(uint32_t corpus_word, uint32_t times) {
    if (number_[corpus_word] != kAbsent) words_.insert(words_.end(), times, number_[corpus_word]);
  }

  const ExportSource* source_;
  std::vector<uint32_t> number_;  // corpus word -> word of the view; a stop word of the edits is absent
  std::optional<corpus::TokenSequences> sequences_;
  std::vector<uint32_t> words_;
};

Status write_state(const ExportSource& source, const DirichletPriors& priors, const Walk& walk,
                   const std::string& path) {
  THETA_ASSIGN(DocumentWords documents, DocumentWords::open(source));
  const math::Matrix<float> word_topic = math::transposed(source.view.beta);
  TokenTopics topics(word_topic, source.view.manifest.value("seed", uint64_t{0}));
  std::vector<std::string> words;
  for (const std::string& word : source.view.vocabulary) words.push_back(without_blanks(word));
  THETA_ASSIGN(formats::TextOutput out, formats::TextOutput::create(path));
  std::string text = "#doc source pos typeindex type topic\n#alpha : ";
  for (const double value : by_id(source, priors.alpha))
    fmt::format_to(std::back_inserter(text), "{:.9g} ", value);
  text += fmt::format("\n#beta : {:.9g}\n", priors.beta);
  THETA_RETURN_IF_ERROR(for_each_row(source, walk, [&](size_t d, const DocumentRow& row) {
    const std::string name = without_blanks(document_name(row));
    const std::vector<uint32_t>& tokens = documents.of(d);
    const auto drawn = topics.draw(d, source.view.theta.row_span(d), tokens);
    for (size_t i = 0; i < tokens.size(); ++i) {
      fmt::format_to(std::back_inserter(text), "{} {} {} {} {} {}\n", d, name, i, tokens[i], words[tokens[i]],
                     source.view.topics[drawn[i]].topic_id);
    }
    Status written = out.write(text);
    text.clear();
    return written;
  }));
  THETA_RETURN_IF_ERROR(out.write(text));
  return out.close();
}

// The name as one field between tabs.
std::string name_field(const DocumentRow& row) {
  std::string name = document_name(row);
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  }
  return name;
}

void append_in_order(const ExportSource& source, const std::vector<double>& shares, std::string& line) {
  size_t k = 0;
  for (size_t id = 0; id < id_count(source); ++id) {
    const bool is_there = k < shares.size() && source.view.topics[k].topic_id == id;
    fmt::format_to(std::back_inserter(line), "\t{:.9g}", is_there ? shares[k++] : 0.0);
  }
  line += '\n';
}

void append_sorted(const ExportSource& source, const std::vector<double>& shares, std::string& line) {
  std::vector<uint32_t> order(shares.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&shares](uint32_t a, uint32_t b) {
    return shares[a] != shares[b] ? shares[a] > shares[b] : a < b;
  });
  for (const uint32_t k : order) {
    fmt::format_to(std::back_inserter(line), "\t{}\t{:.9g}", source.view.topics[k].topic_id, shares[k]);
  }
  line += "\t\n";
}

Status write_doc_topics(const ExportSource& source, const Walk& walk, const std::string& folder) {
  THETA_ASSIGN(FileWriter in_order, FileWriter::create(join_path(folder, "doc_topics.txt")));
  THETA_ASSIGN(FileWriter sorted, FileWriter::create(join_path(folder, "doc_topics_sorted.txt")));
  THETA_RETURN_IF_ERROR(sorted.write("#doc name topic proportion ...\n"));
  const TakeDocument take = [&](size_t d, const DocumentRow& row) -> Status {
    const std::vector<double> shares = document_shares(source, d);
    const std::string start = fmt::format("{}\t{}", d, name_field(row));
    std::string line = start;
    append_in_order(source, shares, line);
    THETA_RETURN_IF_ERROR(in_order.write(line));
    line = start;
    append_sorted(source, shares, line);
    return sorted.write(line);
  };
  THETA_RETURN_IF_ERROR(for_each_row(source, walk, take));
  THETA_RETURN_IF_ERROR(in_order.close());
  return sorted.close();
}

Status write_topic_keys(const ExportSource& source, const std::vector<double>& alpha, size_t top_words,
                        const std::string& path) {
  const auto top = eval::top_words(source.view.beta, top_words);
  std::string text;
  size_t k = 0;
  for (size_t id = 0; id < alpha.size(); ++id) {
    text += fmt::format("{}\t{:.5g}\t", id, alpha[id]);
    if (k < source.topics() && source.view.topics[k].topic_id == id) {
      for (const uint32_t word : top[k]) text += without_blanks(source.view.vocabulary[word]) + " ";
      ++k;
    }
    text += '\n';
  }
  return write_file_atomic(path, text);
}

}  // namespace

Status write_mallet(const ExportSource& source, size_t top_words, const Walk& walk,
                    const std::string& folder) {
  THETA_ASSIGN(const DirichletPriors priors, dirichlet_priors(source));
  THETA_RETURN_IF_ERROR(write_state(source, priors, walk, join_path(folder, "state.gz")));
  THETA_RETURN_IF_ERROR(write_doc_topics(source, walk, folder));
  return write_topic_keys(source, by_id(source, priors.alpha), top_words,
                          join_path(folder, "topic_keys.txt"));
}

}  // namespace theta::exports

#include "corpus/document_writer.h"

#include <utility>

#include "base/files.h"
#include "corpus/corpus_files.h"
#include "corpus/labels.h"
#include "corpus/run_beside.h"
#include "formats/json.h"
#include "formats/npy.h"

namespace theta::corpus {
namespace {

constexpr size_t kPiecesPerTask = 64;
constexpr size_t kTasksPerBlock = 64;

// The words of the pieces that one task has read, end to end.
struct TaskWords {
  std::vector<uint32_t> tokens;
  std::vector<uint32_t> words;
  std::vector<uint32_t> counts;
  std::vector<uint32_t> token_count;  // by piece
  std::vector<uint32_t> word_count;

  void clear() {
    for (std::vector<uint32_t>* const values : {&tokens, &words, &counts, &token_count, &word_count})
      values->clear();
  }
};
using BlockWords = std::vector<TaskWords>;

class Writer {
 public:
  Writer(ThreadPool& pool, const WordCounter& counter, ImportedRows& rows,
         const DocumentWriterOptions& options, Corpus& corpus, FileWriter documents,
         formats::NpyWriter tokens)
      : pool_(pool),
        counter_(counter),
        rows_(rows),
        options_(options),
        corpus_(corpus),
        documents_(std::move(documents)),
        tokens_(std::move(tokens)),
        rest_(rows.lines()),
        counted_(pool.size()) {}

  Status run() {
    corpus_.counts.offsets.reserve(rows_.spans().size() + 1);
    corpus_.counts.words.reserve(counter_.non_zeros());
    corpus_.counts.counts.reserve(counter_.non_zeros());
    if (options_.has_pieces) corpus_.row_offsets.push_back(0);
    const size_t pieces = rows_.spans().size();
    BlockWords block(kTasksPerBlock);
    BlockWords next(kTasksPerBlock);
    size_t block_begin = 0;
    size_t block_end = 0;
    // While one block is written, the next one is read.
    while (block_begin < pieces) {
      const size_t next_end = std::min(pieces, block_end + kTasksPerBlock * kPiecesPerTask);
      Status written;
      run_beside(
          pool_, [&] { written = write_block(block, block_begin, block_end); }, next_end - block_end,
          kPiecesPerTask,
          [&](size_t begin, size_t end, size_t worker) {
            read_pieces(block_end + begin, block_end + end, counted_[worker], next[begin / kPiecesPerTask]);
          });
      THETA_RETURN_IF_ERROR(std::move(written));
      std::swap(block, next);
      block_begin = std::exchange(block_end, next_end);
    }
    labels_.move_to(corpus_);
    THETA_RETURN_IF_ERROR(documents_.close());
    return tokens_.close();
  }

  const std::vector<uint64_t>& token_offsets() const { return token_offsets_; }
  const WrittenDocuments& written() const { return written_; }

 private:
  void read_pieces(size_t begin, size_t end, WordCounter::Counted& counted, TaskWords& task) const {
    task.clear();
    for (size_t piece = begin; piece < end; ++piece) {
      counter_.read(rows_.spans()[piece], counted);
      task.tokens.insert(task.tokens.end(), counted.tokens.begin(), counted.tokens.end());
      task.words.insert(task.words.end(), counted.words.begin(), counted.words.end());
      task.counts.insert(task.counts.end(), counted.counts.begin(), counted.counts.end());
      task.token_count.push_back(static_cast<uint32_t>(counted.tokens.size()));
      task.word_count.push_back(static_cast<uint32_t>(counted.words.size()));
    }
  }

  Status write_block(const BlockWords& block, size_t begin, size_t end) {
    for (size_t piece = begin; piece < end; piece += kPiecesPerTask) {
      const TaskWords& task = block[(piece - begin) / kPiecesPerTask];
      const uint64_t first_word = corpus_.counts.words.size();
      corpus_.counts.words.insert(corpus_.counts.words.end(), task.words.begin(), task.words.end());
      corpus_.counts.counts.insert(corpus_.counts.counts.end(), task.counts.begin(), task.counts.end());
      THETA_RETURN_IF_ERROR(tokens_.append(as_bytes(task.tokens)));
      uint64_t words = first_word;
      for (size_t i = 0; i < task.word_count.size(); ++i) {
        words += task.word_count[i];
        THETA_RETURN_IF_ERROR(write_piece(piece + i, words, task.token_count[i]));
      }
    }
    rows_.release_lines(rows_.lines().size() - rest_.size());
    return {};
  }

  // `words`: non-zeros up to the end of this piece.
  Status write_piece(size_t piece, uint64_t words, uint32_t tokens) {
    const size_t length = rest_.find('\n') + 1;
    std::string_view line = rest_.substr(0, length);
    rest_.remove_prefix(length);
    const ImportedRows::Used& row = rows_.used()[row_];
    const bool was_dropped = rows_.spans()[piece].count == 0;
    if (tokens > 0) {
      corpus_.counts.offsets.push_back(words);
      token_offsets_.push_back(token_offsets_.back() + tokens);
      ++written_.languages[static_cast<size_t>(rows_.pieces()[piece].language)];
      labels_.add(rows_.label(row));
      if (options_.has_split) corpus_.split.push_back(row.split);
      if (pieces_of_row_ == 0) THETA_RETURN_IF_ERROR(count_date(row, line));
      THETA_RETURN_IF_ERROR(write_line(line));
      ++pieces_of_row_;
    } else if (!was_dropped) {
      ++outside_of_row_;
    }
    if (piece + 1 == rows_.first_piece(row_ + 1)) end_row(was_dropped);
    return {};
  }

  // Only a cell that will be named is read again from its line.
  Status count_date(const ImportedRows::Used& row, std::string_view line) {
    DateCell cell;
    if (written_.dates.wants(row.date)) {
      THETA_ASSIGN(const formats::Json document, formats::parse_json(line, std::string(kDocumentsFile)));
      cell = {rows_.file(row), row.number, document.value("time", "")};
    }
    written_.dates.add(row.date, std::move(cell));
    return {};
  }

  Status write_line(std::string_view line) {
    while (next_marked_ < options_.marked.size() && options_.marked[next_marked_].text < row_) ++next_marked_;
    if (next_marked_ == options_.marked.size() || options_.marked[next_marked_].text != row_) {
      return documents_.write(line);
    }
    const ImportedRows::Used& original = rows_.used()[options_.marked[next_marked_].original];
    std::string marked(line.substr(0, line.size() - 2));  // without "}\n"
    marked += fmt::format(",\"duplicate_of\":{}", original.number);
    if (rows_.file(original) != rows_.file(rows_.used()[row_])) {
      marked += ",\"duplicate_of_file\":" + formats::json_line(rows_.file(original));
    }
    return documents_.write(marked + "}\n");
  }

  void end_row(bool was_dropped) {
    if (pieces_of_row_ > 0) {
      ++written_.rows;
      written_.pieces_without_words += rows_.used()[row_].pieces_without_words;
      written_.pieces_too_short += rows_.used()[row_].pieces_too_short;
      written_.pieces_outside_vocabulary += outside_of_row_;
      if (options_.has_pieces) corpus_.row_offsets.push_back(corpus_.counts.documents());
    } else if (!was_dropped) {
      rows_.reject(row_, "has no word of the vocabulary");
    }
    pieces_of_row_ = outside_of_row_ = 0;
    ++row_;
  }

  ThreadPool& pool_;
  const WordCounter& counter_;
  ImportedRows& rows_;
  const DocumentWriterOptions& options_;
  Corpus& corpus_;
  FileWriter documents_;
  formats::NpyWriter tokens_;
  std::string_view rest_;  // of the lines
  std::vector<WordCounter::Counted> counted_;
  std::vector<uint64_t> token_offsets_ = {0};
  LabelIndex labels_;
  WrittenDocuments written_;
  size_t row_ = 0;  // that the next piece belongs to
  size_t pieces_of_row_ = 0;
  size_t outside_of_row_ = 0;  // pieces without a word of the vocabulary
  size_t next_marked_ = 0;
};

}  // namespace

Result<WrittenDocuments> write_documents(const std::string& folder, ThreadPool& pool,
                                         const WordCounter& counter, ImportedRows& rows,
                                         const DocumentWriterOptions& options, Corpus& corpus) {
  THETA_ASSIGN(FileWriter documents, FileWriter::create(join_path(folder, kDocumentsFile)));
  THETA_ASSIGN(formats::NpyWriter tokens, formats::NpyWriter::create(join_path(folder, kTokenWordsFile),
                                                                     formats::ElementType::kUint32, {}));
  Writer writer(pool, counter, rows, options, corpus, std::move(documents), std::move(tokens));
  THETA_RETURN_IF_ERROR(writer.run());
  THETA_RETURN_IF_ERROR(
      formats::write_npy_vector(join_path(folder, kTokenOffsetsFile), writer.token_offsets()));
  return writer.written();
}

}  // namespace theta::corpus

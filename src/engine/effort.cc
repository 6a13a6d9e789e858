#include "engine/effort.h"

#include <algorithm>
#include <cmath>

#include "engine/part_sizes.h"

namespace theta::engine {
namespace {

// Seconds of one thread, fitted to trainings of five corpora (docs/design/0054-estimates.md).
constexpr double kOperation = 1 / 24e9;         // floating-point, in the products of a training step
constexpr double kRoundedOperation = 1 / 80e9;  // the same in bfloat16, where the processor has it
constexpr double kOperationOfPairs = 1 / 50e9;  // in the large products that compare documents
constexpr double kCharacter = 30e-9;            // of a text that is imported
constexpr double kToken = 0.5e-6;               // of a corpus that coherence is counted in
constexpr double kInferred = 12e-9;             // a topic of a word of a document, in inference
constexpr double kSkipGramValue = 44e-9;        // of a word's vector, in all epochs of skip-gram
constexpr double kDraw = 40e-9;                 // of one token by LDA ...
constexpr double kDrawTopic = 0.63e-9;          // ... and for each topic
constexpr double kSliceWord = 200e-9;           // of one topic in one slice of time, when it is measured
constexpr double kCooccurrence = 14e-9;         // of two words in one document, counted to be factored
constexpr double kAlways = 0.1;

constexpr double kPasses = 3;       // forward, and backward to both factors
constexpr double kMultiplyAdd = 2;  // operations
constexpr double kSketches = 3.5;   // products with the matrix of co-occurrence, to factor it
constexpr double kInferences = 2;   // of each document, to measure and to be kept
constexpr size_t kFactoredWords = 5000;
constexpr double kMostPairs = 2e9;  // of documents that are compared
constexpr double kSerialShare = 0.1;

constexpr double kProgram = 35e6;  // bytes
constexpr double kImporting = 60e6;
constexpr double kCharacterBytes = 1.5;
constexpr double kPairBytes = 16;  // a count and its word, of all documents and of those to train on
constexpr double kValue = sizeof(float);
constexpr double kCopies = 3;  // a weight and its two moments
constexpr double kLine = 16;   // topics are kept in whole lines of so many

double real(uint64_t number) {
  return static_cast<double>(number);
}

double trained_documents(const Workload& work) {
  return real(training_rows(work.corpus.documents));
}

double trained_share(const Workload& work) {
  return trained_documents(work) / std::max(1.0, real(work.corpus.documents));
}

double rate(const Workload& work) {
  return work.bfloat16 ? kRoundedOperation : kOperation;
}

// Operations of the encoder's dense layers for one document, forward.
double encoder_operations(const Workload& work) {
  const double hidden = real(work.hidden_size);
  return kMultiplyAdd * (hidden * hidden + 2 * hidden * real(work.num_topics));
}

// For each document the dense layers of its encoder; for each step the words of all topics anew, in each
// slice of time that the batch touches.
double network_epoch(const Workload& work) {
  const double documents = trained_documents(work);
  const double steps = std::ceil(documents / std::max(1.0, real(work.batch_size)));
  const double slices = std::max(1.0, real(std::min(work.slices_per_batch, work.corpus.slices)));
  const double decoder = kMultiplyAdd * steps * slices * real(work.num_topics) *
                         real(work.corpus.vocabulary_size) * real(work.embedding_size);
  return kPasses * (documents * encoder_operations(work) * rate(work) + decoder * kOperation);
}

double first_values(const Workload& work) {
  const double factored = real(std::min(work.corpus.vocabulary_size, kFactoredWords));
  const double width = real(work.embedding_size);
  double seconds = 0;
  if (work.skip_gram) seconds += kSkipGramValue * width * trained_share(work) * real(work.corpus.tokens);
  const double factoring = kMultiplyAdd * kSketches * factored * factored * width * kOperation;
  const double words_of_one = real(work.corpus.non_zeros) / std::max(1.0, real(work.corpus.documents));
  const double counting = kCooccurrence * trained_share(work) * words_of_one * real(work.corpus.non_zeros);
  if (work.spectral) seconds += factoring + counting;
  if (work.neighbours) {
    const double documents = trained_documents(work);
    const double pairs = std::min(documents * documents, std::max(kMostPairs, 2000 * documents));
    seconds += factoring + counting + kMultiplyAdd * pairs * width * kOperationOfPairs;
  }
  return seconds;
}

double measuring(const Workload& work) {
  const double topics = real(work.num_topics);
  double seconds = kToken * real(work.corpus.tokens) + kInferred * topics * real(work.corpus.non_zeros);
  if (work.model != "lda")
    seconds += kInferences * real(work.corpus.documents) * encoder_operations(work) * kOperation;
  if (work.model == "detm")
    seconds += kSliceWord * topics * real(work.corpus.slices) * real(work.corpus.vocabulary_size);
  return seconds;
}

double padded_topics(const Workload& work) {
  return kLine * std::ceil(real(work.num_topics) / kLine);
}

}  // namespace

Effort effort_of(const Workload& work) {
  Effort effort;
  effort.importing = kCharacter * real(work.corpus.characters);
  effort.around = kAlways + first_values(work) + measuring(work);
  effort.epoch = work.model == "lda" ? trained_share(work) * real(work.corpus.tokens) *
                                           (kDraw + kDrawTopic * real(work.num_topics))
                                     : network_epoch(work);
  effort.epochs = work.epochs;
  return effort;
}

double clock_seconds(double effort, size_t threads) {
  return effort * (kSerialShare + (1 - kSerialShare) / real(std::max<size_t>(threads, 1)));
}

uint64_t memory_of(const Workload& work) {
  const CorpusShape& corpus = work.corpus;
  const double words = real(corpus.vocabulary_size);
  const double factored = real(std::min(corpus.vocabulary_size, kFactoredWords));
  double bytes = kProgram + kPairBytes * real(corpus.non_zeros);
  bytes += 2 * kValue * real(corpus.documents) * padded_topics(work);  // theta, and that of measuring
  bytes += kCopies * kValue * words * real(work.hidden_size + work.embedding_size);
  if (work.spectral || work.neighbours) bytes += kValue * factored * factored;
  if (work.model == "lda") bytes += kCopies * kValue * words * padded_topics(work);
  if (work.model == "detm") bytes += kValue * real(corpus.slices) * words * padded_topics(work);
  const double imported = corpus.characters > 0 ? kImporting + kCharacterBytes * real(corpus.characters) : 0;
  return static_cast<uint64_t>(std::max(bytes, imported));
}

}  // namespace theta::engine

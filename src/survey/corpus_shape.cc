#include "survey/corpus_shape.h"

#include <algorithm>
#include <cmath>

#include "corpus/time_slices.h"
#include "engine/model_choice.h"
#include "survey/profile.h"

namespace theta::survey {
namespace {

using formats::Json;

/// Pairs of a document and one of its words, when the vocabulary is the `size` words in most documents among
/// those in at least `least` and at most `most` of them.
uint64_t count_pairs(const Json& documents_of_words, uint64_t size, uint64_t least, double most) {
  uint64_t pairs = 0;
  for (auto entry = documents_of_words.rbegin(); entry != documents_of_words.rend() && size > 0; ++entry) {
    const auto documents = (*entry)[0].get<uint64_t>();
    if (documents < least || static_cast<double>(documents) > most) continue;
    const uint64_t words = std::min((*entry)[1].get<uint64_t>(), size);
    pairs += words * documents;
    size -= words;
  }
  return pairs;
}

Status add_words(const Json& profile, const corpus::ImportOptions& import, engine::CorpusShape& shape) {
  const Json& vocabulary = profile.at("vocabulary");
  shape.vocabulary_size = vocabulary.at("size").get<size_t>();
  shape.tokens = vocabulary.at("tokens").get<uint64_t>();
  shape.non_zeros = vocabulary.at("non_zeros").get<uint64_t>();
  if (import.vocabulary_size == 0 && import.least_documents == 0 && !(import.greatest_share > 0)) return {};
  const Json limits = vocabulary.at("limits").is_object() ? vocabulary.at("limits") : Json::object();
  const uint64_t least =
      import.least_documents > 0 ? import.least_documents : limits.value("least_documents", uint64_t{1});
  const double share =
      import.greatest_share > 0 ? import.greatest_share : limits.value("greatest_share", 1.0);
  shape.vocabulary_size =
      vocabulary_size(profile, import.vocabulary_size, import.least_documents, import.greatest_share);
  const uint64_t pairs = count_pairs(profile.at("documents_of_words"), shape.vocabulary_size, least,
                                     share * static_cast<double>(shape.documents));
  // A word comes as often in a document as the words of the survey do.
  const double repeats =
      shape.non_zeros > 0 ? static_cast<double>(shape.tokens) / static_cast<double>(shape.non_zeros) : 1.0;
  shape.non_zeros = pairs;
  shape.tokens = static_cast<uint64_t>(std::llround(repeats * static_cast<double>(pairs)));
  return {};
}

Status add_time(const Json& time, const std::string& time_bin, engine::CorpusShape& shape) {
  THETA_ASSIGN(const corpus::TimeBinChoice choice, corpus::parse_time_bin(time_bin));
  const bool dated = time.is_object() && time.at("first").is_string();
  if (!dated) {
    if (time_bin == "auto" || time_bin.empty()) return {};
    return bad_input("--time-bin {}: there are no dates that can be read", time_bin);
  }
  std::string first;
  std::string last;
  if (!choice.bin.has_value()) {
    const Json& slices = time.at("slices");
    if (slices.empty()) return {};
    shape.slices = slices.size();
    first = slices.front().at("label").get<std::string>();
    last = slices.back().at("label").get<std::string>();
  } else {
    std::vector<std::optional<corpus::Date>> ends;
    for (const char* const end : {"first", "last"})
      ends.push_back(corpus::parse_date(time.at(end).get<std::string>()));
    const bool equal = *choice.bin == corpus::TimeBin::kEqualCounts;
    THETA_ASSIGN(const corpus::TimeSlices cut,
                 corpus::cut_time(ends, equal ? corpus::TimeBinChoice{} : choice));
    shape.slices = equal ? choice.slices : cut.slices.size();
    first = cut.slices.front().label;
    last = cut.slices.back().label;
  }
  const auto undated = time.at("undated").get<size_t>();
  shape.time =
      engine::reason_for_slices(shape.slices, first, last, undated, undated + time.at("dated").get<size_t>());
  return {};
}

}  // namespace

Result<engine::CorpusShape> corpus_shape(const Json& profile, const corpus::ImportOptions& import,
                                         const std::string& time_bin) {
  engine::CorpusShape shape;
  shape.documents = profile.at("documents").get<size_t>();
  if (const Json& characters = profile.at("characters"); characters.is_object()) {
    shape.characters = static_cast<uint64_t>(
        std::llround(characters.at("mean").get<double>() * static_cast<double>(shape.documents)));
  }
  THETA_RETURN_IF_ERROR(add_words(profile, import, shape));
  THETA_RETURN_IF_ERROR(add_time(profile.at("time"), time_bin, shape));
  return shape;
}

}  // namespace theta::survey

#pragma once

#include <cstdint>
#include <string_view>

namespace theta::views {

// Files of the index of a model's documents, which stand in their order in theta.npy. The index follows from
// the model folder and is made anew wherever it is missing.
inline constexpr int kIndexVersion = 1;
inline constexpr std::string_view kIndexFile = "index.json";          // written last
inline constexpr std::string_view kThetaColumns = "theta.columns";    // float32 [K, D]: theta by topic
inline constexpr std::string_view kDays = "days";                     // int32 [D] since 1970, or kNoDay
inline constexpr std::string_view kPrecisions = "precisions";         // uint8 [D] corpus::DatePrecision
inline constexpr std::string_view kTokens = "tokens";                 // uint32 [D] words of the vocabulary
inline constexpr std::string_view kCodes = "codes";                   // uint32 [columns, D] values by number
inline constexpr std::string_view kRecords = "records.csv";           // one record for each document
inline constexpr std::string_view kRecordOffsets = "record.offsets";  // uint64 [D + 1] into kRecords
inline constexpr std::string_view kTexts = "texts";                   // UTF-8, one behind the other
inline constexpr std::string_view kTextOffsets = "text.offsets";      // uint64 [D + 1] into kTexts

inline constexpr int32_t kNoDay = INT32_MIN;

/// Columns of more different values are no groups; documents with further values count as kOtherValue.
inline constexpr size_t kMostValues = 10'000;
inline constexpr uint32_t kOtherValue = UINT32_MAX;

/// The name that the label column goes by beside the group columns.
inline constexpr std::string_view kLabelColumn = "label";

}  // namespace theta::views

#pragma once

namespace theta::survey {

// Names inside the folder of a survey. Each is written whole or not at all; kProfileFile comes last and says
// that all others are there.
inline constexpr const char* kRequestFile = "survey.json";
inline constexpr const char* kColumnsFile = "columns.json";
inline constexpr const char* kErrorFile = "error.json";
inline constexpr const char* kRowsFile = "rows";
inline constexpr const char* kRejectsFile = "rejects";
inline constexpr const char* kRejectsTable = "rejects.csv";
inline constexpr const char* kWordsFile = "words.tsv";
inline constexpr const char* kProfileFile = "profile.json";

/// Characters of a text that a survey keeps: enough to read and to see how it is cut into words.
inline constexpr unsigned kMostCharacters = 20'000;

}  // namespace theta::survey

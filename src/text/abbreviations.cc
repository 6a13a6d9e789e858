#include "text/abbreviations.h"

#include <algorithm>
#include <array>

namespace theta::text {
namespace {

constexpr std::array<std::string_view, 39> kNeverLast = {
    "adm", "approx", "brig", "capt", "cf",   "cmdr", "col", "cpl",    "dr",   "e.g",  "eg",  "esp", "gen",
    "gov", "hon",    "i.e",  "ie",   "insp", "lt",   "maj", "messrs", "mlle", "mme",  "mr",  "mrs", "ms",
    "mt",  "pres",   "prof", "rep",  "resp", "rev",  "sen", "sgt",    "st",   "supt", "ven", "viz", "vs"};
constexpr std::array<std::string_view, 22> kBeforeNumber = {
    "art", "ca", "ch",   "chap", "eq", "eqs", "fig", "figs", "lib", "no",  "nos",
    "op",  "p",  "para", "pg",   "pp", "pt",  "sec", "sect", "tab", "vol", "vols"};
constexpr std::array<std::string_view, 46> kMayBeLast = {
    "al",   "apr",  "assn", "assoc", "aug", "ave", "blvd", "bros", "co",   "corp", "dec", "dept",
    "dist", "ed",   "eds",  "est",   "ext", "feb", "fri",  "ft",   "govt", "hrs",  "inc", "jan",
    "jr",   "jul",  "jun",  "ltd",   "mar", "mfg", "min",  "mon",  "nov",  "oct",  "rd",  "sat",
    "sep",  "sept", "sq",   "sr",    "sun", "thu", "tue",  "univ", "wed",  "yrs"};
constexpr std::array<std::string_view, 86> kBeginners = {
    "a",    "after",       "all",       "also",   "although", "an",           "and",     "another", "are",
    "as",   "at",          "because",   "before", "both",     "but",          "by",      "can",     "did",
    "do",   "does",        "during",    "each",   "even",     "few",          "finally", "first",   "for",
    "from", "furthermore", "he",        "hence",  "her",      "here",         "his",     "how",     "however",
    "i",    "if",          "in",        "indeed", "instead",  "is",           "it",      "its",     "later",
    "many", "meanwhile",   "moreover",  "most",   "my",       "nevertheless", "no",      "nor",     "not",
    "now",  "on",          "once",      "one",    "only",     "or",           "our",     "perhaps", "several",
    "she",  "since",       "so",        "some",   "still",    "such",         "that",    "the",     "their",
    "then", "there",       "therefore", "these",  "they",     "this",         "those",   "thus",    "to",
    "we",   "what",        "when",      "where",  "you"};

template <size_t n>
bool contains(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  if (contains(kNeverLast, word)) return Abbreviation::kNeverLast;
  if (contains(kBeforeNumber, word)) return Abbreviation::kBeforeNumber;
  return contains(kMayBeLast, word) ? Abbreviation::kMayBeLast : Abbreviation::kNone;
}

bool often_begins_a_sentence(std::string_view word) {
  return contains(kBeginners, word);
}

}  // namespace theta::text

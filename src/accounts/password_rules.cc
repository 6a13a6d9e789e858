#include "accounts/password_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "database/stored.h"

namespace theta::accounts {
namespace {

constexpr size_t kShortest = 10;
constexpr size_t kLongest = 1000;
constexpr size_t kFewestPieces = 6;
constexpr size_t kFewestCharacters = 5;  // different ones
constexpr size_t kLooksAt = 64;
constexpr size_t kShortestRun = 3;
constexpr size_t kShortestName = 3;

// What leaked lists have in front, without the endings that the other pieces cover.
constexpr std::string_view kWords[] = {
    "password", "passwort", "passwd",   "pass",     "qwerty",   "qwertz",   "azerty",   "letmein",
    "welcome",  "admin",    "root",     "user",     "guest",    "login",    "master",   "secret",
    "default",  "changeme", "test",     "demo",     "hello",    "iloveyou", "love",     "princess",
    "sunshine", "dragon",   "monkey",   "football", "baseball", "soccer",   "hockey",   "superman",
    "batman",   "pokemon",  "starwars", "shadow",   "michael",  "jennifer", "jordan",   "charlie",
    "daniel",   "thomas",   "jessica",  "ashley",   "andrew",   "computer", "internet", "whatever",
    "trustno",  "freedom",  "access",   "flower",   "cookie",   "summer",   "winter",   "spring",
    "autumn",   "money",    "lucky",    "angel",    "baby",     "blink",    "killer",   "hunter",
    "mustang",  "samsung",  "google",   "apple",    "android",  "windows",  "linux",    "server",
    "system",   "istrator", "manager",  "office",   "company",  "school",   "theta",    "topic",
    "woaini",   "nihao",    "mima",     "wode",     "zhongguo", "beijing",  "shanghai", "aini",
    "baobao",   "laopo",    "laogong",  "wang",     "zhang",    "china",    "5201314",  "1314520",
    "1314",     "520",      "888",      "666",      "abc",      "my",       "the",      "you",
    "one",      "asdf",     "zxcv",     "qazwsx"};

constexpr std::string_view kRows[] = {"abcdefghijklmnopqrstuvwxyz",
                                      "01234567890",
                                      "qwertyuiop",
                                      "asdfghjkl",
                                      "zxcvbnm",
                                      "1q2w3e4r5t6y7u8i9o0p",
                                      "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                                      "qazwsxedcrfvtgbyhnujmikolp",
                                      "147258369",
                                      "!@#$%^&*()"};

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string small(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) { return small(c); });
  return result;
}

// Whether `c` may stand for the letter: p@ssw0rd.
bool stands_for(char c, char letter) {
  constexpr std::array<std::string_view, 9> kSpellings = {"a@4", "e3",  "i1!", "l1|", "o0",
                                                          "s$5", "t7+", "g9",  "b8"};
  if (c == letter) return true;
  return std::any_of(kSpellings.begin(), kSpellings.end(), [=](std::string_view spelling) {
    return spelling[0] == letter && spelling.find(c) != std::string_view::npos;
  });
}

size_t word_length(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return 0;
  return std::equal(word.begin(), word.end(), text.begin(), [](char w, char c) { return stands_for(c, w); })
             ? word.size()
             : 0;
}

// Length of the longest start of `text` that goes along a row, in either direction.
size_t run_length(std::string_view text, std::string_view row) {
  std::string back(row.rbegin(), row.rend());
  for (size_t length = std::min(text.size(), row.size()); length >= kShortestRun; --length) {
    const std::string_view start = text.substr(0, length);
    if (row.find(start) != std::string_view::npos || back.find(start) != std::string::npos) return length;
  }
  return 0;
}

size_t repetition_length(std::string_view text) {
  const size_t end = text.find_first_not_of(text[0]);
  const size_t length = std::min(end, text.size());
  return length >= kShortestRun ? length : 0;
}

size_t year_length(std::string_view text) {
  if (text.size() < 4 || !(text.starts_with("19") || text.starts_with("20"))) return 0;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return digit(text[2]) && digit(text[3]) ? 4 : 0;
}

}  // namespace

size_t count_pieces(std::string_view given) {
  const std::string text = small(given.substr(0, kLooksAt));
  // fewest[i]: pieces of the first i characters. A piece that may be long may be cut short as well.
  std::vector<size_t> fewest(text.size() + 1, text.size());
  fewest[0] = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = std::string_view(text).substr(i);
    const auto reach = [&](size_t length) {
      fewest[i + length] = std::min(fewest[i + length], fewest[i] + 1);
    };
    reach(1);
    for (const std::string_view word : kWords) {
      if (const size_t length = word_length(rest, word)) reach(length);
    }
    for (const std::string_view row : kRows) {
      for (size_t length = run_length(rest, row); length >= kShortestRun; --length) reach(length);
    }
    for (size_t length = repetition_length(rest); length >= kShortestRun; --length) reach(length);
    if (const size_t length = year_length(rest)) reach(length);
  }
  return fewest.back();
}

Status check_password(const Secret& password, std::string_view email, std::string_view field) {
  const std::string& text = password.reveal();
  if (!database::is_storable_text(text)) return bad_input("{}: must be UTF-8 without NUL", field);
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  if (static_cast<size_t>(characters) < kShortest || text.size() > kLongest)
    return bad_input("{}: must have at least {} characters, and at most {} bytes", field, kShortest,
                     kLongest);
  const std::set<char> different(text.begin(), text.end());
  if (different.size() < kFewestCharacters || count_pieces(text) < kFewestPieces)
    return bad_input("{}: is one that others try first; take another", field);
  const std::string name = small(email.substr(0, email.find('@')));
  if (name.size() >= kShortestName && small(text).find(name) != std::string::npos)
    return bad_input("{}: must not contain the name of the account", field);
  return {};
}

}  // namespace theta::accounts

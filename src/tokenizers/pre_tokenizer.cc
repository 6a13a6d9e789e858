#include "tokenizers/pre_tokenizer.h"

#include <string>
#include <vector>

#include "base/lower_case.h"
#include "text/utf8.h"
#include "tokenizers/character_class.h"
#include "tokenizers/pattern.h"

namespace theta::tokenizers {
namespace {

using Made = Result<std::shared_ptr<const PreTokenizer>>;

/// A pre-tokeniser that is one function.
template <typename Function>
class Step : public PreTokenizer {
 public:
  explicit Step(Function function) : function_(std::move(function)) {}
  void apply(Words& words, bool is_first) const override { function_(words, is_first); }

 private:
  Function function_;
};
template <typename Function>
Made step(Function function) {
  return std::shared_ptr<const PreTokenizer>(std::make_shared<Step<Function>>(std::move(function)));
}

/// Calls cut(word, add) for each word; add(begin, end) gives pieces of it.
template <typename Cut>
void refine(Words& words, Cut cut) {
  std::vector<Words::Span> before;
  before.swap(words.spans);
  const std::string_view text = words.text;
  for (const Words::Span& span : before) {
    cut(text.substr(span.begin, span.end - span.begin),
        [&](size_t begin, size_t end) { words.add(span.begin + begin, span.begin + end); });
  }
}

/// Cuts by the classes of characters: those of `dropped` vanish, those of `alone` stand by themselves.
Made by_class(int dropped, int alone) {
  return step([dropped, alone](Words& words, bool) {
    refine(words, [&](std::string_view word, auto add) {
      size_t begin = 0;
      for (const char *p = word.data(), *const end = p + word.size(); p < end;) {
        const auto at = static_cast<size_t>(p - word.data());
        const uint8_t bits = character_class(text::next_code_point(p));
        if ((bits & (dropped | alone)) == 0) continue;
        add(begin, at);
        begin = static_cast<size_t>(p - word.data());
        if ((bits & dropped) == 0) add(at, begin);
      }
      add(begin, word.size());
    });
  });
}

/// Runs of a class apart from all else.
Made by_runs(int wanted) {
  return step([wanted](Words& words, bool) {
    refine(words, [&](std::string_view word, auto add) {
      size_t begin = 0;
      bool before = false;
      for (const char *p = word.data(), *const end = p + word.size(); p < end;) {
        const auto at = static_cast<size_t>(p - word.data());
        const bool now = (character_class(text::next_code_point(p)) & wanted) != 0;
        if (now != before) {
          add(begin, at);
          begin = at;
        }
        before = now;
      }
      add(begin, word.size());
    });
  });
}

Made split(const Json& config) {
  THETA_ASSIGN(auto pattern, make_pattern(config.at("pattern")));
  const std::string behavior = lower_case(value_or(config, "behavior", std::string("isolated")));
  // Inverted, the matches are what remains of the text; only then does their removal leave anything useful.
  const bool inverted = value_or(config, "invert", false);
  if (behavior != "isolated" && behavior != "removed") {
    return make_error(ErrorKind::kUnsupported, "the behavior {} of Split is not known", behavior);
  }
  const bool keep_matches = behavior == "isolated" || inverted;
  const bool keep_gaps = behavior == "isolated" || !inverted;
  return step([pattern, keep_matches, keep_gaps](Words& words, bool) {
    refine(words, [&](std::string_view word, auto add) {
      size_t last = 0;
      pattern->find_all(word, [&](size_t begin, size_t end) {
        if (keep_gaps) add(last, begin);
        if (keep_matches) add(begin, end);
        last = end;
      });
      if (keep_gaps) add(last, word.size());
    });
  });
}

/// Rebuilds the text word by word: change(word, out) appends the new word.
template <typename Change>
void rebuild(Words& words, Change change) {
  Words changed;
  changed.text.reserve(words.text.size() + words.spans.size() * 3);
  for (size_t i = 0; i < words.spans.size(); ++i) {
    const size_t begin = changed.text.size();
    change(words.word(i), i, changed.text);
    changed.add(begin, changed.text.size());
  }
  words = std::move(changed);
}

Made byte_level(const Json& config) {
  const bool prefix = value_or(config, "add_prefix_space", false);
  const auto pattern = value_or(config, "use_regex", true) ? byte_level_pattern() : nullptr;
  return step([prefix, pattern](Words& words, bool) {
    if (prefix) {
      rebuild(words, [](std::string_view word, size_t, std::string& out) {
        if (word[0] != ' ') out += ' ';
        out += word;
      });
    }
    if (pattern == nullptr) return;
    refine(words, [&](std::string_view word, auto add) { pattern->find_all(word, add); });
  });
}

Made metaspace(const Json& config) {
  const std::string mark = value_or(config, "replacement", std::string("\u2581"));
  // Older files say only whether a mark goes in front.
  const std::string scheme = value_or(
      config, "prepend_scheme", std::string(value_or(config, "add_prefix_space", true) ? "always" : "never"));
  const bool cut = value_or(config, "split", true);
  if (scheme != "always" && scheme != "first" && scheme != "never") {
    return bad_input("the prepend_scheme of Metaspace is {}", scheme);
  }
  return step([mark, scheme, cut](Words& words, bool is_first) {
    rebuild(words, [&](std::string_view word, size_t i, std::string& out) {
      const bool front = scheme == "always" || (scheme == "first" && is_first && i == 0);
      if (front && word[0] != ' ' && !word.starts_with(mark)) out += mark;
      for (const char c : word) c == ' ' ? out += mark : out += c;
    });
    if (!cut) return;
    refine(words, [&](std::string_view word, auto add) {
      size_t begin = 0;
      for (size_t at = word.find(mark, 1); at != std::string_view::npos; at = word.find(mark, at + 1)) {
        add(begin, at);
        begin = at;
      }
      add(begin, word.size());
    });
  });
}

Made make_step(const Json& config, bool& is_byte_level);

Made sequence(const Json& config, bool& is_byte_level) {
  std::vector<std::shared_ptr<const PreTokenizer>> steps;
  for (const Json& one : config.at("pretokenizers")) {
    THETA_ASSIGN(auto made, make_step(one, is_byte_level));
    steps.push_back(std::move(made));
  }
  return step([steps = std::move(steps)](Words& words, bool is_first) {
    for (const auto& one : steps) one->apply(words, is_first);
  });
}

Made make_step(const Json& config, bool& is_byte_level) {
  const auto type = config.at("type").get<std::string>();
  if (type == "Sequence") return sequence(config, is_byte_level);
  if (type == "Split") return split(config);
  if (type == "BertPreTokenizer") return by_class(kSpace, kPunctuation);
  if (type == "WhitespaceSplit") return by_class(kSpace, 0);
  if (type == "Digits") {
    return value_or(config, "individual_digits", false) ? by_class(0, kNumber) : by_runs(kNumber);
  }
  if (type == "Metaspace") return metaspace(config);
  if (type == "ByteLevel") {
    is_byte_level = true;
    return byte_level(config);
  }
  return make_error(ErrorKind::kUnsupported, "the pre-tokenizer {} is not known", type);
}

}  // namespace

Result<PreTokenizers> make_pre_tokenizer(const Json& config) {
  PreTokenizers made;
  if (config.is_null()) {
    THETA_ASSIGN(made.chain, step([](Words&, bool) {}));
    return made;
  }
  THETA_ASSIGN(made.chain, make_step(config, made.byte_level));
  return made;
}

}  // namespace theta::tokenizers

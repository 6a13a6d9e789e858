#include "cli/help_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/characters.h"

namespace theta::cli {
namespace {

constexpr size_t kIndent = 2;
constexpr size_t kWidestName = 26;

struct Row {
  std::string name;
  std::string text;
};

class Writer {
 public:
  Writer(const Style& style, size_t width) : style_(style), width_(width) {}

  void heading(std::string_view text) { out_ += "\n" + style_.bold(text) + "\n"; }

  void paragraph(std::string_view text) {
    for (const std::string& line : wrap(text, width_)) out_ += line + "\n";
  }

  // Two columns; a name that is too long has a line of its own. In a narrow terminal the text stands below
  // the name.
  void rows(const std::vector<Row>& rows) {
    size_t names = 0;
    for (const Row& row : rows) {
      const size_t length = text::count_characters(row.name);
      if (length <= kWidestName) names = std::max(names, length);
    }
    const bool narrow = width_ < 2 * kWidestName;
    const size_t column = narrow ? 3 * kIndent : kIndent + std::max(names, size_t{8}) + 2;
    for (const Row& row : rows) {
      out_ += std::string(kIndent, ' ') + row.name;
      size_t at = kIndent + text::count_characters(row.name);
      if (at + 2 > column) at = new_line();
      for (const std::string& line : wrap(row.text, width_ - column)) {
        if (line.empty()) continue;
        if (at > column) at = new_line();
        out_ += std::string(column - at, ' ') + line;
        at = width_;
      }
      if (at != 0) new_line();
    }
  }

  void verbatim(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) out_ += std::string(kIndent, ' ') + line + "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  size_t new_line() {
    out_ += '\n';
    return 0;
  }

  const Style& style_;
  size_t width_;
  std::string out_;
};

Row option_row(const OptionInfo& option) {
  std::string name = option.shown();
  if (option.letter != '\0') name = fmt::format("-{}, {}", option.letter, name);
  if (!option.is_argument && !option.placeholder.empty()) name += " " + option.placeholder;
  const std::string notes = option_notes(option);
  return {name, option.summary + (notes.empty() ? "" : " " + notes)};
}

void add_options(Writer& writer, const CommandInfo& command) {
  std::vector<Row> arguments;
  for (const OptionInfo& option : command.options) {
    if (option.is_argument) arguments.push_back(option_row(option));
  }
  if (!arguments.empty()) {
    writer.heading("Arguments");
    writer.rows(arguments);
  }
  for (const std::string& group : command.groups()) {
    std::vector<Row> rows;
    for (const OptionInfo& option : command.options) {
      if (!option.is_argument && option.group == group) rows.push_back(option_row(option));
    }
    writer.heading(group);
    writer.rows(rows);
  }
}

void add_commands(Writer& writer, const CommandInfo& command) {
  std::vector<std::string> groups;
  for (const CommandInfo& below : command.commands) {
    if (std::find(groups.begin(), groups.end(), below.group) == groups.end()) groups.push_back(below.group);
  }
  for (const std::string& group : groups) {
    std::vector<Row> rows;
    for (const CommandInfo& below : command.commands) {
      if (below.group == group) rows.push_back({below.path.back(), below.summary});
    }
    writer.heading(group);
    writer.rows(rows);
  }
}

}  // namespace

std::string usage_line(const CommandInfo& command) {
  std::string line = command.shown();
  for (const OptionInfo& option : command.options) {
    if (option.is_argument) continue;
    if (option.required) line += fmt::format(" {} {}", option.shown(), option.placeholder);
  }
  line += " [OPTIONS]";
  for (const OptionInfo& option : command.options) {
    if (!option.is_argument) continue;
    const std::string name = option.name + (option.repeatable ? "..." : "");
    line += option.required ? " " + name : fmt::format(" [{}]", name);
  }
  if (!command.commands.empty()) line += " COMMAND";
  return line;
}

bool names_choices(const std::string& summary, const std::vector<std::string>& choices) {
  return std::all_of(choices.begin(), choices.end(), [&summary](const std::string& choice) {
    return summary.find(choice) != std::string::npos;
  });
}

std::string option_notes(const OptionInfo& option) {
  std::vector<std::string> notes;
  if (option.kind == ValueKind::kChoice && option.placeholder == "NAME" &&
      !names_choices(option.summary, option.choices))
    notes.push_back(fmt::format("(one of {})", fmt::join(option.choices, ", ")));
  if (option.required && !option.is_argument) notes.emplace_back("(required)");
  if (!option.default_text.empty()) notes.push_back(fmt::format("(default: {})", option.default_text));
  if (!option.variable.empty()) notes.push_back(fmt::format("[{}]", option.variable));
  return fmt::format("{}", fmt::join(notes, " "));
}

std::string help_text(const CommandInfo& command, const Style& style, size_t width) {
  Writer writer(style, width);
  writer.paragraph(command.summary);
  writer.heading("Usage");
  writer.verbatim(wrap(usage_line(command), width - kIndent));
  add_commands(writer, command);
  add_options(writer, command);
  if (!command.examples.empty()) {
    writer.heading("Examples");
    writer.verbatim(command.examples);
  }
  if (command.path.empty()) {
    writer.heading("More");
    writer.paragraph("theta help COMMAND shows the options of a command, theta man the manual page.");
  }
  return writer.take();
}

}  // namespace theta::cli

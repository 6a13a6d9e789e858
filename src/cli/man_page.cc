#include "cli/man_page.h"

#include <fmt/format.h>

#include "cli/exit_codes.h"
#include "cli/help_text.h"

namespace theta::cli {
namespace {

constexpr size_t kLineWidth = 72;

// Text as roff reads it: a hyphen that copies as a hyphen, no control line by accident.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  if (result.starts_with('.') || result.starts_with('\'')) result.insert(0, "\\&");
  return result;
}

std::string bold(std::string_view text) {
  return fmt::format("\\fB{}\\fR", escaped(text));
}

std::string italic(std::string_view text) {
  return fmt::format("\\fI{}\\fR", escaped(text));
}

// Lines of at most 80 characters with the escapes, as mandoc's checker wants them.
std::string paragraph(std::string_view text) {
  std::string lines;
  for (const std::string& line : wrap(text, kLineWidth)) lines += escaped(line) + "\n";
  return lines;
}

std::string sentence(std::string text) {
  if (!text.empty() && !text.ends_with('.') && !text.ends_with('?')) text += '.';
  return text;
}

void add_option(std::string& page, const OptionInfo& option) {
  page += ".TP\n";
  if (option.is_argument) {
    page += italic(option.name) + "\n";
  } else {
    if (option.letter != '\0') page += bold(fmt::format("-{}", option.letter)) + ", ";
    page += bold(option.shown());
    if (!option.placeholder.empty()) page += " " + italic(option.placeholder);
    page += "\n";
  }
  std::string text = option.summary;
  if (option.kind == ValueKind::kChoice && option.placeholder == "NAME" &&
      !names_choices(option.summary, option.choices))
    text += fmt::format("; one of {}", fmt::join(option.choices, ", "));
  page += paragraph(sentence(text));
  if (option.required && !option.is_argument) page += "Must be given.\n";
  if (!option.default_text.empty()) page += fmt::format("Default: {}.\n", escaped(option.default_text));
  if (!option.variable.empty()) page += fmt::format("Variable: {}.\n", bold(option.variable));
}

void add_options(std::string& page, const CommandInfo& command) {
  for (const OptionInfo& option : command.options) {
    if (option.is_argument) add_option(page, option);
  }
  for (const std::string& group : command.groups()) {
    for (const OptionInfo& option : command.options) {
      if (!option.is_argument && option.group == group) add_option(page, option);
    }
  }
}

void add_command(std::string& page, const CommandInfo& command) {
  page += fmt::format(".SS {}\n{}\n.PP\n{}\n", escaped(command.shown()), sentence(escaped(command.summary)),
                      bold(usage_line(command)));
  add_options(page, command);
  for (const CommandInfo& below : command.commands) add_command(page, below);
}

void add_examples(std::string& page, const CommandInfo& command) {
  page += ".nf\n";
  for (const std::string& example : command.examples) page += escaped(example) + "\n";
  page += ".fi\n";
}

void add_item(std::string& page, const std::string& name, std::string_view text) {
  page += fmt::format(".TP\n{}\n{}", bold(name), paragraph(sentence(std::string(text))));
}

void add_common_sections(std::string& page) {
  page += ".SH EXIT STATUS\n";
  for (const ExitCode& code : kExitCodes) add_item(page, code.code, code.meaning);
  page += ".SH ENVIRONMENT\n";
  page += paragraph("An option that names a variable takes its value from there when its flag is not given.");
  add_item(page, "THETA_CONFIG", "settings file to read instead of those under FILES, as --config does");
  add_item(page, "NO_COLOR", "when set to anything, nothing is written in colour or bold");
  add_item(page, "COLUMNS", "width of help, where the output is no terminal");
  page += ".SH FILES\n";
  add_item(page, "theta.toml",
           "settings, in the current folder: name = value, for one command under [command]");
  add_item(page, "~/.config/theta/theta.toml",
           "settings of the user, where theta.toml and environment say nothing; XDG_CONFIG_HOME moves it");
}

}  // namespace

std::string man_page_name(const CommandInfo& command) {
  return command.path.empty() ? "theta.1" : fmt::format("theta-{}.1", fmt::join(command.path, "-"));
}

std::string man_page(const CommandInfo& root, const CommandInfo& command, const std::string& date) {
  const bool whole = command.path.empty();
  const std::string name = whole ? "theta" : fmt::format("theta-{}", fmt::join(command.path, "-"));
  std::string title = name;
  for (char& c : title) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  std::string page = fmt::format(".\\\" Made by: theta man\n.TH {} 1 {} \"theta {}\" \"User Commands\"\n",
                                 escaped(title), date, THETA_VERSION);
  page += ".SH NAME\n" + paragraph(name + " - " + (whole ? "topics from texts" : command.summary));
  page += fmt::format(".SH SYNOPSIS\n{}\n", bold(usage_line(command)));
  page += fmt::format(".SH DESCRIPTION\n{}\n", sentence(escaped(command.summary)));
  if (whole) {
    page += paragraph(
        "Data go to standard output, talk to standard error. A setting is taken from its flag, then from "
        "its environment variable, then from a settings file, then from the default.");
  }
  page += ".SH OPTIONS\n";
  add_options(page, command);
  if (!command.commands.empty()) page += ".SH COMMANDS\n";
  for (const CommandInfo& below : command.commands) add_command(page, below);
  add_common_sections(page);
  std::string examples;
  if (whole) {
    for (const CommandInfo& below : root.commands) {
      if (!below.examples.empty()) add_examples(examples, below);
    }
  } else if (!command.examples.empty()) {
    add_examples(examples, command);
  }
  if (!examples.empty()) page += ".SH EXAMPLES\n" + examples;
  if (!whole) page += ".SH SEE ALSO\n.BR theta (1)\n";
  return page;
}

}  // namespace theta::cli

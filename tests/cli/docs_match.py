"""docs/cli.md and the program tell the same: every command and option is in the page, and nothing else is.

usage: docs_match.py THETA PAGE

An option of a command must be named in a section whose heading names the command in backticks, or in one whose heading
names no command at all.
"""

import json
import re
import sys

from program import check, run


# Options of other programs that the page speaks of.
FOREIGN = {"--output-topic-keys"}


def sections_of(page):
    """(commands named in the heading, text) of each part of the page."""
    for part in re.split(r"^## ", page, flags=re.M):
        heading, _, text = part.partition("\n")
        yield {name.split(" --")[0] for name in re.findall(r"`([a-z][a-z -]*)`", heading)}, text


def all_commands(table):
    for command in table["commands"]:
        yield command
        yield from all_commands(command)


def check_page(table, page):
    sections = list(sections_of(page))
    problems = []
    known_options = {option["name"] for command in [table, *all_commands(table)] for option in command["options"]}
    ours = re.sub(r"`cmake [^`]*`", "", page)
    known_commands = {command["command"] for command in all_commands(table)}
    for command in all_commands(table):
        name = command["command"]
        words = name.removeprefix("theta ")
        # "theta edit reviews.model rename 3" mentions theta edit rename.
        if not re.search(r"\b[^\n]*?\b".join(map(re.escape, name.split())) + r"\b", page):
            problems.append(f"`{name}` is not mentioned")
        text = " ".join(body for commands, body in sections if not commands or words in commands or words.split()[0] in commands)
        for option in command["options"]:
            if not option["argument"] and not re.search(rf"{option['name']}(?![\w-])", text):
                problems.append(f"{name} {option['name']} is in no section about {words}")
    for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][\w-]*", ours)) - known_options - FOREIGN):
        problems.append(f"{option} is mentioned, but no command has it")
    for name in sorted(set(re.findall(r"`(theta [a-z]+(?:-[a-z]+)*)", page)) - known_commands):
        problems.append(f"`{name}` is mentioned, but is no command")
    for heading in sorted(set().union(*(commands for commands, _ in sections))):
        if f"theta {heading}" not in known_commands:
            problems.append(f"a heading names `{heading}`, which is no command")
    return problems


def check_variables(table):
    """One variable never means two things: whoever shares it describes it in the same words."""
    meanings = {}
    for command in all_commands(table):
        for option in command["options"]:
            if "variable" not in option:
                continue
            meaning = (option["summary"], option["value"])
            first = meanings.setdefault(option["variable"], (command["command"], meaning))
            check(first[1] == meaning, f"{option['variable']} means something else in {command['command']} than in {first[0]}; "
                                       "name the option in src/cli/variables.cc")


def check_exit_codes(page):
    """The manual page and docs/cli.md list the same codes with the same words."""
    manual = run("man").stdout.split(".SH EXIT STATUS\n")[1].split(".SH")[0].replace("\\-", "-")
    listed = {}
    for item in manual.split(".TP\n")[1:]:
        code, *text = item.splitlines()
        listed[code.strip("\\fBR")] = " ".join(text).rstrip(".")
    for row in re.findall(r"^\| (\d+) \| (.*?) \|$", page, flags=re.M):
        check(listed.get(row[0]) == row[1], f"exit code {row[0]}: {row[1]!r} is {listed.get(row[0])!r} in the manual page")
        del listed[row[0]]
    check(not listed, f"docs/cli.md does not list the exit codes {listed}")


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        page = file.read()
    table = json.loads(run("help", "--json").stdout)
    problems = check_page(table, page)
    # The check itself must see what it is there for.
    check(check_page(table, page.replace("--max-share", "--max-shore")), "an option that is renamed in the page is noticed")
    check(not problems, "docs/cli.md: " + "; ".join(problems))
    check_variables(table)
    check_exit_codes(page)


main()

"""Help, manual pages, version, and what is said about a command line that is wrong."""

import json
import os
import pty
import re
import shutil
import subprocess
import tempfile

from program import THETA, check, run

USAGE = 2


def all_commands(table):
    yield table
    for command in table["commands"]:
        yield from all_commands(command)


def check_help(table):
    for command in all_commands(table):
        words = command["command"].split()[1:]
        shown = run(*words, "--help", env={"COLUMNS": "80"})
        check(shown.returncode == 0 and not shown.stderr, f"{words}: {shown.stderr}")
        check(shown.stdout == run("help", *words, env={"COLUMNS": "80"}).stdout, f"help {words} is the same")
        for option in command["options"]:
            check(re.search(rf"(^|\s){re.escape(option['name'])}(\s|$)", shown.stdout), f"{words} shows {option['name']}")
            for part in (option.get("variable"), option.get("default")):
                flat = " ".join(shown.stdout.split())
                check(part is None or " ".join(part.split()) in flat, f"{words} {option['name']}: {part} is missing")
        for width, text in ((80, shown.stdout), (40, run("help", *words, env={"COLUMNS": "40"}).stdout)):
            body = text.split("\nExamples\n")[0]  # examples are to be copied, so they are not wrapped
            longest = max(body.splitlines(), key=len)
            check(len(longest) <= width or " " not in longest.strip(), f"{words}: wider than {width}: {longest!r}")
        if not command["commands"]:
            check("\nExamples\n" in shown.stdout, f"{words}: examples")
            for example in command["examples"]:
                check(len(example) <= 78, f"{words}: the example is too wide: {example}")
    check("\x1b" not in run("--help").stdout, "no colour where there is no terminal")


def on_terminal(*arguments, **variables):
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **variables}
    subprocess.run([THETA, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment, timeout=60, check=True)
    os.close(slave)
    said = b""
    try:
        while True:
            piece = os.read(master, 65536)
            if not piece:
                break
            said += piece
    except OSError:
        pass  # a terminal that nobody holds open ends with an error
    os.close(master)
    return said


def check_colours():
    check(b"\x1b[1m" in on_terminal("completion", "--help", NO_COLOR=""), "headings are bold on a terminal")
    check(b"\x1b" not in on_terminal("completion", "--help", NO_COLOR="1"), "NO_COLOR is heeded")
    check(b"\x1b" not in on_terminal("completion", "--help", NO_COLOR="", TERM="dumb"), "a dumb terminal has no colours")


def check_usage():
    cases = [
        (["trian"], ['no command "trian"', 'did you mean "train"']),
        (["paint"], ['no command "paint"', "theta --help"]),
        (["train", "x", "--topcs", "5"], ["train has no option --topcs", 'did you mean "--topics"']),
        (["train", "x", "--topcs=5"], ["train has no option --topcs", 'did you mean "--topics"']),
        (["train", "--topcs", "5", "x"], ["train has no option --topcs", 'did you mean "--topics"']),
        (["topics", "m", "--time-bin", "5"], ["topics has no option --time-bin", "theta train, theta report, theta sweep, theta stability have it"]),
        (["infer", "m", "--kl-warmup", "5"], ["theta train, theta sweep, theta stability have it"]),
        (["train", "x", "--colour", "red"], ["train has no option --colour", "theta train --help"]),
        (["train", "x", "--language", "eng"], ["--language eng", "auto, en, zh", 'did you mean "en"']),
        (["train", "x", "--topics", "many"], ["--topics many", "whole number"]),
        (["train", "x", "--topics", "-3"], ["--topics -3", "whole number"]),
        (["train", "x", "--max-share", "2"], ["--max-share 2", "not between 0 and 1"]),
        (["train", "x", "--learning-rate", "fast"], ["--learning-rate fast", "not a number"]),
        (["train", "x", "--topics"], ["--topics needs a value", "number of topics"]),
        (["train", "x", "--out", "--json"], ["--out needs a value", "--json"]),
        (["train", "x", "--topics", "3", "--topics", "4"], ["--topics", "2 times"]),
        (["train"], ["train needs SOURCE"]),
        (["import", "x"], ["import needs --out FOLDER"]),
        (["import", "x", "--ouy", "y"], ["import has no option --ouy", 'did you mean "--out"']),
        (["report", "m", "n", "--out", "x"], ['no further argument "n"', "theta report --help"]),
        (["edit", "rename", "3", "x"], ["edit needs MODEL before", "rename"]),
        (["edit", "m", "renmae", "3", "x"], ['no command "edit renmae"', 'did you mean "rename"']),
        (["edit", "m", "rename", "-3", "x"], ["TOPIC -3", "whole number of 0 or more"]),
        (["edit", "m", "stop-words", "ad", "x"], ['no command "edit stop-words ad"', 'did you mean "add"']),
        (["tokens", "x", "--row", "0"], ["--row 0", "less than 1"]),
        (["config", "shwo"], ['no command "config shwo"', 'did you mean "show"']),
        (["help", "trian"], ['no command "trian"', 'did you mean "train"']),
        (["config", "show", "trian"], ['no command "trian"', 'did you mean "train"']),
        (["config", "show", "train", "--topcs", "3"], ["no option --topcs", 'did you mean "--topics"']),
        (["completion", "bahs"], ["bash, zsh, fish", 'did you mean "bash"']),
    ]
    for arguments, parts in cases:
        result = run(*arguments)
        check(result.returncode == USAGE, f"{arguments}: exit code {result.returncode}, {result.stderr}")
        check(result.stdout == "" and result.stderr.startswith("theta: ") and result.stderr.count("\n") == 1,
              f"{arguments}: one sentence on standard error, not {result.stderr!r}")
        for part in parts:
            check(part in result.stderr, f"{arguments}: {part!r} was expected in {result.stderr!r}")
    for arguments in ([], ["config"]):
        result = run(*arguments)
        check(result.returncode == USAGE and "Usage" in result.stderr and not result.stdout, f"{arguments}: {result.stderr}")


def check_closed_output():
    result = subprocess.run(f"'{THETA}' man | head -n 1; echo ${{PIPESTATUS[0]}}", shell=True, executable="/bin/bash",
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    check(result.stderr == "" and result.stdout.splitlines()[-1] in ("0", "1"), f"nobody reads on: {result}")
    if os.path.exists("/dev/full"):
        for arguments in (["man"], ["--version"], ["help"]):
            with open("/dev/full", "w", encoding="utf-8") as full:
                result = subprocess.run([THETA, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
            check(result.returncode == 6 and "standard output" in result.stderr, f"a full disk, {arguments}: {result}")


def check_version():
    said = run("--version").stdout.splitlines()
    check(re.fullmatch(r"theta \d+\.\d+\.\d+", said[0]), f"the first line names program and version: {said}")
    check(any(line.startswith("build: ") for line in said) and any("ICU" in line for line in said), f"build: {said}")


def check_man(table):
    with tempfile.TemporaryDirectory() as folder:
        check(run("man", "--out", folder).returncode == 0, "all pages")
        pages = sorted(os.listdir(folder))
        names = ["theta.1"] + sorted(f"theta-{command['command'].split()[-1]}.1" for command in table["commands"])
        check(pages == sorted(names), f"{pages} are not {names}")
        with open(os.path.join(folder, "theta.1"), encoding="utf-8") as file:
            page = file.read()
        check(page == run("man").stdout, "theta man prints theta.1")
        plain = page.replace("\\-", "-")
        for command in all_commands(table):
            check(f"\n.SS {command['command']}\n" in plain or command is table, f"{command['command']} is on the page")
            for option in command["options"]:
                name = f"\\fI{option['name']}\\fR" if option["argument"] else f"\\fB{option['name']}\\fR"
                check(name in plain, f"{command['command']} {option['name']} is on the page")
        for section in ("EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"):
            check(f".SH {section}\n" in page, f"section {section}")
        paths = [os.path.join(folder, name) for name in pages]
        if shutil.which("mandoc"):
            lint = subprocess.run(["mandoc", "-Tlint", "-Wstyle", *paths], stdout=subprocess.PIPE, text=True, check=False)
            check(lint.stdout == "", f"mandoc: {lint.stdout}")
        # Formatting takes a while; what is special about a page, mandoc has seen.
        for name in ("theta.1", "theta-edit.1"):
            path = os.path.join(folder, name)
            if shutil.which("man"):
                shown = subprocess.run(["man", "--warnings", "-l", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                       env={**os.environ, "MANPAGER": "cat", "LC_ALL": "C.UTF-8"}, check=True)
                check("NAME" in shown.stdout and shown.stderr == "", f"man {name}: {shown.stderr}")
        for program in ("mandoc", "man"):
            if not shutil.which(program):
                print(f"{program} is not installed: it did not read the pages")


def main():
    table = json.loads(run("help", "--json").stdout)
    check_help(table)
    check_colours()
    check_usage()
    check_closed_output()
    check_version()
    check_man(table)


main()

#!/usr/bin/env python3
"""Holds the tree to its habits: tools/check_tree.py [ROOT]

No source over 450 lines, no absolute path of somebody's machine, no registry host, no note of unfinished work, every
text file ends with a newline, links between documents lead somewhere.
"""

import os
import re
import subprocess
import sys

LONGEST = 450
SOURCES = (".h", ".cc", ".py", ".sh", ".cmake", ".js", ".css")
# Spelt in pieces so that this file does not find itself.
FORBIDDEN = {
    "a path of a home folder": re.compile(r"/(home|Users)/\w+/|/work/"),
    "a registry host": re.compile(r"registry\.npm" + r"js\.|deb\.debian" + r"\.org"),
    "a note of unfinished work": re.compile(r"\bTO" + r"DO\b|\bXX" + r"X\b"),
}
DATA = ("src/text/data/",)


def tracked_files(root):
    listing = subprocess.run(["git", "-C", root, "ls-files", "-z"], check=True, stdout=subprocess.PIPE).stdout
    return [name for name in listing.decode().split("\0") if name and not name.startswith(DATA)]


def broken_links(root, name, text):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        if not os.path.exists(os.path.join(root, os.path.dirname(name), target)):
            yield f"{name}: links to {target}, which is not there"


def problems_of(root, name):
    try:
        with open(os.path.join(root, name), encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        return  # removed, not yet committed
    except UnicodeDecodeError:
        yield f"{name}: is not UTF-8 text"
        return
    if text and not text.endswith("\n"):
        yield f"{name}: does not end with a newline"
    if name.endswith(SOURCES) and text.count("\n") > LONGEST:
        yield f"{name}: has {text.count(chr(10))} lines; {LONGEST} is the most"
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in FORBIDDEN.items():
            if pattern.search(line) and name != "tools/check_tree.py":
                yield f"{name}:{number}: {what}"
    if name.endswith(".md"):
        yield from broken_links(root, name, text)


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    problems = [problem for name in tracked_files(root) for problem in problems_of(root, name)]
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

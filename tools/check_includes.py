#!/usr/bin/env python3
"""Prints every #include that points against the layers of docs/README.md, and fails when there is one.

usage: tools/check_includes.py [ROOT]
"""

import os
import re
import sys

# What each folder of src/ may include, beside itself.
ALLOWED = {
    "base": set(),
    "formats": {"base"},
    "http": {"base", "formats"},
    "database": {"base", "formats"},
    "isolation": {"base"},
    "storage": {"base"},
    "cloud": {"base", "formats", "storage"},
    "cache": {"base"},
    "documents": {"base", "isolation"},
    "extract": {"base", "formats", "isolation", "documents"},
    "math": {"base"},
    "text": {"base"},
    "corpus": {"base", "formats", "text", "isolation"},
    "tokenizers": {"base", "formats", "text"},
    "embed": {"base", "formats", "math", "text"},
    "encoders": {"base", "formats", "math", "tokenizers", "embed"},
    "models": {"base", "corpus", "math"},
    "eval": {"base", "corpus", "math", "models"},
    "engine": {"base", "formats", "math", "text", "corpus", "embed", "models", "eval"},
    "report": {"base", "formats", "math", "corpus", "engine", "eval"},
    "export": {"base", "formats", "math", "text", "corpus", "engine", "eval", "report"},
    "views": {"base", "formats", "math", "text", "corpus", "models", "eval", "engine", "report", "export"},
    "jobs": {"base", "formats", "text", "corpus", "embed", "models", "eval", "engine", "report", "export", "storage",
             "cloud"},
    "inference": {"base", "formats", "engine"},
    "survey": {"base", "formats", "text", "corpus", "models", "engine", "export", "jobs", "storage"},
    "tasks": {"base", "formats", "database", "storage", "cloud", "cache", "jobs"},
    "accounts": {"base", "formats", "database", "cache"},
    "webhooks": {"base", "formats", "database", "cloud"},
    "server": {"base", "formats", "http", "accounts", "database", "storage", "cloud", "cache", "corpus", "engine", "export", "views", "jobs", "survey", "tasks", "webhooks", "inference"},
    "cli": {"base", "formats", "isolation", "math", "text", "corpus", "embed", "models", "eval", "engine", "report", "export", "storage",
            "database", "cache", "cloud", "jobs", "survey", "server"},
}

# Libraries that one folder hides from all others.
HIDDEN = {"boost": "http"}


def wrong_includes(root):
    for folder, _, files in sorted(os.walk(os.path.join(root, "src"))):
        module = os.path.relpath(folder, os.path.join(root, "src")).split(os.sep)[0]
        if module == ".":
            continue
        if module not in ALLOWED:
            yield f"src/{module}: no layer is declared for this folder"
            continue
        for name in sorted(files):
            if not name.endswith((".h", ".cc")):
                continue
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    match = re.match(r'\s*#include "(\w+)/', line)
                    if match and match[1] != module and match[1] not in ALLOWED[module]:
                        yield f"{os.path.relpath(path, root)}:{number}: {module} must not include {match[1]}"
                    library = re.match(r"\s*#include <(\w+)/", line)
                    if library and HIDDEN.get(library[1], module) != module:
                        yield f"{os.path.relpath(path, root)}:{number}: only {HIDDEN[library[1]]} sees {library[1]}"


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    problems = list(wrong_includes(root))
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

"""Helpers to import files with the program under test and to look at the rows that came out."""

import csv
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from program import THETA, check, run  # noqa: E402

MOST_MEMORY_MB = 512
# The kernel counts the memory of whoever starts a program as the program's; so somebody small starts it.
MEASURE = ("import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10); sys.exit(code)")


class Import:
    """What `theta import SOURCE` gave: documents and rejects in their order, and what was said."""

    def __init__(self, source, out, *options, env=None):
        result = run("import", source, "--out", out, "--min-documents", "1", "--json", *options, env=env)
        self.code, self.said = result.returncode, result.stderr
        self.exists = os.path.exists(os.path.join(out, "corpus.json"))
        self.documents, self.rejects, self.columns, self.reading = [], [], [], {}
        if self.exists:
            with open(os.path.join(out, "documents.jsonl"), encoding="utf-8") as file:
                self.documents = [json.loads(line) for line in file]
            with open(os.path.join(out, "rejects.csv"), encoding="utf-8", newline="") as file:
                self.rejects = list(csv.DictReader(file))
            with open(os.path.join(out, "corpus.json"), encoding="utf-8") as file:
                info = json.load(file)
            self.columns = [column["column"] for column in info["columns"]]
            self.reading = {found["name"]: found["value"] + " (" + found["reason"] + ")" for found in info["reading"]}

    def texts(self):
        return [document["text"] for document in self.documents]

    def rows(self):
        return [(document["file"], document["row"]) for document in self.documents]

    def refused(self, *parts):
        """Refused with exit code 4 and a sentence that holds `parts`, with nothing written."""
        check(self.code == 4, f"exit code {self.code} instead of 4: {self.said}")
        for part in parts:
            check(part in self.said, f"\"{part}\" is not in: {self.said}")
        check(not self.exists, f"a corpus was written: {self.said}")


def import_measured(source, out, *options):
    """Exit code, what was said, and the memory in MiB of the larger of `theta import` and its parser."""
    result = subprocess.run([sys.executable, "-c", MEASURE, THETA, "import", source, "--out", out, *options], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, timeout=300, check=False)
    return result.returncode, result.stderr, int(result.stdout.split()[-1])


def squeeze(text):
    """Without white space."""
    return "".join(text.split())


def write(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


def skip(why):
    print("skipped:", why)
    sys.exit(77)

"""A small model with awkward cells, and what its folders say of it."""

import csv
import io
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

try:
    import numpy as np
except ImportError:
    print("skipped: the Debian package python3-numpy is not installed")
    sys.exit(77)

from program import check, run

THEMES = ["ship sail ocean harbour captain anchor", "bread oven flour butter baker dough",
          "engine wheel brake motor garage fuel", "court judge verdict lawyer trial appeal",
          "手机 屏幕 电池 系统 价格 快递"]
LABELS = ["sea", "bread", "car", "law", "=手机"]
# Cells that spreadsheets would run, and cells that break sloppy writers.
CELLS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "＝1+1", "-5", "+3.5", 'say "hi", please', "two\nlines", "  ", "<b>&amp;"]
GROUPS = ["north", "south", "=west"]


def sample_csv(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "text", "date", "theme", "region"])
    for i in range(rows):
        words = THEMES[i % 5].split()
        text = " ".join(words[(i * 7 + j * j) % 6] for j in range(8 + i % 7)) + f" place{i % 9}"
        cell = CELLS[i // 3 % len(CELLS)] if i % 3 == 0 else f"document{i}"
        writer.writerow([cell, text, f"{1990 + i % 20}-{i % 12 + 1:02}", LABELS[i % 5], GROUPS[i % 3]])
    return out.getvalue()


class Sample:
    """A model trained in `folder`, with its arrays in double precision."""

    def __init__(self, folder, rows=300, topics=6, options=("--model", "etm", "--epochs", "4")):
        self.folder = folder
        self.model, self.corpus = self.path("m"), self.path("m.corpus")
        with open(self.path("s.csv"), "w", encoding="utf-8", newline="") as file:
            file.write(sample_csv(rows))
        result = run("train", self.path("s.csv"), "--topics", str(topics), *options, "--out", self.model,
                     "--id-column", "name", "--time-column", "date", "--label-column", "theme", "--group-column", "region")
        check(result.returncode == 0, result.stderr)
        self.theta = np.load(self.path("m/theta.npy"))
        self.beta = np.load(self.path("m/beta.npy"))
        with open(self.path("m/vocab.txt"), encoding="utf-8") as file:
            self.vocabulary = file.read().splitlines()
        with open(self.path("m/documents.csv"), encoding="utf-8", newline="") as file:
            self.documents = list(csv.DictReader(file))
        rows_of_source = list(csv.DictReader(io.StringIO(sample_csv(rows))))
        self.texts = [rows_of_source[int(row["row"]) - 1]["text"] for row in self.documents]
        with open(self.path("m/topic_words.json"), encoding="utf-8") as file:
            described = json.load(file)["topics"]
        self.names = [topic["name"] for topic in described]
        self.shares = np.array([topic["share"] for topic in described])
        self.tokens = np.array([int(row["tokens"]) for row in self.documents])
        offsets, words, counts = (np.load(self.path(f"m.corpus/counts_{part}.npy")) for part in ("offsets", "words", "values"))
        self.counts = np.zeros((len(self.documents), len(self.vocabulary)), int)
        for d in range(len(self.documents)):
            span = slice(int(offsets[d]), int(offsets[d + 1]))
            self.counts[d, words[span]] = counts[span]

    def path(self, name):
        return os.path.join(self.folder, name)

    def export(self, kind, *options):
        """Exports to PATH, and returns it."""
        out = self.path(f"out{len(os.listdir(self.folder))}.{kind}")
        result = run("export", self.model, "--format", kind, "--out", out, *options)
        check(result.returncode == 0, f"{kind}: {result.stderr}")
        check(not os.path.exists(out + ".partial"), f"{kind}: leaves its working folder")
        return out

    def top_words(self, k, count):
        return [int(v) for v in np.argsort(-self.beta[k], kind="stable")[:count]]

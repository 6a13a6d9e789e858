#!/usr/bin/python3
"""Megabytes of CSV a second that `theta import` takes, and its peak memory, over several runs.

usage: import_rate.py THETA DATA [--megabytes 300] [--threads 2] [--runs 3] [-- OPTIONS OF THE IMPORT]

Repeats the rows of DATA/20newsgroups.csv.gz up to the size; each has a number before it and a few of its words
exchanged, so that rows neither repeat nor nearly repeat each other. Prints NDJSON, one line a run and one with the median.
"""

import argparse
import csv
import gzip
import json
import os
import random
import shutil
import statistics
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "train"))
from million_titles import SOME_ROWS_LEFT_OUT, timed  # noqa: E402

SHARE_EXCHANGED = 0.1


def write_texts(source, target, megabytes):
    csv.field_size_limit(1 << 30)
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    text = header.index("text")
    dice = random.Random(1)
    words = [word for row in rows[:200] for word in row[text].split()]
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        number = 0
        while file.tell() < megabytes * 1e6:
            for row in rows:
                row = list(row)
                if number >= len(rows):
                    lines = row[text].split("\n")
                    for i, line in enumerate(lines):
                        parts = line.split(" ")
                        for _ in range(max(1, round(len(parts) * SHARE_EXCHANGED))):
                            parts[dice.randrange(len(parts))] = dice.choice(words)
                        lines[i] = " ".join(parts)
                    row[text] = "\n".join(lines)
                writer.writerow(row)
                number += 1
                if number % 1000 == 0 and file.tell() >= megabytes * 1e6:
                    break


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("data")
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder")
    parser.add_argument("options", nargs="*")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(dir=arguments.folder)
    source, corpus = os.path.join(folder, "texts.csv"), os.path.join(folder, "corpus")
    write_texts(os.path.join(arguments.data, "20newsgroups.csv.gz"), source, arguments.megabytes)
    size = os.path.getsize(source) / 1e6
    rates = []
    for run in range(arguments.runs):
        shutil.rmtree(corpus, ignore_errors=True)
        os.sync()
        code, seconds, memory = timed([arguments.theta, "import", source, "--out", corpus,
                                       "--threads", str(arguments.threads), *arguments.options])
        if code not in (0, SOME_ROWS_LEFT_OUT):
            sys.exit(f"the import ended with {code}")
        rates.append(size / seconds)
        print(json.dumps({"run": run + 1, "megabytes": round(size), "seconds": round(seconds, 2),
                          "mb_per_second": round(rates[-1], 1), "peak_mb": round(memory)}), flush=True)
    print(json.dumps({"threads": arguments.threads, "options": arguments.options,
                      "median_mb_per_second": round(statistics.median(rates), 1)}), flush=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()

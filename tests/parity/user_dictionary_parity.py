#!/usr/bin/env python3
"""Words of the user's dictionary must change the cut as jieba's load_userdict changes it.

usage: user_dictionary_parity.py PROGRAM CORPUS.csv.gz

PROGRAM cuts the lines of its standard input by a dictionary (tests/parity/segment_lines.cc). The dictionary holds pieces
of the corpus, with every kind of line that jieba reads: alone, with a frequency, with a tag, with both, with frequency 0.
Ends with 1 at the first kinds of difference and with 77 (skipped) when the corpus or jieba is missing.
"""
import csv
import gzip
import logging
import os
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
WORDS = 1500
SENTENCES = 20000


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def read_sentences(path):
    csv.field_size_limit(1 << 30)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for sentence in re.split("(?<=[。！？])|[\n\r]", row["text"]):
                if sentence:
                    yield sentence


def dictionary_lines(sentences):
    """Pieces of one to six characters out of runs of Han, letters and digits, from places spread over the text."""
    lines = {}
    state = 1
    for sentence in sentences[::max(1, len(sentences) // (4 * WORDS))]:
        for run in re.findall("[\u4e00-\u9fd5a-zA-Z0-9]{3,}", sentence):
            state = (state * 1103515245 + 12345) % 2**31
            start = state // 7 % (len(run) - 2)
            word = run[start:start + 1 + state // 1000 % 6]
            # Letters that touch the word would make it one of the other case, which jieba knows nothing of.
            if not re.search("[\u4e00-\u9fd5]", word) or re.search("[a-zA-Z]", word):
                continue
            kind = len(lines) % 6
            lines.setdefault(word, [word, f"{word} 3", f"{word} n", f"{word} 70000 nz", f"{word} 0", word][kind])
            if len(lines) == WORDS:
                return list(lines.values())
    return list(lines.values())


def main():
    program, corpus = sys.argv[1:3]
    if not os.path.exists(corpus):
        skip(f"the corpus {corpus} is not there")
    try:
        import jieba
    except ImportError:
        skip("python3-jieba is not installed for this Python")
    jieba.setLogLevel(logging.WARNING)
    everything = list(read_sentences(corpus))
    sentences = everything[::max(1, len(everything) // SENTENCES)]
    without = ["\x01".join(jieba.cut(sentence)) for sentence in sentences]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "words.txt")
        lines = dictionary_lines(everything)
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        jieba.load_userdict(path)
        run = subprocess.run([program, path], input="\n".join(sentences) + "\n", stdout=subprocess.PIPE,
                             encoding="utf-8", check=True)
    ours = run.stdout.split("\n")[:-1]
    expected = ["\x01".join(jieba.cut(sentence)) for sentence in sentences]
    changed = sum(a != b for a, b in zip(without, expected))
    different = [(a, b) for a, b in zip(expected, ours) if a != b]
    for theirs, mine in different[:10]:
        print("jieba:", theirs.replace("\x01", "/"), "\nours: ", mine.replace("\x01", "/"))
    print(f"{len(lines)} words, {len(sentences)} sentences, {changed} changed by the words, {len(different)} different")
    return 0 if len(ours) == len(sentences) and not different and changed > len(sentences) // 20 else 1


if __name__ == "__main__":
    sys.exit(main())

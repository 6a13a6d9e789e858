#!/usr/bin/python3
"""Compares our Chinese segmentation with python3-jieba (jieba.cut, HMM on) sentence by sentence.

usage: segmentation_parity.py PROGRAM CORPUS.csv.gz [--sentences N] [--show N]

PROGRAM cuts the lines of its standard input (tests/parity/segment_lines.cc). Sentences are the text column cut after
the full stop, the exclamation and the question mark of Chinese and at line breaks; all of them by default. Ends with
1 below 99.5 % equal sentences and with 77 (skipped) when the corpus or jieba is missing.
"""
import argparse
import csv
import gzip
import logging
import os
import re
import subprocess
import sys

LEAST_EQUAL = 0.995
SKIPPED = 77


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


def spread_sample(sentences, size):
    if not size or size >= len(sentences):
        return sentences
    return [sentences[i * len(sentences) // size] for i in range(size)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("corpus")
    parser.add_argument("--sentences", type=int, default=0, help="check so many, evenly spread (0: all)")
    parser.add_argument("--show", type=int, default=10, help="print so many differences")
    options = parser.parse_args()
    if not os.path.exists(options.corpus):
        skip(f"the corpus {options.corpus} is not there")
    try:
        import jieba
    except ImportError:
        skip("python3-jieba is not installed for this Python")
    jieba.setLogLevel(logging.WARNING)

    sentences = spread_sample(list(read_sentences(options.corpus)), options.sentences)
    run = subprocess.run([options.program], input="\n".join(sentences) + "\n", stdout=subprocess.PIPE,
                         encoding="utf-8", check=True)
    ours = run.stdout.split("\n")[:-1]
    if len(ours) != len(sentences):
        print(f"{len(sentences)} sentences went in, {len(ours)} came out")
        return 1
    different = 0
    for sentence, answer in zip(sentences, ours):
        expected = "\x01".join(jieba.cut(sentence, HMM=True))
        if answer != expected:
            different += 1
            if different <= options.show:
                print("jieba:", expected.replace("\x01", "/"), "\nours: ", answer.replace("\x01", "/"))
    equal = 1 - different / max(1, len(sentences))
    print(f"{len(sentences)} sentences, {different} different, {100 * equal:.4f} % equal (at least {100 * LEAST_EQUAL} %)")
    return 0 if sentences and equal >= LEAST_EQUAL else 1


if __name__ == "__main__":
    sys.exit(main())

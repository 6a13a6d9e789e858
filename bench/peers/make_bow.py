#!/usr/bin/python3
"""Counts the training rows of a CSV into a bag-of-words folder that etm_torch.py and `theta import --format bow` read.

Used for 20 Newsgroups with about 30,000 words (min_df 5): make_bow.py 20newsgroups.csv.gz OUT --min-df 5
"""

import argparse
import csv
import gzip
import os
import sys


def read_rows(path, text_column, split_column):
    csv.field_size_limit(sys.maxsize)
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row.get(split_column) or "train", row[text_column]


def write_bow(path, matrix):
    with open(path, "w", encoding="ascii") as out:
        for row in matrix:
            if row.nnz:
                out.write(" ".join(f"{w}:{c}" for w, c in sorted(zip(row.indices, row.data))) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv")
    parser.add_argument("out")
    parser.add_argument("--text-column", default="text")
    parser.add_argument("--split-column", default="split", help="column with train or test; all rows train without it")
    parser.add_argument("--min-df", type=int, default=5)
    parser.add_argument("--max-df", type=float, default=0.7)
    arguments = parser.parse_args()
    from sklearn.feature_extraction.text import CountVectorizer

    texts = {"train": [], "test": []}
    for split, text in read_rows(arguments.csv, arguments.text_column, arguments.split_column):
        if split in texts:
            texts[split].append(text)
    counter = CountVectorizer(min_df=arguments.min_df, max_df=arguments.max_df)
    os.makedirs(arguments.out, exist_ok=True)
    write_bow(os.path.join(arguments.out, "train.txt"), counter.fit_transform(texts["train"]))
    if texts["test"]:
        write_bow(os.path.join(arguments.out, "test.txt"), counter.transform(texts["test"]))
    with open(os.path.join(arguments.out, "vocab.txt"), "w", encoding="utf-8") as out:
        out.writelines(word + "\n" for word in counter.get_feature_names_out())


if __name__ == "__main__":
    main()

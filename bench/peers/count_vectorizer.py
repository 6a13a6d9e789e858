#!/usr/bin/python3
"""The peer of bench/micro/tokenize_bench: scikit-learn's CountVectorizer(min_df=30, max_df=.7) over one text column.

usage: count_vectorizer.py CORPUS.csv.gz --texts FILE [--repeats N] [--no-peer]

Writes the texts to FILE, each after its length in bytes (8 bytes, little-endian), for the bench to read, and prints
"median_seconds fastest slowest vocabulary non_zeros" of fit_transform (one warm-up, then N timed runs; none with
--no-peer).
"""
import argparse
import csv
import gzip
import statistics
import struct
import time


def read_texts(path):
    csv.field_size_limit(1 << 30)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def write_texts(texts, path):
    with open(path, "wb") as file:
        for text in texts:
            data = text.encode("utf-8")
            file.write(struct.pack("<Q", len(data)))
            file.write(data)


def time_peer(texts, repeats):
    from sklearn.feature_extraction.text import CountVectorizer

    seconds = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        counts = CountVectorizer(min_df=30, max_df=0.7).fit_transform(texts)
        seconds.append(time.perf_counter() - start)
    timed = seconds[1:]
    print(statistics.median(timed), min(timed), max(timed), counts.shape[1], counts.nnz)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus")
    parser.add_argument("--texts", required=True)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    texts = read_texts(options.corpus)
    write_texts(texts, options.texts)
    if not options.no_peer:
        time_peer(texts, options.repeats)


if __name__ == "__main__":
    main()

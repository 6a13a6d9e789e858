#!/usr/bin/python3
"""Skip-gram of THETA and of fastText on the same words, one after the other: speed and quality of neighbours.

usage: skip_gram_vs_fasttext.py THETA CORPUS [--threads 2] [--size 100] [--epochs 5]

CORPUS is a corpus folder of a text source with labels (theta import). Prints NDJSON.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy.sparse import csr_matrix

NEIGHBOURS = 10
LEAST_DOCUMENTS = 50


def read_corpus(folder):
    def load(name):
        return np.load(os.path.join(folder, name))

    with open(os.path.join(folder, "vocab.txt"), encoding="utf-8") as file:
        vocabulary = file.read().split("\n")[:-1]
    offsets = load("counts_offsets.npy").astype(np.int64)
    words = load("counts_words.npy")
    counts = csr_matrix((np.ones(len(words)), words, offsets), shape=(len(offsets) - 1, len(vocabulary)))
    return vocabulary, counts, load("labels.npy"), load("tokens_offsets.npy"), load("tokens_words.npy")


def write_lines(path, vocabulary, offsets, words):
    with open(path, "w", encoding="utf-8") as file:
        for begin, end in zip(offsets[:-1], offsets[1:]):
            file.write(" ".join(vocabulary[word] for word in words[begin:end]) + "\n")


def read_vectors(path, vocabulary):
    index = {word: i for i, word in enumerate(vocabulary)}
    with open(path, encoding="utf-8") as file:
        size = int(next(file).split()[1])
        vectors = np.zeros((len(vocabulary), size), dtype=np.float32)
        for line in file:
            cells = line.rstrip().split(" ")
            if cells[0] in index:
                vectors[index[cells[0]]] = np.array(cells[1:size + 1], dtype=np.float32)
    return vectors


def quality(vectors, counts, labels):
    """Mean document NPMI, and mean overlap of label distributions, of words and their nearest neighbours."""
    documents = counts.shape[0]
    frequency = np.asarray(counts.sum(0)).ravel()
    used = np.where(frequency >= LEAST_DOCUMENTS)[0]
    columns = counts.tocsc()[:, used]
    together = np.asarray((columns.T @ columns).todense())
    by_label = csr_matrix((np.ones(documents), (np.arange(documents), labels)))
    shares = np.asarray((by_label.T @ columns).todense()).T
    shares = np.sqrt(shares / shares.sum(1, keepdims=True))
    unit = vectors[used] / (np.linalg.norm(vectors[used], axis=1, keepdims=True) + 1e-9)
    similarity = unit @ unit.T
    np.fill_diagonal(similarity, -2)
    nearest = np.argpartition(-similarity, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
    row = np.arange(len(used))[:, None]
    both = together[row, nearest] / documents
    alone = frequency[used] / documents
    safe = np.maximum(both, 1e-12)
    npmi = np.where(both > 0, np.log(safe / (alone[:, None] * alone[nearest])) / -np.log(safe), -1)
    return {"neighbour_npmi": round(float(npmi.mean()), 4),
            "label_overlap": round(float((shares[row] * shares[nearest]).sum(2).mean()), 4)}


def timed(command):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("theta")
    parser.add_argument("corpus")
    for name, default in (("threads", 2), ("size", 100), ("epochs", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    if shutil.which("fasttext") is None:
        print("skipped: the Debian package fasttext is not installed")
        sys.exit(77)
    vocabulary, counts, labels, offsets, words = read_corpus(options.corpus)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, "words.txt")
        write_lines(text, vocabulary, offsets, words)
        ours, theirs = os.path.join(folder, "ours.txt"), os.path.join(folder, "theirs")
        threads, size, epochs = str(options.threads), str(options.size), str(options.epochs)
        runs = [("theta", ours, [options.theta, "vectors", options.corpus, "--out", ours, "--embedding-size", size,
                                 "--epochs", epochs, "--threads", threads]),
                ("fasttext", theirs + ".vec", ["fasttext", "skipgram", "-input", text, "-output", theirs, "-minn", "0",
                                               "-maxn", "0", "-dim", size, "-ws", "5", "-neg", "5", "-epoch", epochs,
                                               "-thread", threads, "-minCount", "1"])]
        for name, path, command in runs:
            seconds = timed(command)
            result = {"program": name, "seconds": round(seconds, 2),
                      "words_per_second": round(options.epochs * len(words) / seconds)}
            result.update(quality(read_vectors(path, vocabulary), counts, labels))
            results.append(result)
            print(json.dumps(result), flush=True)
    print(json.dumps({"ratio": round(results[1]["seconds"] / results[0]["seconds"], 2)}))


if __name__ == "__main__":
    main()

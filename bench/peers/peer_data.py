"""Reads the published bag-of-words folders for the peers that are written in Python."""

import gzip
import json
import os
import sys

import numpy as np


def load_vocabulary(folder):
    with open(os.path.join(folder, "vocab.txt"), encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines]


def read_bow(folder, name):
    """Documents of NAME.txt or NAME.txt.gz as (words, counts) arrays; None when neither file is there."""
    path = os.path.join(folder, name + ".txt")
    if os.path.exists(path):
        lines = open(path, encoding="ascii")
    elif os.path.exists(path + ".gz"):
        lines = gzip.open(path + ".gz", "rt", encoding="ascii")
    else:
        return None
    documents = []
    with lines:
        for line in lines:
            numbers = np.array(line.replace(":", " ").split(), dtype=np.int64)
            documents.append((numbers[0::2], numbers[1::2].astype(np.float32)))
    return documents


def read_times(folder, name):
    """Number of the time slice of each document, from NAME_times.txt; and the labels of the slices."""
    path = os.path.join(folder, name + "_times.txt")
    if not os.path.exists(path):
        sys.exit(f"{path}: not there; topics over time need the time of each document")
    with open(path, encoding="ascii") as lines:
        times = np.array([int(line) for line in lines])
    with open(os.path.join(folder, "time2id.txt"), encoding="utf-8") as file:
        labels = json.load(file)
    return times, sorted(labels, key=labels.get)


def completion_halves(folder):
    """The published halves of the test documents; else each count is split by a binomial draw with seed 0.
    Documents with an empty half are left out. None when the folder has no test documents."""
    first, second = read_bow(folder, "test_h1"), read_bow(folder, "test_h2")
    if first is None or second is None:
        test = read_bow(folder, "test")
        if test is None:
            return None
        random = np.random.default_rng(0)
        first, second = [], []
        for words, counts in test:
            taken = random.binomial(counts.astype(np.int64), 0.5).astype(np.float32)
            first.append((words[taken > 0], taken[taken > 0]))
            second.append((words[counts > taken], (counts - taken)[counts > taken]))
    kept = [i for i in range(len(first)) if len(first[i][0]) and len(second[i][0])]
    return [first[i] for i in kept], [second[i] for i in kept]


def blas_library():
    """Path of the BLAS that this process has loaded, links followed."""
    with open("/proc/self/maps", encoding="ascii", errors="replace") as lines:
        paths = {line.split()[-1] for line in lines if "blas" in line}
    return ", ".join(sorted(os.path.realpath(p) for p in paths if "/numpy" not in p))

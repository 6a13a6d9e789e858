#!/usr/bin/python3
"""A model of any number of documents, as a bundle that the server imports.

usage: bench/server/large_model.py BUNDLE.zip [--documents N] [--topics K] [--theta PROGRAM]

Trains a small model and repeats its documents with other weights, so that it takes seconds and not hours.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import subprocess
import tempfile
import zipfile

import numpy

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")


def small_model(theta, folder, topics):
    """A model of 1,000 short texts, trained by the program."""
    random = numpy.random.default_rng(1)
    words = [f"word{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{i // 676}x".replace("0", "a").replace("1", "b") for i in range(900)]
    source = os.path.join(folder, "texts.csv")
    with open(source, "w", encoding="utf-8") as file:
        file.write("text,day,group\n")
        for i in range(1000):
            own = (i % topics) * (900 // topics) + random.integers(0, 900 // topics, 30)
            file.write(" ".join(words[w] for w in own) + f",{2000 + i % 20}-0{1 + i % 9}-15,group {i % 7}\n")
    corpus, model = os.path.join(folder, "corpus"), os.path.join(folder, "model")
    for arguments in (["import", source, "--out", corpus, "--text-column", "text", "--time-column", "day", "--group-column", "group"],
                      ["train", corpus, "--out", model, "--topics", str(topics), "--model", "lda", "--epochs", "20", "--seed", "1"]):
        subprocess.run([theta, *arguments], check=True, stderr=subprocess.DEVNULL)
    return model


def large_bundle(model, documents, path):
    """The small model with `documents` documents, as a bundle; its theta."""
    random = numpy.random.default_rng(2)
    small = numpy.load(os.path.join(model, "theta.npy"))
    # Exponential draws around the small model's shares: distributions, all of them different.
    weights = random.standard_exponential((documents, small.shape[1]), dtype=numpy.float32)
    weights *= small[numpy.arange(documents) % len(small)] + numpy.float32(0.01)
    weights /= weights.sum(axis=1, keepdims=True)
    with open(os.path.join(model, "documents.csv"), encoding="utf-8") as file:
        rows = list(csv.reader(file))
    first = rows[0].index("main_topic")
    tail = b"".join(b",0" for _ in range(small.shape[1] + 2)) + b"\n"
    out = io.BytesIO()
    out.write((",".join(rows[0]) + "\n").encode())
    heads = [(",".join(row[1:first])).encode() for row in rows[1:]]
    for d in range(documents):
        out.write(b"%d,%s%s" % (d + 1, heads[d % len(heads)], tail))
    array = io.BytesIO()
    numpy.save(array, weights)
    members = {"documents.csv": out.getvalue(), "theta.npy": array.getvalue()}
    with open(os.path.join(model, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    for name, content in members.items():
        manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    with zipfile.ZipFile(path, "w") as archive:
        for name in os.listdir(model):
            if name not in ("edits.jsonl", "manifest.json"):
                archive.writestr(name, members.get(name) or open(os.path.join(model, name), "rb").read())
        archive.writestr("manifest.json", json.dumps(manifest))
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundle")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--topics", type=int, default=100)
    parser.add_argument("--theta", default=os.path.join(ROOT, "build/release/theta"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        model = small_model(arguments.theta, top, arguments.topics)
        large_bundle(model, arguments.documents, arguments.bundle)


if __name__ == "__main__":
    main()

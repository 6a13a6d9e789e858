"""NumPy opens every array, and a reader written after the format's description opens the safetensors file."""

import csv
import json
import os
import struct
import sys
import tempfile

try:
    import numpy as np
except ImportError:
    print("skipped: the Debian package python3-numpy is not installed")
    sys.exit(77)

from program import check, run, speeches


def read_safetensors(path):
    """Name -> array, as https://github.com/huggingface/safetensors describes the layout."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    types = {"F32": np.float32, "U64": np.uint64}
    metadata = header.pop("__metadata__")
    end = 0
    arrays = {}
    for name, entry in header.items():
        check(entry["data_offsets"][0] == end, f"{name} follows the tensor before it without a gap")
        begin, end = entry["data_offsets"]
        arrays[name] = np.frombuffer(data[begin:end], types[entry["dtype"]]).reshape(entry["shape"])
    check(end == len(data), "the file ends with its last tensor")
    return arrays, metadata


def load(folder, name):
    return np.load(os.path.join(folder, name), allow_pickle=False)


def check_embeddings(model, beta, tensors):
    alpha = load(model, "topic_embeddings.npy")
    check(np.array_equal(tensors["alpha"], alpha), "the same alpha in both files")
    logits = tensors["rho"] @ tensors["alpha"].T
    background = np.log(beta.T) - logits
    check(np.allclose(background - background[:, :1], background[0] - background[0, 0], atol=2e-3),
          "beta is the softmax of background and rho alpha")


def check_prior(model, tensors):
    check(not os.path.exists(os.path.join(model, "topic_embeddings.npy")), "LDA has no embeddings")
    check("rho" not in tensors and "encoder.first.weight" not in tensors, "nor their tensors")
    prior = tensors["document_prior"]
    check(prior.shape == (1, 16) and (prior[0, :5] > 0).all() and (prior[0, 5:] == 0).all(), f"document prior {prior}")


def check_model(kind, source, folder):
    model = os.path.join(folder, kind)
    done = run("train", source, "--model", kind, "--topics", "5", "--epochs", "3", "--out", model)
    check(done.returncode == 0, f"training {kind}: {done.stderr}")
    corpus = model + ".corpus"
    with open(os.path.join(model, "vocab.txt"), encoding="utf-8") as file:
        words = len(file.read().splitlines())
    theta, beta = load(model, "theta.npy"), load(model, "beta.npy")
    check(theta.shape == (300, 5) and beta.shape == (5, words), f"shapes {theta.shape} {beta.shape}")
    check(np.allclose(theta.sum(1), 1, atol=1e-5) and np.allclose(beta.sum(1), 1, atol=1e-4), "rows are distributions")

    tensors, metadata = read_safetensors(os.path.join(model, "model.safetensors"))
    check(metadata["num_topics"] == "5" and metadata["model"] == kind, f"metadata {metadata}")
    check(np.allclose(tensors["word_topic"][:, :5], beta.T), "word_topic is beta transposed")
    if kind == "etm":
        check_embeddings(model, beta, tensors)
    else:
        check_prior(model, tensors)

    offsets, counts = load(corpus, "counts_offsets.npy"), load(corpus, "counts_values.npy")
    check(len(offsets) == 301 and offsets[-1] == len(counts), "compressed sparse rows")
    check(int(counts.sum()) == int(tensors["word_frequency"].sum()), "the tokens of the corpus")
    with open(os.path.join(model, "documents.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    check([int(row["row"]) for row in rows] == list(range(1, 301)), "row numbers")
    check(all(int(row["main_topic"]) == theta[i].argmax() for i, row in enumerate(rows)), "main topics")
    lengths = [int(counts[int(a):int(b)].sum()) for a, b in zip(offsets, offsets[1:])]
    check([int(row["tokens"]) for row in rows] == lengths, "tokens of each document")


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "s.csv")
        with open(source, "w", encoding="utf-8") as file:
            file.write(speeches(300))
        for kind in ("etm", "lda"):
            check_model(kind, source, folder)


main()

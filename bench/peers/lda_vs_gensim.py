#!/usr/bin/python3
"""LDA of THETA and of gensim on the same counts, one after the other: speed, and how good the topics are.

usage: lda_vs_gensim.py THETA BOW [--topics 50] [--epochs 500] [--passes 10] [--threads 2]

BOW is a published folder with test documents (20ng_etm_v3072). Coherence and diversity of both are computed here from
their topics. Perplexity completes the second halves of the test documents, with theta of the first halves by each
program's own inference. Prints NDJSON.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time

import numpy as np
from gensim.models import LdaModel
from gensim.models.ldamulticore import LdaMulticore
from scipy.sparse import csr_matrix

from peer_data import completion_halves, load_vocabulary, read_bow
from programs import last_line


def matrix(documents, words):
    rows = np.repeat(np.arange(len(documents)), [len(ids) for ids, _ in documents])
    return csr_matrix((np.concatenate([counts for _, counts in documents]),
                       (rows, np.concatenate([ids for ids, _ in documents]))), shape=(len(documents), words))


def npmi(topics, train):
    seen = (train > 0).astype(np.float64).tocsc()
    documents = train.shape[0]
    scores = []
    for topic in topics:
        top = np.argsort(-topic, kind="stable")[:10]
        together = (seen[:, top].T @ seen[:, top]).toarray() / documents
        alone = np.diag(together)
        for i in range(10):
            for j in range(i + 1, 10):
                p = together[i, j]
                scores.append(np.log(p / (alone[i] * alone[j])) / -np.log(p) if p > 0 else -1.0)
    return float(np.mean(scores))


def diversity(topics):
    top = np.argsort(-topics, axis=1, kind="stable")[:, :25]
    return len(np.unique(top)) / top.size


def perplexity(theta, topics, second):
    losses = [-(counts @ np.log(theta[d] @ topics[:, ids])) / counts.sum() for d, (ids, counts) in enumerate(second)]
    return float(np.exp(np.mean(losses)))


def score(topics, train, completion):
    return {"npmi": round(npmi(topics, train), 4), "topic_diversity": round(diversity(topics), 4),
            "perplexity": round(completion, 1)}


def gensim_model(documents, words, arguments):
    pairs = [list(zip(ids.tolist(), counts.astype(int).tolist())) for ids, counts in documents]
    settings = {"num_topics": arguments.topics, "id2word": {v: str(v) for v in range(words)}, "random_state": 1,
                "passes": arguments.passes, "eval_every": None}
    start = time.monotonic()
    if arguments.threads > 1:
        model = LdaMulticore(pairs, workers=arguments.threads, **settings)
    else:
        model = LdaModel(pairs, alpha="auto", **settings)
    return model, time.monotonic() - start


def ours(theta, corpus, arguments, folder):
    """Summary of the run, and its topics."""
    model = os.path.join(folder, "model")
    summary = last_line([theta, "train", corpus, "--model", "lda", "--topics", str(arguments.topics), "--epochs",
                         str(arguments.epochs), "--threads", str(arguments.threads), "--out", model, "--json"])
    return summary, np.load(os.path.join(model, "beta.npy"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("bow")
    parser.add_argument("--topics", type=int, default=50)
    parser.add_argument("--epochs", type=int, default=500)
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    words = len(load_vocabulary(arguments.bow))
    documents = read_bow(arguments.bow, "train")
    train = matrix(documents, words)
    tokens = train.sum()
    first, second = completion_halves(arguments.bow)
    with tempfile.TemporaryDirectory() as folder:
        corpus = os.path.join(folder, "corpus")
        subprocess.run([arguments.theta, "import", arguments.bow, "--format", "bow", "--out", corpus], check=True,
                       stderr=subprocess.DEVNULL)
        summary, topics = ours(arguments.theta, corpus, arguments, folder)
    seconds = summary["timings"]["training_seconds"]
    rate = tokens * arguments.epochs / seconds
    print(json.dumps({"program": "theta", "sweeps": arguments.epochs, "threads": arguments.threads,
                      "seconds": round(seconds, 2), "tokens_per_second": round(rate),
                      **score(topics, train, summary["metrics"]["perplexity"])}), flush=True)
    model, peer_seconds = gensim_model(documents, words, arguments)
    halves = [list(zip(ids.tolist(), counts.astype(int).tolist())) for ids, counts in first]
    theta = model.inference(halves)[0]
    theta /= theta.sum(axis=1, keepdims=True)
    peer_rate = tokens * arguments.passes / peer_seconds
    print(json.dumps({"program": "gensim", "passes": arguments.passes, "workers": arguments.threads,
                      "seconds": round(peer_seconds, 2), "tokens_per_second": round(peer_rate),
                      **score(model.get_topics(), train, perplexity(theta, model.get_topics(), second))}), flush=True)
    print(json.dumps({"event": "ratio", "tokens_per_second": round(rate / peer_rate, 1),
                      "seconds_to_the_end": round(peer_seconds / seconds, 2)}))


if __name__ == "__main__":
    main()

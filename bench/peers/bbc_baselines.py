#!/usr/bin/python3
"""LDA and NMF from Debian on BBC News, scored by `theta evaluate --topics`, beside published figures.

usage: bbc_baselines.py THETA OCTIS [--runs 3] [--topics 10,20,30,40,50] [--models lda,nmf,nmf-sklearn]

OCTIS is the folder octis_BBC_News. The published figures (BERTopic_evaluation, results/Basic/BBC News) are means of
three runs of gensim's LDA and NMF with their defaults, trained and scored on all documents: gensim's c_npmi and the
share of distinct words, ten words per topic. Prints NDJSON: one line per run, then one per model and number of topics.
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import tempfile
import time

import numpy as np
from gensim.corpora import Dictionary
from gensim.models import LdaModel
from gensim.models.nmf import Nmf
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer

from programs import last_line

# NPMI and diversity by number of topics.
PUBLISHED = {
    "lda": {10: (.031, .673), 20: (.018, .595), 30: (.008, .561), 40: (.008, .542), 50: (.006, .516)},
    "nmf": {10: (.015, .720), 20: (.013, .587), 30: (.025, .530), 40: (.007, .474), 50: (.001, .434)},
}


def import_whole(theta, source, folder):
    """The set as a corpus folder in which all documents but one are scored on; and its texts.

    One must be marked for validation: without any, a twentieth would be taken.
    """
    merged, corpus = os.path.join(folder, "set"), os.path.join(folder, "corpus")
    os.mkdir(merged)
    with gzip.open(os.path.join(source, "corpus.tsv.gz"), "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    with open(os.path.join(merged, "corpus.tsv"), "w", encoding="utf-8") as file:
        file.writelines("\t".join([row[0], "train" if i else "val", *row[2:]]) + "\n" for i, row in enumerate(rows))
    with open(os.path.join(source, "vocabulary.txt"), encoding="utf-8") as file:
        vocabulary = file.read()
    with open(os.path.join(merged, "vocabulary.txt"), "w", encoding="utf-8") as file:
        file.write(vocabulary)
    subprocess.run([theta, "import", merged, "--format", "octis", "--out", corpus], check=True, stderr=subprocess.DEVNULL)
    known = set(vocabulary.split("\n"))
    return corpus, [[word for word in row[0].split(" ") if word in known] for row in rows]


def words_of_rows(rows, words):
    return [[words[i] for i in np.argsort(-row, kind="stable")[:10]] for row in rows]


def train_gensim(model, texts, topics, seed):
    dictionary = Dictionary(texts)
    bags = [dictionary.doc2bow(text) for text in texts]
    trained = model(corpus=bags, num_topics=topics, id2word=dictionary, random_state=seed)
    return words_of_rows(trained.get_topics(), dictionary)


def train_sklearn(texts, topics, seed):
    counter = TfidfVectorizer(analyzer=lambda text: text)
    counts = counter.fit_transform(texts)
    trained = NMF(topics, init="nndsvdar", random_state=seed, max_iter=300).fit(counts)
    return words_of_rows(trained.components_, counter.get_feature_names_out())


TRAIN = {"lda": lambda *args: train_gensim(LdaModel, *args), "nmf": lambda *args: train_gensim(Nmf, *args),
         "nmf-sklearn": train_sklearn}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("octis")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--topics", default="10,20,30,40,50")
    parser.add_argument("--models", default="lda,nmf,nmf-sklearn")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus, texts = import_whole(arguments.theta, arguments.octis, folder)
        words = os.path.join(folder, "topics.json")
        for model in arguments.models.split(","):
            of_model = []
            for topics in map(int, arguments.topics.split(",")):
                of_number = []
                for seed in range(1, arguments.runs + 1):
                    start = time.monotonic()
                    found = TRAIN[model](texts, topics, seed)
                    seconds = time.monotonic() - start
                    with open(words, "w", encoding="utf-8") as file:
                        json.dump(found, file)
                    command = [arguments.theta, "evaluate", "--topics", words, "--corpus", corpus, "--top-n", "10", "--json"]
                    as_gensim = last_line([*command, "--gensim-windows"])["metrics"]
                    metrics = last_line(command)["metrics"]
                    of_number.append((as_gensim["c_npmi"], metrics["topic_diversity"], metrics["c_npmi"], metrics["npmi"],
                                      metrics["c_v"], metrics["inverted_rbo"]))
                    print(json.dumps({"model": model, "topics": topics, "seed": seed, "seconds": round(seconds, 2)}), flush=True)
                of_model += of_number
                report(model, topics, of_number, PUBLISHED.get(model, {}).get(topics))
            published = PUBLISHED.get(model, {}).values()
            report(model, "all", of_model, [statistics.mean(column) for column in zip(*published)] if published else None)


def report(model, topics, runs, published):
    names = ("c_npmi_as_gensim", "topic_diversity", "c_npmi", "npmi", "c_v", "inverted_rbo")
    line = {"model": model, "topics": topics, "runs": len(runs)}
    line.update({name: round(statistics.mean(column), 3) for name, column in zip(names, zip(*runs))})
    if len(runs) > 1:
        line["deviation_of_c_npmi"] = round(statistics.stdev(run[0] for run in runs), 3)
    if published:
        line["published"] = {"npmi": round(published[0], 3), "diversity": round(published[1], 3)}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Quality on real corpora over several seeds: the tables of docs/design/0001-first-topics.md and 0012-lda.md.

usage: quality.py THETA DATA [--seeds 3] [--only NAME]... [--model lda] [--recipe paper]

DATA holds the corpora (bow/20ng_etm_v3072, stackoverflow_titles.csv.gz, ...). Prints NDJSON, one line a run and one
with the means of each corpus; "similar" counts pairs of topics that share more than half of their top ten words.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

CORPORA = {
    "20ng_etm_v3072": ("bow/20ng_etm_v3072", 50, ["--format", "bow"]),
    "octis_BBC_News": ("bow/octis_BBC_News", 20, ["--format", "octis"]),
    "20ng_topmost_v5000": ("bow/20ng_topmost_v5000", 50, ["--format", "bow"]),
    "zh_online_shopping": ("zh_online_shopping_10_cats.csv.gz", 20, []),
    "stackoverflow_titles": ("stackoverflow_titles.csv.gz", 20, []),
}
MORE_CORPORA = {  # only on demand
    "tweets_topic": ("tweets_topic.csv.gz", 20, []),
    "zh_weibo_hot_titles": ("zh_weibo_hot_titles.csv.gz", 20, []),
    "octis_M10": ("bow/octis_M10", 20, ["--format", "octis"]),
    "octis_DBLP": ("bow/octis_DBLP", 20, ["--format", "octis"]),
    "un_paragraphs": ("un_paragraphs_small.csv.gz", 30, []),
}
SOME_ROWS_LEFT_OUT = 3
FIGURES = ["npmi", "topic_diversity", "perplexity", "purity", "nmi"]


def train(theta, corpus, topics, seed, model_options):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([theta, "train", corpus, "--topics", str(topics), "--seed", str(seed), *model_options,
                               "--out", os.path.join(folder, "model"), "--json"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    summary = json.loads(done.stdout.strip().splitlines()[-1])
    metrics = summary["metrics"]
    line = {name: metrics.get(name) for name in FIGURES}
    return {**line, "similar": len(metrics["similar_topics"]), "wall_seconds": summary["wall_seconds"],
            "peak_memory_mb": summary["peak_memory_mb"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("data")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=sorted({**CORPORA, **MORE_CORPORA}))
    parser.add_argument("--model", choices=["etm", "lda", "auto"], default="etm")
    parser.add_argument("--recipe")
    arguments = parser.parse_args()
    model_options = ["--model", arguments.model]
    if arguments.recipe:
        model_options += ["--recipe", arguments.recipe]
    for name in arguments.only or CORPORA:
        source, topics, options = {**CORPORA, **MORE_CORPORA}[name]
        with tempfile.TemporaryDirectory() as folder:
            corpus = os.path.join(folder, "corpus")
            done = subprocess.run([arguments.theta, "import", os.path.join(arguments.data, source), "--out", corpus, *options],
                                  stderr=subprocess.DEVNULL)
            if done.returncode not in (0, SOME_ROWS_LEFT_OUT):
                sys.exit(f"{source}: import ended with {done.returncode}")
            runs = []
            for seed in range(1, arguments.seeds + 1):
                runs.append(train(arguments.theta, corpus, topics, seed, model_options))
                print(json.dumps({"corpus": name, "seed": seed, **runs[-1]}), flush=True)
        means = {key: round(sum(run[key] for run in runs) / len(runs), 4) for key in runs[0] if runs[0][key] is not None}
        print(json.dumps({"corpus": name, "seeds": arguments.seeds, "model": arguments.model, "recipe": arguments.recipe, "mean": means}), flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""How soon the default recipe reaches the level of MALLET's LDA and of the official ETM on 20 Newsgroups, K=50.

usage: time_to_quality.py THETA BOW [--peer-epochs 3]

BOW is the published folder 20ng_etm_v3072. Runs `theta train` with more and more epochs, seed 1, initialisation
included, until NPMI, topic diversity and perplexity are all past each level; then times some epochs of the
official ETM's restatement, whose final level stands after 150. Prints NDJSON.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

from programs import last_line

# NPMI, topic diversity, perplexity of document completion (bench/peers/README.md says how they were measured).
LEVELS = {"MALLET LDA, 500 iterations": (0.241, 0.631, 1519), "official ETM, 150 epochs": (0.178, 0.433, 1669)}
OFFICIAL_EPOCHS = 150


def train(theta, corpus, epochs):
    with tempfile.TemporaryDirectory() as folder:
        line = last_line([theta, "train", corpus, "--topics", "50", "--epochs", str(epochs), "--threads", "2",
                          "--out", os.path.join(folder, "m"), "--json"])
    metrics = line["metrics"]
    return line["wall_seconds"], (metrics["npmi"], metrics["topic_diversity"], metrics["perplexity"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("bow")
    parser.add_argument("--peer-epochs", type=int, default=3)
    arguments = parser.parse_args()
    waiting = dict(LEVELS)
    reached = {}
    with tempfile.TemporaryDirectory() as folder:
        corpus = os.path.join(folder, "corpus")
        subprocess.run([arguments.theta, "import", arguments.bow, "--format", "bow", "--out", corpus], check=True,
                       stderr=subprocess.DEVNULL)
        for epochs in (2, 3, 4, 6, 8, 10, 14, 20, 35):
            seconds, (npmi, diversity, perplexity) = train(arguments.theta, corpus, epochs)
            for name, level in list(waiting.items()):
                if npmi >= level[0] and diversity >= level[1] and perplexity <= level[2]:
                    del waiting[name]
                    reached[name] = seconds
                    print(json.dumps({"level": name, "epochs": epochs, "seconds": round(seconds, 2), "npmi": round(npmi, 4),
                                      "topic_diversity": round(diversity, 4), "perplexity": round(perplexity, 1)}), flush=True)
            if not waiting:
                break
    peer = os.path.join(os.path.dirname(os.path.abspath(__file__)), "etm_torch.py")
    epoch = last_line([sys.executable, peer, arguments.bow, "--epochs", str(arguments.peer_epochs)])["seconds_per_epoch"]
    ours = reached.get("official ETM, 150 epochs")
    print(json.dumps({"event": "ratio", "official_seconds": round(OFFICIAL_EPOCHS * epoch, 1), "theta_seconds": ours,
                      "times_sooner": round(OFFICIAL_EPOCHS * epoch / ours, 1) if ours else None}))
    if waiting:
        sys.exit("not reached: " + ", ".join(waiting))


if __name__ == "__main__":
    main()

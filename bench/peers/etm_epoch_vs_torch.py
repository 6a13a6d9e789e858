#!/usr/bin/python3
"""One ETM training epoch of THETA beside the official ETM restated in PyTorch, in turns, at the paper's sizes.

usage: etm_epoch_vs_torch.py BUILD BOW [--rounds 3] [--epochs 4] [--threads 2]

BUILD is the build folder (bin of theta and bench/etm_epoch), BOW a published bag-of-words folder or one that
make_bow.py wrote. Prints NDJSON; the last line holds the medians over the rounds and their ratio.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

import numpy as np

from programs import last_line

HERE = os.path.dirname(os.path.abspath(__file__))


def spread(values):
    return {"median": round(float(np.median(values)), 4), "min": min(values), "max": max(values)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("bow")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    threads, epochs = str(arguments.threads), str(arguments.epochs)
    ours, peer, shares = [], [], []
    with tempfile.TemporaryDirectory() as corpus:
        subprocess.run([os.path.join(arguments.build, "theta"), "import", arguments.bow, "--format", "bow", "--out", corpus],
                       check=True, stderr=subprocess.DEVNULL)
        for _ in range(arguments.rounds):
            line = last_line([os.path.join(arguments.build, "bench/etm_epoch"), corpus, "--epochs", epochs, "--threads", threads])
            print(json.dumps(line), flush=True)
            ours.append(line["seconds_median"])
            shares.append(line["share_of_fp32_limit"])
            torch = last_line([sys.executable, os.path.join(HERE, "etm_torch.py"), arguments.bow, "--epochs", epochs,
                               "--threads", threads])
            print(json.dumps(torch), flush=True)
            peer.append(torch["seconds_per_epoch"])
    print(json.dumps({"event": "ratio", "theta_seconds": spread(ours), "torch_seconds": spread(peer),
                      "share_of_fp32_limit": spread(shares),
                      "times_faster": round(float(np.median(peer) / np.median(ours)), 2)}))


if __name__ == "__main__":
    main()

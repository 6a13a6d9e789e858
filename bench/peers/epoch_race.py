"""Times training epochs of ours and of a PyTorch peer in turns."""

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


def race(documentation, bench, peer, peer_epochs):
    """Reads the arguments described in `documentation` and prints NDJSON: every run, then the medians over the
    rounds and their ratio. `bench` is a program of the build folder, `peer` a script beside this one."""
    parser = argparse.ArgumentParser(description=documentation, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("bow")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--peer-epochs", type=int, default=peer_epochs)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    threads = str(arguments.threads)
    ours, theirs, shares, our_processor, their_processor = [], [], [], [], []
    with tempfile.TemporaryDirectory() as corpus:
        subprocess.run([os.path.join(arguments.build, "theta"), "import", arguments.bow, "--format", "bow", "--out", corpus],
                       check=True, stderr=subprocess.DEVNULL)
        for _ in range(arguments.rounds):
            line = last_line([os.path.join(arguments.build, bench), corpus, "--epochs", str(arguments.epochs),
                              "--threads", threads])
            print(json.dumps(line), flush=True)
            ours.append(line["seconds_median"])
            our_processor.append(line["processor_seconds"])
            shares.append(line["share_of_fp32_limit"])
            torch = last_line([sys.executable, os.path.join(HERE, peer), arguments.bow, "--epochs",
                               str(arguments.peer_epochs), "--threads", threads])
            print(json.dumps(torch), flush=True)
            theirs.append(torch["seconds_per_epoch"])
            their_processor.append(torch["processor_seconds"])
    print(json.dumps({"event": "ratio", "theta_seconds": spread(ours), "torch_seconds": spread(theirs),
                      "share_of_fp32_limit": spread(shares),
                      "times_faster": round(float(np.median(theirs) / np.median(ours)), 2),
                      "times_less_processor": round(float(np.median(their_processor) / np.median(our_processor)), 2)}))

#!/usr/bin/python3
"""One DETM training epoch of THETA beside the official DETM restated in PyTorch, in turns, at the paper's sizes.

usage: detm_epoch_vs_torch.py BUILD BOW [--rounds 3] [--epochs 4] [--peer-epochs 2] [--threads 2]

BUILD is the build folder (bin of theta and bench/detm_epoch), BOW a published bag-of-words folder with times
(nyt_topmost_v10000). The peer takes half a minute an epoch and 5 GB of memory. Prints NDJSON; the last line holds
the medians over the rounds and their ratio.
"""

from epoch_race import race

if __name__ == "__main__":
    race(__doc__, "bench/detm_epoch", "detm_torch.py", peer_epochs=2)

#!/usr/bin/python3
"""One ETM training epoch of THETA beside the official ETM restated in PyTorch, in turns, at the paper's sizes.

usage: etm_epoch_vs_torch.py BUILD BOW [--rounds 3] [--epochs 4] [--peer-epochs 4] [--threads 2]

BUILD is the build folder (bin of theta and bench/etm_epoch), BOW a published bag-of-words folder or one that
make_bow.py wrote. Prints NDJSON; the last line holds the medians over the rounds and their ratio.
"""

from epoch_race import race

if __name__ == "__main__":
    race(__doc__, "bench/etm_epoch", "etm_torch.py", peer_epochs=4)

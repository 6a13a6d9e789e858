"""What the peers written in PyTorch share. Import it after OMP_NUM_THREADS is set: torch reads that when it is loaded."""

import json

import numpy as np
import torch


def dense_batch(documents, indices, vocabulary_size):
    """Counts [B, V], filled document by document as in the originals, whose loops run over single words and so
    take longer: the restatements are the faster peers."""
    batch = np.zeros((len(indices), vocabulary_size), dtype=np.float32)
    for row, index in enumerate(indices):
        words, counts = documents[index]
        batch[row, words] = counts
    return torch.from_numpy(batch)


def show(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


def peak_rss_mb():
    with open("/proc/self/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))

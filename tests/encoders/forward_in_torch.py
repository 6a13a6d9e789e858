"""Vectors of small random models are those of a restatement in PyTorch, from the text to the last value.

usage: forward_in_torch.py EMBED_LINES ENCODE_LINES
"""

import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(HERE, "..", "tokenizers"), os.path.join(HERE, "..", "..", "bench", "peers")]

try:
    import numpy as np
    import torch
except ImportError as missing:
    print(f"skipped: {missing} (Debian packages python3-torch, python3-numpy)")
    sys.exit(77)

from encoder_torch import Encoder, padded, pooled
from lines import nasty_lines
from make_model import MINILM, QWEN3_06B, make_model
from train import bert, qwen

EMBED, ENCODE = sys.argv[1:3]
TOLERANCE = 1e-5  # of values of vectors of length 1

TINY = {
    "qwen3": ({**QWEN3_06B, "hidden_size": 96, "num_hidden_layers": 3, "head_dim": 32, "num_attention_heads": 6,
               "num_key_value_heads": 3, "intermediate_size": 200}, qwen, "last"),
    "bert": ({**MINILM, "hidden_size": 96, "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 200}, bert, "mean"),
}


def check(name, texts, folder):
    config, learn, pooling = TINY[name]
    model = os.path.join(folder, name)
    tokenizer = learn(texts)
    make_model(model, {**config, "vocab_size": len(tokenizer["model"]["vocab"]) + 8}, tokenizer)
    lines, out = os.path.join(folder, "lines"), os.path.join(folder, "out.npy")
    with open(lines, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
    subprocess.run([EMBED, model, lines, out], check=True)
    done = subprocess.run([ENCODE, os.path.join(model, "tokenizer.json"), lines], stdout=subprocess.PIPE, text=True, check=True)
    ids, lengths = padded([[int(i) for i in line.split()] for line in done.stdout.splitlines()])
    expected = pooled(Encoder(model).forward(ids, lengths), lengths, pooling).numpy()
    difference = np.abs(np.load(out) - expected).max()
    print(f"{name}: {len(texts)} texts of up to {ids.shape[1]} tokens, largest difference {difference:.2e}")
    return difference < TOLERANCE


def main():
    torch.set_num_threads(1)
    texts = [text for text in nasty_lines(60) if text][::5]
    texts += [" ".join(texts[:10]), "a b " * 110]  # longer than a block of queries, and of keys
    with tempfile.TemporaryDirectory() as folder:
        if not all([check(name, texts, folder) for name in TINY]):
            sys.exit("FAILED: vectors differ")


main()

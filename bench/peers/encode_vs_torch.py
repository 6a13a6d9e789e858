#!/usr/bin/python3
"""Encoding with weights in the shape of Qwen3-Embedding-0.6B: ours beside the same in PyTorch, in turns.

usage: encode_vs_torch.py BUILD DATA [--texts N] [--rounds N] [--layers N] [--threads N] [--only mixed|fixed] [--processor]

--processor counts the processor's seconds of each program instead of the clock's: all that can be compared on a machine that
others use too, best with one thread.

The weights are random, made in BUILD/encoder_bench and removed afterwards. Texts are rows of the corpora (mixed lengths) or
are cut to 256 tokens each (fixed). The peer sorts by length too and pads as little as that allows. Vectors are compared
before anything is timed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(HERE, "..", "..", "tests", name) for name in ("tokenizers", "encoders")]

import numpy as np
import torch

from encoder_torch import Encoder, padded, pooled
from lines import corpus_lines
from make_model import QWEN3_06B, make_model
from train import qwen

FIXED = 256  # tokens
PEER_BATCHES = (1, 4, 8)


def peer_vectors(encoder, tokens, batch):
    order = sorted(range(len(tokens)), key=lambda i: -len(tokens[i]))
    vectors = np.zeros((len(tokens), encoder.config["hidden_size"]), dtype=np.float32)
    for begin in range(0, len(order), batch):
        chosen = order[begin:begin + batch]
        ids, lengths = padded([tokens[i] for i in chosen])
        vectors[chosen] = pooled(encoder.forward(ids, lengths), lengths, "last").numpy()
    return vectors


def ours(options, model, lines, out, precision):
    done = subprocess.run([os.path.join(options.build, "tests/encoders/embed_lines"), model, lines, out, precision,
                           str(options.threads)], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def cosines(a, b):
    return (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


def token_lists(options, model, lines):
    done = subprocess.run([os.path.join(options.build, "tests/tokenizers/encode_lines"), os.path.join(model, "tokenizer.json"), lines],
                          stdout=subprocess.PIPE, text=True, check=True)
    return [[int(i) for i in line.split()] for line in done.stdout.splitlines()]


def gemm_rate(clock):
    """The fastest float32 product of a layer's shapes, GFLOP/s, by the peer's BLAS: the limit that shares refer to."""
    a, b = torch.randn(1024, 1024), torch.randn(1024, 3072)
    best = 0
    for _ in range(8):
        start = clock()
        torch.mm(a, b)
        best = max(best, 2 * 1024 * 1024 * 3072 / (clock() - start) / 1e9)
    return best


def flops(config, tokens):
    """Of the products of one run, attention included."""
    h, f, size = config["hidden_size"], config["intermediate_size"], config["head_dim"]
    heads, keys = config["num_attention_heads"], config["num_key_value_heads"]
    weights = h * (heads + 2 * keys) * size + heads * size * h + 3 * h * f
    return config["num_hidden_layers"] * sum(2 * weights * len(t) + 2 * len(t) ** 2 * heads * size for t in tokens)


def race(options, name, model, encoder, texts):
    lines, out = os.path.join(options.folder, name), os.path.join(options.folder, name + ".npy")
    with open(lines, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
    tokens = token_lists(options, model, lines)
    times, result = {}, {"case": name, "texts": len(texts), "tokens": sum(map(len, tokens))}
    expected = peer_vectors(encoder, tokens, 1)
    for _ in range(options.rounds):
        for precision in ("float32", "bfloat16"):
            run = ours(options, model, lines, out, precision)
            times.setdefault(precision, []).append(run["processor" if options.processor else "encoding"])
            result[f"{precision}_cosine"] = round(float(cosines(np.load(out), expected).min()), 6)
            result[f"{precision}_peak_mb"] = run["peak_mb"]
        for batch in PEER_BATCHES:
            start = options.clock()
            peer_vectors(encoder, tokens, batch)
            times.setdefault(f"torch_{batch}", []).append(options.clock() - start)
    fastest = {key: min(values) for key, values in times.items()}
    peer = min(value for key, value in fastest.items() if key.startswith("torch"))
    rate = gemm_rate(options.clock)
    result |= {"seconds": {key: round(value, 2) for key, value in fastest.items()}, "gemm_gflops": round(rate),
               "gflops": round(flops(encoder.config, tokens) / fastest["float32"] / 1e9),
               "share_of_gemm_limit": round(flops(encoder.config, tokens) / fastest["float32"] / 1e9 / rate, 3),
               "float32_times_faster": round(peer / fastest["float32"], 2),
               "bfloat16_times_faster": round(peer / fastest["bfloat16"], 2)}
    print(json.dumps(result), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build")
    parser.add_argument("data")
    for name, default in (("texts", 48), ("rounds", 2), ("threads", 2), ("layers", QWEN3_06B["num_hidden_layers"])):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--only", choices=("mixed", "fixed"))
    parser.add_argument("--processor", action="store_true")
    options = parser.parse_args()
    options.clock = time.process_time if options.processor else time.monotonic
    options.folder = os.path.join(options.build, "encoder_bench")
    model = os.path.join(options.folder, "model")
    torch.set_num_threads(options.threads)
    rows = [row for row in corpus_lines(options.data, 50) if row.strip()]
    try:
        make_model(model, {**QWEN3_06B, "num_hidden_layers": options.layers}, qwen(rows[:400]))
        encoder = Encoder(model)
        if options.only != "fixed":
            race(options, "mixed", model, encoder, rows[::max(1, len(rows) // options.texts)][:options.texts])
        if options.only != "mixed":
            # A digit is a token, whatever was learned; one more ends the text.
            race(options, "fixed", model, encoder, [str(i % 10) * (FIXED - 1) for i in range(options.texts // 4)])
    finally:
        shutil.rmtree(options.folder, ignore_errors=True)


main()

"""Our tokens are those of the npm package @huggingface/tokenizers, on real rows and on nasty Unicode.

usage: equal_to_npm.py ENCODE_LINES DATA PACKAGE [EVERY]
"""

import json
import os
import subprocess
import sys
import tempfile
import unicodedata

from lines import corpus_lines, nasty_lines
from train import KINDS

ENCODE, DATA, PACKAGE = sys.argv[1:4]
EVERY = int(sys.argv[4]) if len(sys.argv) > 4 else 10
HERE = os.path.dirname(os.path.abspath(__file__))


def has_second_plane_ideographs(line):
    return any(0x20000 <= ord(c) <= 0x2FA1F for c in line)


def tables_agree(line):
    """The package does not read a model's table of replacements; it normalises the whole line instead. Both mean the
    same where every character is normalised by itself and no mark makes a cluster of it."""
    alone = "".join(unicodedata.normalize("NFKC", c) for c in line)
    return alone == unicodedata.normalize("NFKC", line) and not any(
        unicodedata.category(c)[0] == "M" or c in "\u0000\u200c\u200d" or "\x80" <= c < "\xa0" for c in line)


# Where the package differs from the library that models were trained with, and we follow the library.
LEFT_OUT = {
    "qwen": [("a long s after an apostrophe", lambda line: "'ſ" in line)],
    "gpt2": [("white space of JavaScript", lambda line: "\ufeff" in line or "\x85" in line)],
    "bert": [("ideographs beyond the first plane stay joined", has_second_plane_ideographs),
             ("a final sigma depends on its place", lambda line: "Σ" in line)],
    "unigram": [("no table of replacements", lambda line: not tables_agree(line))],
}


def likelihood(model, ids):
    scores = model["vocab"]
    return sum(scores[int(i)][1] for i in ids.split() if int(i) < len(scores))


def equally_likely(model, a, b):
    """Long runs of one character can be cut in several ways of the same likelihood, which differ by rounding alone."""
    return model["type"] == "Unigram" and abs(likelihood(model, a) - likelihood(model, b)) < 1e-9 * abs(likelihood(model, a))


def token_lists(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()


def compare(kind, lines, folder):
    tokenizer, file_name = os.path.join(folder, f"{kind}.json"), os.path.join(folder, "lines")
    learned = KINDS[kind](lines[::max(1, len(lines) // 3000)])
    with open(tokenizer, "w", encoding="utf-8") as file:
        json.dump(learned, file, ensure_ascii=False)
    with open(file_name, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    ours = token_lists([ENCODE, tokenizer, file_name])
    theirs = token_lists(["node", os.path.join(HERE, "npm_tokens.mjs"), PACKAGE, tokenizer, file_name])
    if not len(ours) == len(theirs) == len(lines):
        sys.exit(f"FAILED: {kind}: {len(lines)} lines, {len(ours)} and {len(theirs)} answers")
    left_out, ties, wrong = 0, 0, []
    for line, a, b in zip(lines, ours, theirs):
        if any(test(line) for _, test in LEFT_OUT[kind]):
            left_out += 1
        elif a != b and equally_likely(learned["model"], a, b):
            ties += 1
        elif a != b:
            wrong.append((line, a, b))
    tokens = sum(len(line.split()) for line in ours)
    print(f"{kind}: {len(lines) - left_out - ties - len(wrong)} lines agree, {len(wrong)} do not, {ties} tie, "
          f"{left_out} are left out; {tokens} tokens", flush=True)
    for line, a, b in wrong[:5]:
        print(f"  {ascii(line[:200])}\n    ours   {a[:300]}\n    theirs {b[:300]}")
    return not wrong and ties < len(lines) / 500


def main():
    lines = [line for line in corpus_lines(DATA, EVERY)]
    if not lines:
        print("skipped: the corpora are not here")
        sys.exit(77)
    lines += nasty_lines(20000 // EVERY)
    with tempfile.TemporaryDirectory() as folder:
        if not all([compare(kind, lines, folder) for kind in KINDS]):
            sys.exit("FAILED: tokens differ")


main()

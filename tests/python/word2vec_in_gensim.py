#!/usr/bin/python3
"""gensim opens our word2vec files and we open gensim's and fastText's: same words, same vectors."""

import os
import shutil
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from gensim.models import KeyedVectors
except ImportError as missing:
    print(f"skipped: {missing} (Debian package python3-gensim)")
    sys.exit(77)

COPY = sys.argv[1]
WORDS = ["the", "新冠", "naïve", "don't", "</s>", "a" * 300, "x\u3000y"]


def copy(source, target, layout):
    subprocess.run([COPY, source, target, layout], check=True)


def same(got, words, vectors):
    assert list(got.index_to_key) == words, (got.index_to_key, words)
    assert got.vectors.tobytes() == vectors.tobytes(), "vectors differ"


def check_gensim(folder, binary):
    """gensim writes, we copy into the same and into the other format, gensim reads."""
    vectors = np.random.default_rng(1).normal(size=(len(WORDS), 17)).astype(np.float32)
    original = KeyedVectors(17)
    original.add_vectors(WORDS, vectors)
    source = os.path.join(folder, "gensim")
    original.save_word2vec_format(source, binary=binary)
    if not binary:  # gensim's text is the shortest decimal of each float, so nothing is lost
        same(KeyedVectors.load_word2vec_format(source, binary=False), WORDS, vectors)
    for layout in ("text", "binary"):
        target = os.path.join(folder, layout)
        copy(source, target, layout)
        same(KeyedVectors.load_word2vec_format(target, binary=layout == "binary"), WORDS, vectors)
        print(f"ok: gensim {'binary' if binary else 'text'} -> ours {layout} -> gensim")


def check_fasttext(folder):
    program = shutil.which("fasttext")
    if not program:
        print("not checked: fastText's .vec (Debian package fasttext)")
        return
    text = os.path.join(folder, "text.txt")
    with open(text, "w", encoding="utf-8") as out:
        out.write("the king and the queen 国王 女王\n" * 50)
    subprocess.run([program, "skipgram", "-input", text, "-output", os.path.join(folder, "ft"), "-dim", "9",
                    "-minn", "0", "-maxn", "0", "-thread", "1", "-epoch", "1"], check=True, capture_output=True)
    source, target = os.path.join(folder, "ft.vec"), os.path.join(folder, "ours")
    copy(source, target, "binary")
    expected = KeyedVectors.load_word2vec_format(source, binary=False)
    same(KeyedVectors.load_word2vec_format(target, binary=True), list(expected.index_to_key), expected.vectors)
    print("ok: fastText .vec -> ours binary -> gensim")


with tempfile.TemporaryDirectory() as scratch:
    check_gensim(scratch, binary=False)
    check_gensim(scratch, binary=True)
    check_fasttext(scratch)

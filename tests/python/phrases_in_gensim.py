"""The phrases that --phrases joins are those of gensim's Phrases(scoring="npmi"), applied twice."""

import json
import os
import random
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from gensim.models.phrases import Phrases
except ImportError as missing:
    print(f"skipped: {missing} (Debian package python3-gensim)")
    sys.exit(77)

THETA = sys.argv[1]
LEAST_COUNT = 10  # the program's default
THRESHOLD = 0.35


def documents():
    """Each a list of sentences, each a list of words: rare and frequent ones, with pairs and triples that stick together."""
    dice = random.Random(5)
    words = ["".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(3)) for _ in range(400)]
    sticky = [dice.sample(words, dice.choice([2, 2, 3, 4])) for _ in range(40)]
    for _ in range(400):
        sentences = []
        for _ in range(dice.randint(1, 6)):
            sentence = []
            while len(sentence) < dice.randint(3, 15):
                if dice.random() < 0.3:
                    sentence += dice.choice(sticky)
                else:
                    sentence.append(words[min(int(dice.paretovariate(0.7)), len(words)) - 1])
            sentences.append(sentence)
        yield sentences


def in_gensim(texts):
    """The texts with phrases joined, sentences run together."""
    sentences = [sentence for text in texts for sentence in text]
    for _ in range(2):
        phrases = Phrases(sentences, min_count=LEAST_COUNT, threshold=THRESHOLD, scoring="npmi", delimiter="_")
        texts = [[phrases[sentence] for sentence in text] for text in texts]
        sentences = [sentence for text in texts for sentence in text]
    return [[word for sentence in text for word in sentence] for text in texts]


def in_theta(texts):
    with tempfile.TemporaryDirectory() as folder:
        source, corpus = os.path.join(folder, "texts.csv"), os.path.join(folder, "corpus")
        with open(source, "w", encoding="utf-8") as file:
            file.write("text,number\n")
            for number, text in enumerate(texts):
                file.write(". ".join(" ".join(sentence) for sentence in text) + f",{number}\n")
        done = subprocess.run([THETA, "import", source, "--out", corpus, "--phrases", "--phrase-npmi", str(THRESHOLD),
                               "--text-column", "text", "--language", "en", "--keep-stop-words", "--min-characters", "1",
                               "--min-documents", "1", "--max-share", "1", "--vocab-size", "1000000"],
                              stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            sys.exit(f"FAILED: import ended with {done.returncode}: {done.stderr}")
        with open(os.path.join(corpus, "vocab.txt"), encoding="utf-8") as file:
            vocabulary = file.read().splitlines()
        with open(os.path.join(corpus, "corpus.json"), encoding="utf-8") as file:
            passes = json.load(file)["tokenizer"]["phrases"]["passes"]
        offsets = np.load(os.path.join(corpus, "tokens_offsets.npy"))
        words = np.load(os.path.join(corpus, "tokens_words.npy"))
        return [[vocabulary[w] for w in words[int(a):int(b)]] for a, b in zip(offsets, offsets[1:])], passes


def main():
    texts = list(documents())
    expected = in_gensim(texts)
    found, passes = in_theta(texts)
    longest = max(word.count("_") for text in expected for word in text)
    if longest < 2 or len(passes) != 2:
        sys.exit(f"FAILED: the texts should have phrases of three words; the longest has {longest + 1}")
    for number, (ours, theirs) in enumerate(zip(found, expected)):
        if ours != theirs:
            sys.exit(f"FAILED: text {number}: {ours} is not {theirs}")
    if len(found) != len(expected):
        sys.exit(f"FAILED: {len(found)} texts of {len(expected)}")
    print(f"{sum(len(pairs) for pairs in passes)} phrases agree in {len(found)} texts")


main()

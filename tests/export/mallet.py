"""A reader of MALLET's files, written after what MALLET prints, finds the model again."""

import gzip
import json
import os
import tempfile

from sample import Sample, check, np


def read_state(path):
    """alpha, beta, and for each document its (source, [(word number, word, topic)])."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        check(file.readline() == "#doc source pos typeindex type topic\n", "the state's first line")
        alpha = file.readline()
        beta = file.readline()
        check(alpha.startswith("#alpha : ") and beta.startswith("#beta : "), "lines of alpha and beta")
        documents = {}
        for line in file:
            doc, source, position, number, word, topic = line.rstrip("\n").split(" ")
            name, tokens = documents.setdefault(int(doc), (source, []))
            check(name == source and int(position) == len(tokens), "positions count from 0 in each document")
            tokens.append((int(number), word, int(topic)))
    return np.array(alpha[9:].split(), float), float(beta[8:]), documents


def check_fitted_priors(sample, alpha, beta):
    mean, square = sample.theta.astype(float).mean(0), (sample.theta.astype(float)**2).mean(0)
    total = (mean - square).sum() / (square - mean**2).sum()
    check(np.allclose(alpha, mean * total, rtol=1e-4) and beta == 0.01, f"alpha {alpha} is the Dirichlet of these moments")


def check_learned_priors(sample, alpha, beta):
    with open(os.path.join(sample.model, "training_history.json"), encoding="utf-8") as file:
        last = json.load(file)["epochs"][-1]
    check(abs(alpha.sum() / last["alpha_sum"] - 1) < 1e-5 and abs(beta / last["beta"] - 1) < 1e-6, f"{alpha} {beta} {last}")
    check(len(set(alpha)) == len(alpha), "the prior of each topic")


def check_state(sample, path, check_priors):
    alpha, beta, documents = read_state(path)
    check_priors(sample, alpha, beta)
    theta, topic_word = sample.theta.astype(float), sample.beta.astype(float)
    offsets = np.load(os.path.join(sample.corpus, "tokens_offsets.npy"))
    words = np.load(os.path.join(sample.corpus, "tokens_words.npy"))
    expected, drawn = np.zeros(len(alpha)), np.zeros(len(alpha))
    variance = np.zeros(len(alpha))
    for d in range(len(theta)):
        source, tokens = documents[d]
        check(source == "".join("_" if c <= " " else c for c in sample.documents[d]["id"]) or not sample.documents[d]["id"], source)
        check([t[0] for t in tokens] == list(words[int(offsets[d]):int(offsets[d + 1])]), "words in text order")
        for number, word, topic in tokens:
            check(word == sample.vocabulary[number], "the word of the number")
            p = theta[d] * topic_word[:, number]
            p /= p.sum()
            expected += p
            variance += p * (1 - p)
            drawn[topic] += 1
    check(drawn.sum() == sample.tokens.sum(), "a topic for every token")
    check((np.abs(drawn - expected) < 4.5 * np.sqrt(variance) + 1).all(), f"drawn {drawn}, expected {expected}")


def check_doc_topics(sample, folder):
    with open(os.path.join(folder, "doc_topics.txt"), encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    check([int(line[0]) for line in lines] == list(range(len(sample.theta))), "documents in order")
    shares = np.array([line[2:] for line in lines], float)
    check(np.allclose(shares, sample.theta, atol=1e-6) and np.allclose(shares.sum(1), 1), "shares in topic order")

    with open(os.path.join(folder, "doc_topics_sorted.txt"), encoding="utf-8") as file:
        check(file.readline() == "#doc name topic proportion ...\n", "heading of the older layout")
        for d, line in enumerate(file):
            number, _, *pairs, last = line.rstrip("\n").split("\t")
            check(int(number) == d and last == "", "a tab ends the line")
            topics, values = [int(t) for t in pairs[::2]], np.array(pairs[1::2], float)
            check((np.diff(values) <= 0).all() and sorted(topics) == list(range(len(sample.names))), "by falling share")
            check(np.allclose(values, sample.theta[d, topics], atol=1e-6), "shares of the topics")


def check_keys(sample, folder):
    with open(os.path.join(folder, "topic_keys.txt"), encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    check([int(line[0]) for line in lines] == list(range(len(sample.names))), "topics")
    for k, line in enumerate(lines):
        check(line[2].split() == [sample.vocabulary[v] for v in sample.top_words(k, 20)], "keys")


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        out = sample.export("mallet", "--corpus", sample.corpus)
        check_state(sample, os.path.join(out, "state.gz"), check_fitted_priors)
        check_doc_topics(sample, out)
        check_keys(sample, out)
        # A bag of words has no word order: its tokens go by word number.
        for part in ("offsets", "words"):
            os.remove(os.path.join(sample.corpus, f"tokens_{part}.npy"))
        _, _, documents = read_state(os.path.join(sample.export("mallet", "--corpus", sample.corpus), "state.gz"))
        for d, (_, tokens) in documents.items():
            numbers = [t[0] for t in tokens]
            check(numbers == sorted(numbers) and len(numbers) == sample.tokens[d], "the bag of words")
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder, options=("--model", "lda"))
        check_state(sample, os.path.join(sample.export("mallet", "--corpus", sample.corpus), "state.gz"), check_learned_priors)


main()

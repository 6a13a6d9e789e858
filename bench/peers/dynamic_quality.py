#!/usr/bin/python3
"""Topics over time of every contender on one corpus, measured slice by slice by one script.

usage: dynamic_quality.py THETA BOW [--topics 50] [--seeds 1] [--only NAME]... [--model FOLDER]... [--beta FILE]...
                          [--ldaseq-seconds 300] [--threads 2]

BOW is a published bag-of-words folder with times (nyt_topmost_v10000). The contenders: our LDA and scikit-learn's,
trained on each slice alone, topics paired from slice to slice (Hungarian method on cosines); gensim's LdaSeqModel,
first on 220 documents and 10 topics for one iteration, and on all only when that ends within its seconds; our static
ETM and LDA, whose topics are the same in every slice; model folders of `theta train` given with --model (dynamic or
not, with their completion perplexity); arrays of topics [T, K, V] given with --beta (detm_torch.py writes one).

Per slice, by documents of the training set: NPMI of the top ten words by the slice's own documents and by all, and
the share of distinct words among the top 25. Figures are means over the slices; "quality" is NPMI times diversity.
docs/metrics.md defines them. Prints NDJSON, one line per contender and seed.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import tempfile
import time

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

from peer_data import load_vocabulary, read_bow, read_times
from programs import last_line

TOP_WORDS = 10
DIVERSITY_WORDS = 25


class Corpus:
    def __init__(self, folder):
        self.folder = folder
        self.vocabulary = load_vocabulary(folder)
        self.documents = read_bow(folder, "train")
        self.times, self.labels = read_times(folder, "train")
        rows = np.repeat(np.arange(len(self.documents)), [len(words) for words, _ in self.documents])
        self.counts = csr_matrix(
            (np.concatenate([counts for _, counts in self.documents]),
             (rows, np.concatenate([words for words, _ in self.documents]))),
            shape=(len(self.documents), len(self.vocabulary)))

    def slices(self):
        return [(t, np.flatnonzero(self.times == t)) for t in range(len(self.labels)) if (self.times == t).any()]


# Measures.

def top(beta, n):
    return np.argsort(-beta, axis=1, kind="stable")[:, :n]


def npmi(topics, counts):
    """Mean NPMI over pairs of the topics' words by co-occurrence in the rows of `counts`; -1 for pairs never together."""
    used, place = np.unique(topics, return_inverse=True)
    present = (counts[:, used] > 0).astype(np.float64)
    together = (present.T @ present).toarray() / counts.shape[0]
    scores = []
    for words in place.reshape(topics.shape):
        for i, a in enumerate(words):
            for b in words[i + 1:]:
                both = together[a, b]
                scores.append(-1.0 if both == 0 else 1.0 if both == 1 else
                              np.log(both / (together[a, a] * together[b, b])) / -np.log(both))
    return float(np.mean(scores))


def unique_words_in_slice(topics, counts):
    """TopMost's diversity of a slice: words of one topic alone that the slice's documents hold, among all top words."""
    words, uses = np.unique(topics, return_counts=True)
    in_slice = np.asarray(counts[:, words].sum(axis=0)).ravel() > 0
    return float(((uses == 1) & in_slice).sum() / topics.size)


def jensen_shannon_distance(p, q):
    middle = (p + q) / 2

    def divergence(a):
        return np.where(a > 0, a * np.log2(np.where(a > 0, a, 1) / np.where(middle > 0, middle, 1)), 0).sum(axis=1)

    return np.sqrt(np.maximum((divergence(p) + divergence(q)) / 2, 0))


def cosines(p, q):
    return (p * q).sum(axis=1) / (np.linalg.norm(p, axis=1) * np.linalg.norm(q, axis=1))


def measure(corpus, beta):
    """All figures of topics [T, K, V], rows of beta summing to one."""
    beta = np.asarray(beta, dtype=np.float64)
    slices = []
    for t, documents in corpus.slices():
        counts = corpus.counts[documents]
        words, more = top(beta[t], TOP_WORDS), top(beta[t], DIVERSITY_WORDS)
        slices.append({"label": corpus.labels[t], "documents": len(documents), "npmi": npmi(words, counts),
                       "npmi_corpus": npmi(words, corpus.counts), "diversity": len(np.unique(more)) / more.size,
                       "dynamic_diversity": unique_words_in_slice(more, counts)})
    names = ("npmi", "npmi_corpus", "diversity", "dynamic_diversity")
    means = {name: float(np.mean([of[name] for of in slices])) for name in names}
    filled = [beta[t] for t, _ in corpus.slices()]
    steps = list(zip(filled[:-1], filled[1:]))
    return {**means, "quality": means["npmi"] * means["diversity"],
            "quality_corpus": means["npmi_corpus"] * means["diversity"],
            "js_distance": float(np.mean([jensen_shannon_distance(p, q) for p, q in steps])) if steps else None,
            "cosine": float(np.mean([cosines(p, q) for p, q in steps])) if steps else None, "slices": slices}


# Contenders. Each returns beta [T, K, V].

def aligned(beta):
    """Topics of each slice in the order of those before it: pairs with the largest sum of cosines."""
    result = [beta[0]]
    for now in beta[1:]:
        before = result[-1]
        similar = (before / np.linalg.norm(before, axis=1, keepdims=True)) @ (now / np.linalg.norm(now, axis=1, keepdims=True)).T
        result.append(now[linear_sum_assignment(-similar)[1]])
    return np.stack(result)


def write_slice(corpus, documents, folder):
    """The slice as a folder for `theta import`. A single word stands for validation, because without any a
    twentieth of the documents would be taken from training."""
    os.makedirs(folder)
    with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8") as file:
        file.writelines(word + "\n" for word in corpus.vocabulary)
    with open(os.path.join(folder, "train.txt"), "w", encoding="ascii") as file:
        for d in documents:
            words, counts = corpus.documents[d]
            file.write(" ".join(f"{v}:{int(n)}" for v, n in zip(words, counts)) + "\n")
    with open(os.path.join(folder, "valid.txt"), "w", encoding="ascii") as file:
        file.write("0:1\n")


def train_theta(arguments, corpus_folder, model, seed, folder):
    out = os.path.join(folder, "model")
    last_line([arguments.theta, "train", corpus_folder, "--model", model, "--topics", str(arguments.topics), "--seed", str(seed),
               "--threads", str(arguments.threads), "--out", out, "--json"])
    return out


def import_bow(arguments, source, folder):
    corpus = os.path.join(folder, "corpus")
    subprocess.run([arguments.theta, "import", source, "--format", "bow", "--out", corpus], check=True, stderr=subprocess.DEVNULL)
    return corpus


def lda_per_slice(arguments, corpus, seed):
    beta = []
    for _, documents in corpus.slices():
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "bow")
            write_slice(corpus, documents, source)
            model = train_theta(arguments, import_bow(arguments, source, folder), "lda", seed, folder)
            beta.append(np.load(os.path.join(model, "beta.npy")))
    return spread(corpus, aligned(beta)), {}


def sklearn_per_slice(arguments, corpus, seed):
    from sklearn.decomposition import LatentDirichletAllocation

    beta = []
    for _, documents in corpus.slices():
        model = LatentDirichletAllocation(arguments.topics, max_iter=20, random_state=seed).fit(corpus.counts[documents])
        beta.append(model.components_ / model.components_.sum(axis=1, keepdims=True))
    return spread(corpus, aligned(beta)), {}


def spread(corpus, beta):
    """Topics of the slices that have documents, put in their places; a slice without any repeats the one before."""
    result, at = [], {t: i for i, (t, _) in enumerate(corpus.slices())}
    for t in range(len(corpus.labels)):
        result.append(beta[at[t]] if t in at else result[-1] if result else beta[0])
    return np.stack(result)


def static_model(model):
    def train(arguments, corpus, seed):
        with tempfile.TemporaryDirectory() as folder:
            return model_topics(corpus, train_theta(arguments, import_bow(arguments, corpus.folder, folder), model, seed, folder))
    return train


def model_topics(corpus, folder):
    """beta [T, K, V] of a model folder, and what its metrics say of completion."""
    beta = np.load(os.path.join(folder, "beta.npy"))
    with open(os.path.join(folder, "metrics.json"), encoding="utf-8") as file:
        metrics = json.load(file)
    known = {name: metrics.get(name) for name in ("perplexity", "perplexity_per_word", "perplexity_documents")}
    return (beta if beta.ndim == 3 else np.stack([beta] * len(corpus.labels))), known


def fit_ldaseq(pairs, slices, topics, words, seed, out, settings):
    from gensim.models import LdaSeqModel

    model = LdaSeqModel(corpus=pairs, time_slice=slices, id2word={v: str(v) for v in range(words)}, num_topics=topics,
                        random_state=seed, **settings)
    # topic_chains[k].e_log_prob is log beta, [V, T].
    np.save(out, np.exp(np.stack([chain.e_log_prob.T for chain in model.topic_chains], axis=1)))


def bounded_ldaseq(arguments, corpus, seed, per_slice, topics, settings, out):
    """Seconds that LdaSeqModel took; None when it was stopped at --ldaseq-seconds."""
    chosen = [documents[:per_slice] for _, documents in corpus.slices()]
    pairs = [[(int(v), int(n)) for v, n in zip(*corpus.documents[d])] for documents in chosen for d in documents]
    process = multiprocessing.Process(target=fit_ldaseq, args=(
        pairs, [len(documents) for documents in chosen], topics, len(corpus.vocabulary), seed, out, settings))
    start = time.monotonic()
    process.start()
    process.join(arguments.ldaseq_seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    if process.exitcode != 0:
        raise RuntimeError(f"LdaSeqModel ended with {process.exitcode}")
    return round(time.monotonic() - start, 1)


def ldaseq(arguments, corpus, seed):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "beta.npy")
        small = bounded_ldaseq(arguments, corpus, seed, 20, 10, {"em_min_iter": 1, "em_max_iter": 1, "passes": 1}, out)
        said = {"seconds_of_20_documents_a_slice_10_topics_1_iteration": small, "limit_seconds": arguments.ldaseq_seconds}
        if small is None:
            return None, {"finished": False, **said}
        whole = bounded_ldaseq(arguments, corpus, seed, None, arguments.topics, {}, out)
        if whole is None:
            return None, {"finished": False, **said}
        return spread(corpus, np.load(out)), {"finished": True, **said}


CONTENDERS = {"LDA per slice": lda_per_slice, "scikit-learn LDA per slice": sklearn_per_slice, "static ETM": static_model("etm"),
              "static LDA": static_model("lda"), "LdaSeqModel": ldaseq}


def rounded(value):
    if isinstance(value, dict):
        return {name: rounded(of) for name, of in value.items()}
    if isinstance(value, list):
        return [rounded(of) for of in value]
    return round(value, 4) if isinstance(value, float) else value


def report(corpus, name, seed, seconds, beta, known):
    figures = measure(corpus, beta) if beta is not None else {}
    print(json.dumps(rounded({"model": name, "seed": seed, "seconds": seconds, **known, **figures})), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("bow")
    parser.add_argument("--topics", type=int, default=50)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--only", action="append", choices=[*CONTENDERS, "given"], help="'given': what --model and --beta name")
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--beta", action="append", default=[])
    parser.add_argument("--ldaseq-seconds", type=float, default=300)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    corpus = Corpus(arguments.bow)
    for folder in arguments.model:
        report(corpus, folder, None, None, *model_topics(corpus, folder))
    for file in arguments.beta:
        report(corpus, file, None, None, np.load(file), {})
    for name in arguments.only or CONTENDERS:
        for seed in range(1, arguments.seeds + 1) if name in CONTENDERS else ():
            start = time.monotonic()
            beta, known = CONTENDERS[name](arguments, corpus, seed)
            report(corpus, name, seed, round(time.monotonic() - start, 1), beta, known)


if __name__ == "__main__":
    main()

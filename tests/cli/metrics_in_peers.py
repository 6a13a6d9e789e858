"""Coherence is gensim's, purity and NMI are scikit-learn's, on the same topics, documents and labels."""

import csv
import json
import os
import sys
import tempfile

try:
    import numpy as np
    from gensim.corpora import Dictionary
    from gensim.models import CoherenceModel
    from gensim.topic_coherence.text_analysis import WordOccurrenceAccumulator
    from sklearn.metrics import normalized_mutual_info_score
    from sklearn.metrics.cluster import contingency_matrix
except ImportError as missing:
    print(f"skipped: {missing} (Debian packages python3-gensim, python3-sklearn)")
    sys.exit(77)

from program import check, last_json, run, speeches

GENSIM_EPSILON = 1e-12  # what gensim adds to the share of documents with both words


def gensim_npmi(topics, documents):
    """gensim's c_npmi per topic; its window is wider than any document, so a document is one window."""
    model = CoherenceModel(topics=topics, texts=documents, dictionary=Dictionary(documents), coherence="c_npmi",
                           window_size=max(map(len, documents)) + 1, topn=10, processes=1)
    return model.get_coherence_per_topic()


def gensim_coherence(topics, documents, name):
    """A measure per topic as gensim computes it by default."""
    dictionary = Dictionary(documents)
    model = CoherenceModel(topics=topics, texts=documents, corpus=[dictionary.doc2bow(document) for document in documents],
                           dictionary=dictionary, coherence=name, topn=10, processes=1)
    return np.array(model.get_coherence_per_topic())


def count_every_window_anew(self, window, _):
    """In place of gensim's sliding, which forgets a word when the first of its occurrences leaves the window."""
    self._uniq_words[:] = False
    self._uniq_words[np.unique(window)] = True


def check_coherence(ours, gensim_windows, topics, documents):
    """`ours` and `gensim_windows` are the topics' figures without and with --gensim-windows."""
    for name in ("u_mass", "c_v", "c_npmi", "c_uci"):
        expected = gensim_coherence(topics, documents, name)
        mine = np.array([topic[name] for topic in gensim_windows])
        check(np.abs(mine - expected).max() < 1e-6, f"{name} as gensim counts: {mine}, gensim {expected}")
    gensim_slide = WordOccurrenceAccumulator._slide_window
    WordOccurrenceAccumulator._slide_window = count_every_window_anew
    for name in ("u_mass", "c_v", "c_npmi", "c_uci"):
        expected = gensim_coherence(topics, documents, name)
        mine = np.array([topic[name] for topic in ours])
        check(np.abs(mine - expected).max() < 1e-6, f"{name}: {mine}, gensim with whole windows {expected}")
    WordOccurrenceAccumulator._slide_window = gensim_slide
    counted = [[topic["c_npmi"] for topic in topics] for topics in (ours, gensim_windows)]
    check(counted[0] != counted[1], "words repeat within a window, so that the two ways of counting differ")


def difference_of_pairs_that_never_meet(topic, documents):
    """What gensim's epsilon adds to a topic's mean: such a pair counts -1 for us."""
    sets = [set(document) for document in documents]
    share = {word: sum(word in s for s in sets) / len(sets) for word in topic}
    extra, pairs = 0.0, 0
    for i, a in enumerate(topic):
        for b in topic[i + 1:]:
            pairs += 1
            if not any(a in s and b in s for s in sets):
                extra += np.log(GENSIM_EPSILON / (share[a] * share[b])) / -np.log(GENSIM_EPSILON) + 1
    return extra / pairs


def main():
    with tempfile.TemporaryDirectory() as folder:
        source, model = os.path.join(folder, "s.csv"), os.path.join(folder, "m")
        with open(source, "w", encoding="utf-8") as file:
            file.write(speeches(400))
        result = run("train", source, "--topics", "8", "--epochs", "4", "--label-column", "theme", "--out", model)
        check(result.returncode == 0, result.stderr)
        corpus = os.path.join(folder, "m.corpus")

        def lines(*names):
            with open(os.path.join(*names), encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        with open(os.path.join(model, "metrics.json"), encoding="utf-8") as file:
            metrics = json.load(file)
        with open(os.path.join(model, "vocab.txt"), encoding="utf-8") as file:
            vocabulary = file.read().splitlines()
        parts = [row["part"] for row in lines(model, "documents.csv")]
        offsets, words = (np.load(os.path.join(corpus, f"counts_{name}.npy")) for name in ("offsets", "words"))
        documents = [[vocabulary[w] for w in words[int(offsets[d]):int(offsets[d + 1])]] for d in range(len(parts))]
        training = [document for document, part in zip(documents, parts) if part == "train"]
        beta = np.load(os.path.join(model, "beta.npy"))
        topics = [[vocabulary[w] for w in np.argsort(-row, kind="stable")[:10]] for row in beta]

        ours = [topic["npmi"] for topic in metrics["topics"]]
        differences = [difference_of_pairs_that_never_meet(topic, training) for topic in topics]
        check(any(d > 0 for d in differences), "some pair never meets, so that the difference is put to the test")
        for topic, (mine, gensim, extra) in enumerate(zip(ours, gensim_npmi(topics, training), differences)):
            check(abs(mine + extra - gensim) < 1e-6, f"topic {topic}: NPMI {mine} + {extra}, gensim {gensim}")
        check(abs(np.mean(ours) - metrics["npmi"]) < 1e-12, "the mean of the topics")

        offsets, words = (np.load(os.path.join(corpus, f"tokens_{name}.npy")) for name in ("offsets", "words"))
        texts = [[vocabulary[w] for w in words[int(offsets[d]):int(offsets[d + 1])]]
                 for d, part in enumerate(parts) if part == "train"]
        evaluated = last_json(run("evaluate", model, "--corpus", corpus, "--gensim-windows", "--json"))["metrics"]
        check_coherence(metrics["topics"], evaluated["topics"], topics, texts)

        test = [d for d, part in enumerate(parts) if part == "test"]
        clusters = np.load(os.path.join(model, "theta.npy")).argmax(1)[test]
        labels = np.load(os.path.join(corpus, "labels.npy"))[test]
        purity = contingency_matrix(labels, clusters).max(0).sum() / len(test)
        check(abs(metrics["purity"] - purity) < 1e-12, f"purity {metrics['purity']}, scikit-learn {purity}")
        nmi = normalized_mutual_info_score(labels, clusters)
        check(abs(metrics["nmi"] - nmi) < 1e-9, f"NMI {metrics['nmi']}, scikit-learn {nmi}")


main()

"""Every export shows the model as its edits leave it, under the numbers that topics had."""

import csv
import gzip
import json
import os
import sys
import tempfile

from sample import Sample, check, np, run

try:
    import openpyxl
except ImportError as missing:
    print(f"skipped: {missing} (Debian package python3-openpyxl)")
    sys.exit(77)

STOPPED = ["ship", "手机"]
VISIBLE, HIDDEN, GONE = [0, 1, 2, 3], 5, 4
EDITS = [["rename", "2", "=Sea"], ["merge", "0", "4"], ["hide", "5"], ["stop-words", "add", *STOPPED]]


class Expected:
    """The edited model, made from the files of the model by what docs/formats.md says of edits."""

    def __init__(self, sample):
        kept = [v for v, word in enumerate(sample.vocabulary) if word not in STOPPED]
        self.vocabulary = [sample.vocabulary[v] for v in kept]
        theta, beta = sample.theta.astype(float), sample.beta.astype(float)
        share = sample.shares
        merged = (share[0] * beta[0] + share[4] * beta[4]) / (share[0] + share[4])
        beta = np.array([merged, beta[1], beta[2], beta[3], beta[5]])[:, kept]
        self.beta = beta / beta.sum(1, keepdims=True)
        self.theta = np.stack([theta[:, 0] + theta[:, 4], theta[:, 1], theta[:, 2], theta[:, 3], theta[:, 5]], 1)
        self.tokens = sample.counts[:, kept].sum(1)
        self.shares = np.array([share[0] + share[4], share[1], share[2], share[3], share[5]])
        self.part = self.theta[:, :4] / self.theta[:, :4].sum(1, keepdims=True)


def table(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_tables(sample, expected):
    for ids, options in ((VISIBLE, []), (VISIBLE + [HIDDEN], ["--include-hidden"])):
        folder = sample.export("csv", *options)
        topics = table(folder, "topics.csv")
        check([int(topic["topic_id"]) for topic in topics] == ids, f"topics {options}")
        check([int(topic["hidden"]) for topic in topics] == [int(k == HIDDEN) for k in ids], "which are hidden")
        check(topics[0]["members"] == "0 4" and topics[2]["name"] == "'=Sea", "members and a person's name")
        documents = table(folder, "documents.csv")
        weights = np.array([[float(row[f"topic_{k}"]) for k in ids] for row in documents])
        check(np.abs(weights - expected.theta[:, :len(ids)]).max() < 1e-6, "weights are not rescaled")
        main = expected.theta[:, :4].argmax(1)
        check([int(row["main_topic"]) for row in documents] == [VISIBLE[k] for k in main], "main topics are visible ones")
        words = table(folder, "words.csv")
        check(not {row["word"] for row in words} & set(STOPPED), "stop words")
        probabilities = {(int(row["topic_id"]), row["word"]): float(row["probability"]) for row in words}
        for (k, word), p in probabilities.items():
            check(abs(p / expected.beta[ids.index(k), expected.vocabulary.index(word)] - 1) < 1e-5, f"p({word} | {k})")
        own = {(row["slice"], int(row["topic"])): float(row["share"]) for row in table(sample.model, "topic_times.csv")}
        times = table(folder, "topic_times.csv")
        check({int(row["topic_id"]) for row in times} == set(ids), "topics over time")
        for row in times:
            k = int(row["topic_id"])
            share = own[row["slice"], k] + (own[row["slice"], GONE] if k == 0 else 0)
            check(abs(float(row["share"]) - share) < 2e-6, f"share of topic {k} in slice {row['slice']}")
    metrics = {row["name"] for row in table(sample.export("csv"), "metrics.csv")}
    anew = {row["name"] for row in table(sample.export("csv", "--corpus", sample.corpus), "metrics.csv")}
    check("perplexity" not in metrics and "perplexity" in anew, f"figures that need the corpus: {metrics} {anew}")

    book = openpyxl.load_workbook(sample.export("xlsx"))
    kinds = [row[2] for row in book["Edits"].iter_rows(min_row=2, values_only=True)]
    check(kinds == ["rename", "merge", "hide", "stop_words"], kinds)
    check({c.data_type for row in book["Topics"].iter_rows() for c in row} <= {"s", "n", "inlineStr"}, "no formula")


def check_arrays(sample, expected):
    with np.load(sample.export("npz"), allow_pickle=False) as arrays:
        check(list(arrays["topic_ids"]) == VISIBLE and arrays["theta"].shape[1] == 4, "ids")
        check(np.allclose(arrays["theta"], expected.theta[:, :4], atol=1e-6), "theta")
        check(np.allclose(arrays["beta"], expected.beta[:4], rtol=1e-5, atol=1e-9), "beta")
        check(list(arrays["vocabulary"]) == expected.vocabulary and arrays["topic_names"][2] == "=Sea", "words and names")


def check_mallet(sample, expected):
    folder = sample.export("mallet", "--corpus", sample.corpus)
    with gzip.open(os.path.join(folder, "state.gz"), "rt", encoding="utf-8") as file:
        file.readline()
        alpha = np.array(file.readline()[9:].split(), float)
        file.readline()
        lines = [line.split() for line in file]
    check(len(alpha) == 6 and (alpha[[GONE, HIDDEN]] == 0).all() and (alpha[VISIBLE] > 0).all(), f"alpha {alpha}")
    check({int(line[5]) for line in lines} <= set(VISIBLE), "no token of a topic that is gone")
    check(not {line[4] for line in lines} & set(STOPPED) and len(lines) == expected.tokens.sum(), "tokens without stop words")
    shares = np.loadtxt(os.path.join(folder, "doc_topics.txt"), delimiter="\t", usecols=range(2, 8), encoding="utf-8")
    check(np.allclose(shares[:, VISIBLE], expected.part, atol=1e-6) and not shares[:, [GONE, HIDDEN]].any(), "doc-topics sum to 1")
    with open(os.path.join(folder, "topic_keys.txt"), encoding="utf-8") as file:
        keys = [line.rstrip("\n").split("\t") for line in file]
    check([bool(key[2]) for key in keys] == [k in VISIBLE for k in range(6)], "keys")


def check_pictures(sample, expected):
    with open(sample.export("ldavis"), encoding="utf-8") as file:
        data = json.load(file)
    check(sorted(data["topic.order"]) == [k + 1 for k in VISIBLE], "order")
    check(np.allclose(sorted(data["mdsDat"]["Freq"]), np.sort(100 * expected.shares[:4] / expected.shares[:4].sum())), "shares")
    for options, ids, hidden in (([], VISIBLE, []), (["--include-hidden"], VISIBLE + [HIDDEN], [5])):
        folder = sample.export("dfr", *options)
        with open(os.path.join(folder, "info.json"), encoding="utf-8") as file:
            vis = json.load(file)["VIS"]
        check(vis["topic_ids"] == ids and vis["hidden_topics"] == hidden, "ids and hidden topics")
        check(vis["topic_labels"]["3"] == "2 =Sea" and vis["topic_labels"]["2"] == "Topic 1", "labels")
        with open(os.path.join(folder, "dt.json"), encoding="utf-8") as file:
            dt = json.load(file)
        check(sum(dt["x"]) == sample.tokens.sum(), "tokens")
    with open(os.path.join(sample.export("svg"), "topic_shares.csv"), encoding="utf-8") as file:
        check(sorted(int(row["topic_id"]) for row in csv.DictReader(file)) == VISIBLE, "figures")


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        expected = Expected(sample)
        for edit in EDITS:
            result = run("edit", sample.model, *edit)
            check(result.returncode == 0, result.stderr)
        check_tables(sample, expected)
        check_arrays(sample, expected)
        check_mallet(sample, expected)
        check_pictures(sample, expected)


main()

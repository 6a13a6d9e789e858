"""The data folder has the files and shapes that dfr-browser 0.8 loads."""

import csv
import json
import os
import tempfile

from sample import Sample, check, np


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        documents, topics = sample.theta.shape
        out = sample.export("dfr", "--corpus", sample.corpus)
        check(sorted(os.listdir(out)) == ["dt.json", "export.json", "info.json", "meta.csv", "topic_scaled.csv", "tw.json"], out)

        def load(name):
            with open(os.path.join(out, name), encoding="utf-8", newline="") as file:
                return json.load(file) if name.endswith(".json") else list(csv.reader(file))

        info = load("info.json")
        check({"title", "meta_info", "VIS"} <= set(info), list(info))
        vis = info["VIS"]
        check(vis["files"]["dt"] == "data/dt.json" and vis["files"]["meta"] == "data/meta.csv", vis["files"])
        check(info["models"] == [{"id": "__SINGLE__", "files": vis["files"]}], "dfr-browser 0.8.1 looks for file names here")
        check(vis["condition"] == {"type": "time", "name": "year", "spec": {"field": "date", "unit": "year", "n": 1}}, vis)
        check(vis["topic_ids"] == list(range(topics)) and len(vis["topic_labels"]) == topics, "ids and labels")

        tw = load("tw.json")
        check(list(tw) == ["alpha", "tw"] and len(tw["alpha"]) == topics == len(tw["tw"]), "tw.json")
        for k, topic in enumerate(tw["tw"]):
            words = sample.top_words(k, 50)
            check(topic["words"] == [sample.vocabulary[v] for v in words], "words")
            expected = sample.tokens.sum() * sample.shares[k] / sample.shares.sum() * sample.beta[k, words]
            check(np.allclose(topic["weights"], expected, atol=0.0051), "weights are expected uses")

        dt = load("dt.json")
        check(list(dt) == ["i", "p", "x"] and len(dt["p"]) == topics + 1, "dt.json")
        check(dt["p"][0] == 0 and dt["p"][-1] == len(dt["i"]) == len(dt["x"]), "columns")
        dense = np.zeros((documents, topics), int)
        for k in range(topics):
            rows = dt["i"][dt["p"][k]:dt["p"][k + 1]]
            check(rows == sorted(set(rows)), "documents ascend in each column")
            dense[rows, k] = dt["x"][dt["p"][k]:dt["p"][k + 1]]
        check(all(isinstance(x, int) and x > 0 for x in dt["x"]), "whole numbers")
        check((dense.sum(1) == sample.tokens).all(), "the tokens of each document")
        check((np.abs(dense - sample.theta * sample.tokens[:, None]) < 1).all(), "as near to the shares as whole numbers can")

        meta = load("meta.csv")
        check(len(meta) == documents and {len(row) for row in meta} == {8 + 3 + 1}, "meta.csv: a line per document, no heading")
        for row, known, text in zip(meta, sample.documents, sample.texts):
            check(row[6] == known["time"] and row[8] == known["row"] and row[10:] == [known["label"], known["region"]], row)
            check(row[0] == (known["id"] or f"s.csv:{known['row']}") and row[1] == (text if len(text) <= 80 else text[:80] + "…"), row)
        check(vis["metadata"]["spec"]["extra_fields"] == ["row", "file", "label", "region"], "names of the further columns")

        places = np.array(load("topic_scaled.csv"), float)
        check(places.shape == (topics, 2) and np.isfinite(places).all(), "topic_scaled.csv")


main()

"""From a spreadsheet to a report: import, train, topics, infer, evaluate, report, vectors."""

import json
import os
import tempfile

from program import check, last_json, run, speeches


def expect_ok(result, code=0):
    check(result.returncode == code, f"{result.args}: exit code {result.returncode}: {result.stderr}")
    return result


def main():
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        with open(path("speeches.csv"), "w", encoding="utf-8") as file:
            file.write(speeches(300))

        summary = last_json(expect_ok(run("import", path("speeches.csv"), "--out", path("c"), "--label-column", "theme", "--json")))
        check(summary["rows_total"] == 300 and summary["rows_used"] == 300 and summary["rows_rejected"] == 0, summary)
        check(summary["text_columns"] == ["text"] and summary["time_column"] == "year", summary)
        check(summary["label_column"] == "theme" and summary["vocabulary_size"] > 30, summary)
        for name in ("vocab.txt", "rejects.csv", "corpus.json"):
            check(os.path.exists(os.path.join(path("c"), name)), name)

        summary = last_json(expect_ok(run("train", path("c"), "--topics", "5", "--out", path("m"), "--json")))
        for name in ("npmi", "topic_diversity", "perplexity", "purity"):
            check(isinstance(summary["metrics"][name], float), f"{name} is missing: {summary}")
        for name in ("seconds_per_epoch", "wall_seconds", "peak_memory_mb"):
            check(summary[name] > 0, name)

        # Defaults: the model goes beside the source, and standard output stays empty.
        result = expect_ok(run("train", path("speeches.csv"), "--epochs", "2"))
        check(result.stdout == "" and os.path.exists(path("speeches.model/manifest.json")), result)
        check(os.path.exists(path("speeches.corpus/corpus.json")), "corpus beside the model")

        check(len(expect_ok(run("topics", path("m"))).stdout.splitlines()) == 6, "a heading and five topics")

        lines = "bread and butter\nthe judge and the lawyer\n"
        result = expect_ok(run("infer", path("m"), "-", "--json", stdin=lines))
        first, second = (json.loads(line) for line in result.stdout.splitlines())
        check(first["topics"][0]["topic_id"] != second["topics"][0]["topic_id"], "two texts, two topics")
        check(abs(sum(first["weights"]) - 1) < 1e-4 and first["oov_ratio"] == 0, first)
        check({e["word"] for e in first["evidence"]} == {"bread", "butter"}, first)
        alone = json.loads(expect_ok(run("infer", path("m"), "--text", "bread and butter", "--json")).stdout)
        check(alone["weights"] == first["weights"], "a text alone has the weights it has among others")

        metrics = last_json(expect_ok(run("evaluate", path("m"), "--corpus", path("c"), "--json")))["metrics"]
        check(abs(metrics["npmi"] - summary["metrics"]["npmi"]) < 1e-12, "evaluate agrees with train")

        expect_ok(run("report", path("m"), "--out", path("r.html")))
        with open(path("r.html"), encoding="utf-8") as file:
            page = file.read()
        check(page.lower().startswith("<!doctype html>"), "a page")
        # The name of SVG's namespace is no address that a browser opens.
        check("http" not in page.replace("http://www.w3.org/2000/svg", "").lower().replace("http-equiv", ""), "one offline page")

        expect_ok(run("vectors", path("c"), "--out", path("v.txt"), "--embedding-size", "8", "--epochs", "1"))
        with open(path("v.txt"), encoding="utf-8") as file:
            check(file.readline().split() == [str(summary["vocabulary_size"]), "8"], "word2vec header")
        expect_ok(run("train", path("c"), "--embeddings", path("v.txt"), "--epochs", "2", "--out", path("m2")))

        check(run("--help").returncode == 0 and run("--version").stdout.startswith("theta "), "help and version")


main()

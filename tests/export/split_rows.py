"""Rows that were split keep their number and their piece in every export of documents."""

import csv
import gzip
import json
import os
import tempfile

from sample import check, np, run


def main():
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        themes = ["ship sail ocean harbour captain anchor", "bread oven flour butter baker dough"]
        with open(path("s.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["text", "place"])
            for i in range(120):
                parts = [" ".join(themes[(i + p) % 2].split()[j:] + themes[(i + p) % 2].split()[:j]) for p, j in enumerate((0, 2, 4))]
                writer.writerow(["\n\n".join(parts[:1 + i % 3]), f"place{i % 4}"])
        result = run("train", path("s.csv"), "--split", "paragraph", "--split-min-words", "2", "--topics", "2", "--model", "etm",
                     "--epochs", "3", "--text-column", "text", "--group-column", "place", "--max-share", "1", "--out", path("m"))
        check(result.returncode == 0, result.stderr)
        with open(path("m/documents.csv"), encoding="utf-8", newline="") as file:
            known = [(int(row["row"]), int(row["piece"])) for row in csv.DictReader(file)]
        check(len(known) == 240 and max(piece for _, piece in known) == 3, f"{len(known)} pieces")

        def export(kind):
            result = run("export", path("m"), "--format", kind, "--out", path(kind), "--corpus", path("m.corpus"))
            check(result.returncode == 0, f"{kind}: {result.stderr}")
            return path(kind)

        out = export("csv")
        with open(os.path.join(out, "documents.csv"), encoding="utf-8", newline="") as file:
            check([(int(row["row"]), int(row["piece"])) for row in csv.DictReader(file)] == known, "documents.csv")
        with open(os.path.join(out, "doc_topics.csv"), encoding="utf-8", newline="") as file:
            check(sorted({(int(row["row"]), int(row["piece"])) for row in csv.DictReader(file)}) == sorted(known), "doc_topics.csv")
        with open(os.path.join(export("jsonl"), "documents.jsonl"), encoding="utf-8") as file:
            check([(line["row"], line["piece"]) for line in map(json.loads, file)] == known, "documents.jsonl")
        with np.load(export("npz"), allow_pickle=False) as arrays:
            check(list(zip(arrays["rows"], arrays["pieces"])) == known, "npz")
        with open(os.path.join(export("dfr"), "meta.csv"), encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        check([(int(line[8]), int(line[11])) for line in lines] == known and {len(line) for line in lines} == {13}, "meta.csv")
        with gzip.open(os.path.join(export("mallet"), "state.gz"), "rt", encoding="utf-8") as file:
            names = {line.split()[1] for line in file if not line.startswith("#")}
        check(names == {f"s.csv:{row}.{piece}" for row, piece in known}, "names in MALLET's state")
        for kind in ("xlsx", "safetensors", "ldavis", "svg"):
            export(kind)


main()

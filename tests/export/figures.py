"""Figures are whole SVG with their data beside them, and the data are those of the model."""

import csv
import os
import tempfile
import xml.etree.ElementTree as ET

from sample import Sample, check, np

SVG = "{http://www.w3.org/2000/svg}"
PRINTED = 5.1e-7


def rows(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_means(sample, table, column, values):
    """`values`: what each document has."""
    for row in table:
        chosen = [value.lstrip("'") == row[column].lstrip("'") for value in values]
        check(int(row["documents"]) == sum(chosen), f"{column} {row[column]}: documents")
        mean = sample.theta[chosen, int(row["topic_id"])].astype(float).mean()
        check(abs(float(row["mean_weight"]) - mean) < PRINTED, f"{column} {row[column]}: mean weight")
    check({row[column].lstrip("'") for row in table} == {value.lstrip("'") for value in values}, f"every {column}")


def check_pictures(folder, names, language):
    for name in names:
        with open(os.path.join(folder, name + ".svg"), encoding="utf-8") as file:
            text = file.read()
        root = ET.fromstring(text)
        check(root.tag == SVG + "svg" and root.find(SVG + "title").text and root.find(SVG + "desc").text, name)
        check("href" not in text and "url(" not in text, f"{name}: nothing from outside")
        labels = [element.text for element in root.iter(SVG + "text")]
        check(len(labels) > 5 and all(labels), f"{name}: labels")
        chinese = any("\u4e00" <= c <= "\u9fff" for c in root.find(SVG + "title").text)
        check(chinese == (language == "zh"), f"{name}: language of the title")


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        out = sample.export("svg")
        names = ["share_by_label", "share_by_region", "share_over_time", "topic_map", "topic_shares", "topic_words", "training"]
        check(sorted(os.listdir(out)) == sorted([n + e for n in names for e in (".csv", ".svg")] + ["export.json"]), os.listdir(out))
        check_pictures(out, names, "en")
        check_pictures(sample.export("svg", "--language", "zh"), names, "zh")

        shares = rows(out, "topic_shares")
        check([float(row["share"]) for row in shares] == sorted((float(row["share"]) for row in shares), reverse=True), "by share")
        check(all(abs(float(row["share"]) - sample.shares[int(row["topic_id"])]) < PRINTED for row in shares), "shares")
        words = rows(out, "topic_words")
        for row in words:
            v = sample.top_words(int(row["topic_id"]), 10)[int(row["rank"]) - 1]
            check(row["word"] == sample.vocabulary[v], "words")
        check(len(words) == 10 * len(sample.names), "ten words each")
        check_means(sample, rows(out, "share_by_label"), "label", [row["label"] for row in sample.documents])
        check_means(sample, rows(out, "share_by_region"), "region", [row["region"] for row in sample.documents])
        check_means(sample, rows(out, "share_over_time"), "year", [row["time"][:4] for row in sample.documents])
        check(np.allclose([[float(row["x"]), float(row["y"])] for row in rows(out, "topic_map")],
                          np.loadtxt(os.path.join(sample.export("dfr"), "topic_scaled.csv"), delimiter=","), atol=1e-5), "places")
        check([float(row["epoch"]) for row in rows(out, "training")] == [1, 2, 3, 4], "epochs")


main()

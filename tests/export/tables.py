"""CSV, XLSX and JSON lines read back by pandas, openpyxl and json: the same numbers, the same rows, no formula."""

import json
import os
import sys
import tempfile

from sample import CELLS, Sample, check, np

try:
    import openpyxl
    import pandas as pd
except ImportError as missing:
    print(f"skipped: {missing} (Debian packages python3-pandas, python3-openpyxl)")
    sys.exit(77)

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PRINTED = 5.1e-7  # weights have six digits behind the point


def read(path):
    return pd.read_csv(path, keep_default_na=False, dtype={"id": str, "label": str, "file": str})


def check_documents(sample, table, what):
    check(list(table["row"]) == [int(row["row"]) for row in sample.documents], f"{what}: rows")
    check(list(table["tokens"]) == list(sample.tokens), f"{what}: tokens")
    weights = table[[f"topic_{k}" for k in range(len(sample.names))]].to_numpy(float)
    check(np.abs(weights - sample.theta).max() < PRINTED, f"{what}: weights")
    main = sample.theta.argmax(1)
    check(list(table["main_topic"]) == list(main), f"{what}: main topics")
    check(list(table["main_name"]) == [sample.names[k] for k in main], f"{what}: their names")


def check_words(sample, table, what, count):
    for k in range(len(sample.names)):
        rows = table[table["topic_id"] == k]
        words = sample.top_words(k, count)
        check(list(rows["word"]) == [sample.vocabulary[v] for v in words], f"{what}: words of topic {k}")
        exact = sample.beta[k, words]
        check(np.abs(rows["probability"].to_numpy(float) / exact - 1).max() < 6e-6, f"{what}: probabilities of {k}")
        uses = sample.counts.sum(0)[words]
        check(list(rows["corpus_uses"]) == list(uses), f"{what}: uses of {k}")


def defused(cell):
    try:
        float(cell)
        number = cell.strip() == cell
    except ValueError:
        number = False
    return "'" + cell if cell.startswith(DANGEROUS) and not number else cell


def check_times(sample, times, lives, what):
    """The shares by year are means over the year's documents, weighted by their tokens."""
    check(len(times) == 20 * len(sample.names) and len(lives) == len(sample.names), f"{what}: sizes of the tables on time")
    years = np.array([int(row["time"][:4]) for row in sample.documents])
    for t, year in enumerate(range(1990, 2010)):
        rows = times[times["slice"] == t]
        chosen = years == year
        check(set(rows["label"].astype(str)) == {str(year)} and set(rows["documents"]) == {chosen.sum()}, f"{what}: slice {year}")
        check(set(rows["first"].astype(str).str[:10]) == {f"{year}-01-01"}, f"{what}: first day of {year}")
        weights = sample.tokens[chosen] / sample.tokens[chosen].sum()
        shares = weights @ sample.theta[chosen].astype(float)
        check(np.abs(rows["share"].to_numpy(float) - shares).max() < PRINTED, f"{what}: shares of {year}")
        check((rows["low"] <= rows["share"]).all() and (rows["share"] <= rows["high"]).all(), f"{what}: intervals of {year}")
    table = times.pivot(index="slice", columns="topic_id", values="share")
    check(list(lives["peak"]) == list(table.to_numpy(float).argmax(0)), f"{what}: peaks")


def check_csv(sample):
    folder = sample.export("csv", "--top-words", "12")
    names = ["doc_topics.csv", "documents.csv", "export.json", "metrics.csv", "topic_life.csv", "topic_times.csv", "topics.csv", "words.csv"]
    check(sorted(os.listdir(folder)) == names, f"files: {os.listdir(folder)}")
    documents = read(os.path.join(folder, "documents.csv"))
    check_documents(sample, documents, "csv")
    for column, source in (("id", "id"), ("label", "label"), ("region", "region"), ("time", "time")):
        given = [row[source] for row in sample.documents]
        check(list(documents[column].astype(str)) == [defused(cell) for cell in given], f"csv: {column}")
    check_words(sample, read(os.path.join(folder, "words.csv")), "csv", 12)

    topics = read(os.path.join(folder, "topics.csv"))
    check(np.abs(topics["share"] - sample.shares).max() < PRINTED and list(topics["name"]) == sample.names, "csv: topics")
    check(topics["documents"].sum() == len(sample.documents), "csv: every document has one main topic")
    longs = read(os.path.join(folder, "doc_topics.csv"))
    d, k = np.nonzero(sample.theta >= np.float32(0.01))
    check(list(longs["row"] - 1) == list(d) and list(longs["topic_id"]) == list(k), "csv: pairs of document and topic")
    check(np.abs(longs["weight"].to_numpy() - sample.theta[d, k]).max() < PRINTED, "csv: their weights")

    times, lives = (read(os.path.join(folder, f"topic_{name}.csv")) for name in ("times", "life"))
    check_times(sample, times, lives, "csv")
    own = read(os.path.join(sample.model, "topic_times.csv")).rename(columns={"topic": "topic_id"})
    check(own.equals(times.drop(columns="name")), "the export and the model folder tell the same of time")

    raw = sample.export("csv", "--raw", "--bom")
    with open(os.path.join(raw, "documents.csv"), "rb") as file:
        check(file.read(3) == b"\xef\xbb\xbf", "--bom")
    raw_ids = list(pd.read_csv(os.path.join(raw, "documents.csv"), keep_default_na=False, dtype=str, encoding="utf-8-sig")["id"])
    check(raw_ids == [row["id"] for row in sample.documents], "--raw leaves cells as they are")
    return documents


def check_xlsx(sample, csv_documents):
    path = sample.export("xlsx", "--texts", "--corpus", sample.corpus, "--top-words", "12")
    book = openpyxl.load_workbook(path)
    check(book.sheetnames == ["Summary", "Topics", "Words", "Topic_times", "Topic_life", "Documents", "Metrics", "Settings"],
          book.sheetnames)
    for sheet in book:
        check(sheet.freeze_panes == "A2", f"{sheet.title}: the heading stays in view")
        types = {cell.data_type for row in sheet.iter_rows() for cell in row}
        check(types <= {"s", "n", "inlineStr"}, f"{sheet.title}: cells of types {types}")
    check(book["Documents"].column_dimensions["B"].width > 15, "column widths")
    documents = pd.read_excel(path, "Documents", keep_default_na=False, engine="openpyxl")
    check_documents(sample, documents, "xlsx")
    check_words(sample, pd.read_excel(path, "Words", engine="openpyxl"), "xlsx", 12)
    for column in ("id", "label", "region"):
        check(list(documents[column].astype(str)) == list(csv_documents[column].astype(str)), f"xlsx: {column}")
    check(list(documents["text"]) == sample.texts and any("手机" in text for text in sample.texts), "xlsx: texts")
    check_times(sample, *(pd.read_excel(path, f"Topic_{name}", engine="openpyxl") for name in ("times", "life")), "xlsx")
    summary = dict(book["Summary"].iter_rows(min_row=2, values_only=True))
    check(summary["documents"] == len(sample.documents) and summary["tokens"] == int(sample.tokens.sum()), summary)
    settings = dict(book["Settings"].iter_rows(min_row=2, values_only=True))
    check(settings["num_topics"] == len(sample.names) and settings["tokenizer.min_characters"] == 2, settings)


def check_jsonl(sample):
    folder = sample.export("jsonl", "--texts", "--corpus", sample.corpus)
    with open(os.path.join(folder, "documents.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    check([line["row"] for line in lines] == [int(row["row"]) for row in sample.documents], "jsonl: rows")
    weights = np.array([line["weights"] for line in lines])
    check(np.abs(weights - sample.theta).max() < PRINTED, "jsonl: weights")
    for line, row, theta in zip(lines, sample.documents, sample.theta):
        check(line.get("id", "") == row["id"] and line["label"] == row["label"], "jsonl: id and label as they were")
        check(line["groups"] == {"region": row["region"]}, "jsonl: groups")
        listed = [topic["topic_id"] for topic in line["topics"]]
        check(listed == [k for k in np.argsort(-theta, kind="stable") if theta[k] >= np.float32(0.01)], "jsonl: topics")
    check([line["text"] for line in lines] == sample.texts, "jsonl: texts")
    with open(os.path.join(folder, "topics.jsonl"), encoding="utf-8") as file:
        topics = [json.loads(line) for line in file]
    for k, topic in enumerate(topics):
        words = sample.top_words(k, 25)
        check(topic["topic_id"] == k and topic["name"] == sample.names[k], "jsonl: topics and names")
        check([entry["word"] for entry in topic["words"]] == [sample.vocabulary[v] for v in words], "jsonl: words")
        check([np.float32(entry["probability"]) for entry in topic["words"]] == list(sample.beta[k, words]), "jsonl: beta")


def main():
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        check(len(set(CELLS) & {row["id"] for row in sample.documents}) > 8, "the cells came through the import")
        check_xlsx(sample, check_csv(sample))
        check_jsonl(sample)


main()

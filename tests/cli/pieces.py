"""--split, --duplicates and --phrases from a spreadsheet to the tables of the model and to inference."""

import csv
import json
import os
import random
import tempfile

from program import check, last_json, run

SOME_ROWS_LEFT_OUT, USAGE = 3, 2
THEMES = ["ship sail ocean harbour captain anchor", "bread oven flour butter baker dough",
          "engine wheel brake motor garage fuel", "court judge verdict lawyer trial appeal"]


def sentence(theme, number):
    dice = random.Random(number)
    return " ".join(dice.choices(THEMES[theme].split(), k=8)).capitalize() + "."


def speeches(rows):
    """Each row has one sentence about its own theme and two about the next; every tenth repeats the one before it."""
    lines = ["text,year"]
    for i in range(rows):
        source = i - 1 if i % 10 == 9 else i
        text = " ".join(sentence((source + (j > 0)) % 4, source * 3 + j) for j in range(3))
        lines.append(f"\"{text} He sailed to New York City.\",{1900 + i % 40}")
    return "\n".join(lines) + "\n"


def table(*names):
    with open(os.path.join(*names), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expect(result, code=0):
    check(result.returncode == code, f"{result.args}: exit code {result.returncode}: {result.stderr}")
    return result


def check_pieces(folder, source):
    corpus, model = os.path.join(folder, "pieces"), os.path.join(folder, "pieces.model")
    summary = last_json(expect(run("import", source, "--out", corpus, "--split", "sentence", "--json")))
    check(summary["rows_used"] == 200 and summary["documents"] == 800 and summary["split"]["unit"] == "sentence", summary)
    expect(run("train", corpus, "--topics", "4", "--epochs", "5", "--out", model))
    pieces, rows = table(model, "documents.csv"), table(model, "rows.csv")
    check(len(pieces) == 800 and len(rows) == 200, "a line for each piece and one for each row")
    with open(os.path.join(model, "manifest.json"), encoding="utf-8") as file:
        check("rows.csv" in json.load(file)["files"], "the manifest lists rows.csv")
    with open(os.path.join(corpus, "documents.jsonl"), encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    by_row = {}
    for piece, text in zip(pieces, texts):
        check((piece["row"], piece["piece"]) == (str(text["row"]), str(text["piece"])), "the tables tell of the same piece")
        by_row.setdefault(piece["row"], []).append(piece)
    for row in rows:
        of_row = by_row[row["row"]]
        check({piece["part"] for piece in of_row} == {row["part"]}, f"row {row['row']} lies in one part")
        check([piece["piece"] for piece in of_row] == ["1", "2", "3", "4"] and row["pieces"] == "4", "pieces count from 1")
        weights = [float(row[f"topic_{k}"]) for k in range(4)]
        check(abs(sum(weights) - 1) < 1e-3 and row["main_topic"] == str(weights.index(max(weights))), row)
        for k in range(4):
            values = [float(piece[f"topic_{k}"]) for piece in of_row]
            check(min(values) - 1e-4 <= weights[k] <= max(values) + 1e-4, f"row {row['row']} lies between its pieces")
    check({row["part"] for row in rows} == {"train", "valid", "test"}, "rows are held out")


def check_duplicates(folder, source):
    corpus = os.path.join(folder, "dropped")
    expect(run("import", source, "--out", corpus, "--duplicates", "drop", "--max-share", "1"), SOME_ROWS_LEFT_OUT)
    rejects, duplicates = table(corpus, "rejects.csv"), table(corpus, "duplicates.csv")
    check(len(rejects) == len(duplicates) and len(duplicates) >= 20, f"{len(rejects)} rejects, {len(duplicates)} duplicates")
    check(rejects[0]["row"] == "10" and rejects[0]["reason"] == "repeats row 9", rejects[0])
    check(duplicates[0]["duplicate_of_row"] == "9" and duplicates[0]["similarity"] == "1.000", duplicates[0])
    result = expect(run("import", source, "--out", os.path.join(folder, "kept"), "--max-share", "1"))
    check("rows that repeat an earlier one" in result.stderr, result.stderr)


def check_phrases(folder, source):
    model = os.path.join(folder, "phrases.model")
    expect(run("train", source, "--phrases", "--max-share", "1", "--topics", "4", "--epochs", "3", "--out", model))
    with open(os.path.join(model, "vocab.txt"), encoding="utf-8") as file:
        vocabulary = file.read().splitlines()
    check("new_york_city" in vocabulary and "york" not in vocabulary, vocabulary)
    text = "They saw New York City, not york."
    answer = json.loads(expect(run("infer", model, "--text", text, "--json")).stdout)
    check([e["word"] for e in answer["evidence"]] == ["new_york_city"], answer)

    row = json.loads(expect(run("tokens", os.path.join(folder, "phrases.corpus"), "--row", "1", "--json")).stdout)
    words = [word["text"] for word in row["words"]]
    check(row["tokens"][-1] == "new_york_city" and words[-2:] == ["to", "new_york_city"], row)

    # The same text has the same weights alone and as a document of the corpus.
    with open(os.path.join(folder, "phrases.corpus", "documents.jsonl"), encoding="utf-8") as file:
        text = json.loads(file.readline())["text"]
    answer = json.loads(expect(run("infer", model, "--text", text, "--json")).stdout)
    first = table(model, "documents.csv")[0]
    for k in range(4):
        check(f"{answer['weights'][k]:.5f}" == first[f"topic_{k}"], f"topic {k}: {answer['weights'][k]}, {first}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "speeches.csv")
        with open(source, "w", encoding="utf-8") as file:
            file.write(speeches(200))
        check_pieces(folder, source)
        check_duplicates(folder, source)
        check_phrases(folder, source)
        for option, value in [("--split", "words"), ("--duplicates", "burn"), ("--phrase-npmi", "2"), ("--split-min-words", "0")]:
            result = run("import", source, "--out", os.path.join(folder, "none"), option, value)
            check(result.returncode == USAGE and option in result.stderr, f"{option} {value}: {result.stderr}")
        check(not os.path.exists(os.path.join(folder, "none")), "nothing is written for a wrong option")


main()

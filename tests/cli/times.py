"""Dates from a spreadsheet to the tables on time: what is named, counted, cut, refused, and read of older models."""

import csv
import json
import os
import shutil
import tempfile

from program import check, last_json, run, speeches

USAGE, BAD_INPUT = 2, 4
ROWS = 200


def table(*names):
    with open(os.path.join(*names), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expect(result, code=0):
    check(result.returncode == code, f"{result.args}: exit code {result.returncode}: {result.stderr}")
    return result


def write(path, dates):
    """The speeches with these dates in place of their years."""
    lines = speeches(len(dates)).splitlines()
    out = [lines[0]]
    for line, date in zip(lines[1:], dates):
        text, _, theme = line.split(",")
        out.append(f"{text},{date},{theme}")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


def import_and_train(folder, name, dates, *options, code=0):
    source, corpus, model = (os.path.join(folder, f"{name}.{end}") for end in ("csv", "corpus", "model"))
    write(source, dates)
    imported = expect(run("import", source, "--out", corpus, "--time-column", "year", "--json"))
    trained = expect(run("train", corpus, "--out", model, "--model", "lda", "--topics", "4", "--epochs", "20", "--json", *options), code)
    return imported, trained, model


def check_unread(folder):
    dates = [str(1990 + i % 20) for i in range(ROWS)]
    for row in (3, 7, 20, 41, 60, 77, 90):
        dates[row - 1] = "n.d."
    dates[9] = ""
    dates[11] = "2921-03-04"
    imported, trained, model = import_and_train(folder, "unread", dates, "--time-bin", "10")
    named = '7 of 200 dates cannot be read: row 3 "n.d.", row 7 "n.d.", row 20 "n.d.", row 41 "n.d.", row 60 "n.d." and 2 more'
    for result in (imported, trained):
        said = [json.loads(line).get("text") for line in result.stdout.splitlines()]
        for sentence in (named, "1 of 200 rows have no date", '1 date lies in the future: row 12 "2921-03-04"'):
            check(said.count(sentence) == 1, f"{sentence}: {said}")
        counted = last_json(result)["dates"]
        check([counted[key] for key in ("read", "missing", "unread")] == [192, 1, 7], counted)
        check([row["row"] for row in counted["unread_rows"]] == [3, 7, 20, 41, 60], counted)
    check(last_json(trained)["time"]["bin"] == "equal", last_json(trained))
    with open(os.path.join(model, "manifest.json"), encoding="utf-8") as file:
        time = json.load(file)["time"]
    check(time["undated"] == 8 and sum(slice["documents"] for slice in time["slices"]) == 192, time)
    check(time["slices"][-1]["end"] == "2921-03-05", "the future is a time like any other")


def check_tables(folder):
    _, trained, model = import_and_train(folder, "years", [str(1990 + i % 20) for i in range(ROWS)])
    check(last_json(trained)["time"] == {"bin": "year", "slices": 20}, last_json(trained))
    times, lives = table(model, "topic_times.csv"), table(model, "topic_life.csv")
    check(len(times) == 80 and [row["topic"] for row in times[:5]] == ["0", "1", "2", "3", "0"], "one row for each slice and topic")
    check({row["label"] for row in times} == {str(year) for year in range(1990, 2010)}, "labels")
    for t in range(20):
        shares = [float(row["share"]) for row in times[4 * t:4 * t + 4]]
        check(abs(sum(shares) - 1) < 1e-4, f"shares of slice {t}: {shares}")
    for life in lives:
        own = [row for row in times if row["topic"] == life["topic"]]
        check(float(life["peak_share"]) == max(float(row["share"]) for row in own), life)
        check(life["peak_label"] == own[int(life["peak"])]["label"], life)
    return model


def report(model, *options):
    page = expect(run("report", model, "--out", "-", *options)).stdout
    data = page.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    return json.loads(data)


def check_older_model(folder, model):
    """Models once had no slices in the manifest, and before that no tokens in documents.csv."""
    old = os.path.join(folder, "old.model")
    shutil.copytree(model, old)
    with open(os.path.join(old, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    del manifest["time"]
    with open(os.path.join(old, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    now, then = report(model)["time"], report(old)["time"]
    check(then == now, "the report of a model without slices of its own")
    rows = table(model, "documents.csv")
    with open(os.path.join(old, "documents.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in rows[0] if name != "tokens"], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    then = report(old)["time"]
    check(then["knows_tokens"] is False and now["knows_tokens"] is True, "what is said of lengths")
    check(then["documents"] == now["documents"] and len(then["share"]) == 20, "a model that does not know its tokens")
    check(len(report(model, "--time-bin", "4")["time"]["labels"]) == 4, "--time-bin of the report")


def check_edges(folder):
    one_day = ["2020-05-06"] * 60
    _, trained, model = import_and_train(folder, "day", one_day)
    check(last_json(trained)["time"] == {"bin": "day", "slices": 1}, last_json(trained))
    check(report(model)["time"] is None, "one slice is no axis of time")
    check({row["trend"] for row in table(model, "topic_life.csv")} == {"steady"}, "one slice shows no trend")

    days = [f"{2005 + i // 360}-{i // 30 % 12 + 1:02}-{i % 30 % 28 + 1:02}" for i in range(0, 5400, 27)]
    _, refused, _ = import_and_train(folder, "many", days, "--time-bin", "day", code=BAD_INPUT)
    check("slices, 1000 are the most; use a coarser one" in refused.stderr + refused.stdout, refused.stderr)
    corpus, out = os.path.join(folder, "many.corpus"), os.path.join(folder, "none.model")
    refused = expect(run("train", corpus, "--out", out, "--time-bin", "5000"), USAGE)
    check("1000 slices are the most" in refused.stderr, refused.stderr)
    expect(run("train", corpus, "--out", out, "--time-bin", "fortnight"), USAGE)

    plain = os.path.join(folder, "plain.csv")
    with open(plain, "w", encoding="utf-8") as file:
        file.write("\n".join(line.split(",")[0] for line in speeches(60).splitlines()) + "\n")
    refused = expect(run("train", plain, "--out", out, "--time-bin", "year"), BAD_INPUT)
    check("has no time column" in refused.stderr, refused.stderr)
    check(not os.path.exists(out), "a refused run leaves nothing")
    zones = ["2020-01-01T00:30:00+14:00", "2019-12-31T23:30:00-08:00"] * 30
    _, trained, model = import_and_train(folder, "zones", zones, "--time-bin", "year")
    check([row["label"] for row in table(model, "topic_times.csv")][::4] == ["2019", "2020"], "the day is the writer's own")


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_unread(folder)
        model = check_tables(folder)
        check_older_model(folder, model)
        check_edges(folder)


main()

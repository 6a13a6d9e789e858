"""Topics that change over time, from a spreadsheet to the answer for a text of one year."""

import datetime
import json
import os
import signal
import subprocess
import tempfile

import numpy as np

from program import THETA, check, last_json, run, speeches

USAGE, BAD_INPUT, STOPPED = 2, 4, 130
ROWS = 600
TEXT = "ship sail ocean harbour captain"


def expect(result, code=0):
    check(result.returncode == code, f"{result.args}: exit code {result.returncode}: {result.stderr[-600:]}")
    return result


def write(folder, name, dates=None):
    lines = speeches(ROWS).splitlines()
    if dates is not None:
        texts = [line.split(",") for line in lines[1:]]
        lines[1:] = [",".join([text[0], date, text[2]]) for text, date in zip(texts, dates)]
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def train(folder, name, source, *options, code=0, model="detm"):
    out = os.path.join(folder, name)
    return out, expect(run("train", source, "--model", model, "--topics", "5", "--epochs", "4", "--out", out, "--json",
                           "--time-column", "year", *options), code)


def manifest(model):
    with open(os.path.join(model, "manifest.json"), encoding="utf-8") as file:
        return json.load(file)


def check_folder(model):
    about = manifest(model)
    slices, topics, words = 20, 5, about["corpus"]["vocabulary_size"]
    check(about["model"] == "detm" and len(about["time"]["slices"]) == slices, about["time"])
    beta = np.load(os.path.join(model, "beta.npy"))
    check(beta.shape == (slices, topics, words), beta.shape)
    check(np.allclose(beta.sum(axis=2), 1, atol=1e-4), "every topic of every slice is a distribution")
    check(not np.array_equal(beta[0], beta[-1]), "topics change")
    alpha = np.load(os.path.join(model, "topic_embeddings.npy"))
    check(alpha.shape[:2] == (slices, topics), alpha.shape)
    dynamic = about["metrics"]["dynamic"]
    check([slice["label"] for slice in dynamic["slices"]] == [str(year) for year in range(1990, 2010)], "slices in the metrics")
    with open(os.path.join(model, "training_history.json"), encoding="utf-8") as file:
        line = json.load(file)["epochs"][-1]
    check(line["kl_topics"] > 0 and line["kl_trend"] > 0, line)
    for name in ("topic_times.csv", "topic_life.csv", "word_drift.csv"):
        check(name in about["files"], f"{name} is not in {list(about['files'])}")


def infer(model, *options, code=0):
    result = expect(run("infer", model, "--json", *options), code)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return [line for line in lines if "index" in line], " ".join(line.get("text", "") for line in lines)


def check_answers(folder, model, source):
    answers = {time: infer(model, "--text", TEXT, "--time", time)[0][0] for time in ("1990", "2009-12-31", "1950", "2950-01-01")}
    told = {time: (answer["time_slice"]["label"], answer["time_slice"]["outside"]) for time, answer in answers.items()}
    check(told == {"1990": ("1990", False), "2009-12-31": ("2009", False), "1950": ("1990", True), "2950-01-01": ("2009", True)}, told)
    check(answers["1950"]["weights"] == answers["1990"]["weights"], "a day before the first slice is answered by the first")
    check(answers["1990"]["weights"] != answers["2009-12-31"]["weights"], "the time changes the answer")
    anytime = infer(model, "--text", TEXT)[0][0]
    check(anytime["time_slice"] is None and abs(sum(anytime["weights"]) - 1) < 1e-4, anytime)
    refused = expect(run("infer", model, "--text", TEXT, "--time", "soon"), USAGE)
    check("--time soon: is no date" in refused.stderr, refused.stderr)

    theta = np.load(os.path.join(model, "theta.npy"))
    rows, _ = infer(model, source, "--text-column", "text", "--time-column", "year")
    for row in (0, 7, 599):
        check(np.array_equal(np.float32(rows[row]["weights"]), theta[row]), f"row {row} is told as it was in training")
    broken = write(folder, "broken.csv", ["n.d."] + ["1990"] * (ROWS - 1))
    rows, said = infer(model, broken, "--text-column", "text", "--time-column", "year")
    check(rows[0]["time_slice"] is None and 'row 1: "n.d." is no date' in said, said)


def check_evaluation(model):
    corpus = model.removesuffix(".model") + ".corpus"
    again = last_json(expect(run("evaluate", model, "--corpus", corpus, "--json")))["metrics"]
    trained = manifest(model)["metrics"]
    check(again["perplexity"] == trained["perplexity"], "perplexity measured again")
    check(again["dynamic"] == trained["dynamic"], "figures of the slices measured again")


def check_resumed(folder, source, whole):
    """Stopped after an epoch and gone on with, the run ends with the same bytes."""
    out = os.path.join(folder, "stopped.model")
    command = [THETA, "train", source, "--model", "detm", "--topics", "5", "--epochs", "4", "--out", out, "--json",
               "--time-column", "year", "--checkpoint-seconds", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        for line in process.stdout:
            if json.loads(line).get("epoch") == 1:
                process.send_signal(signal.SIGINT)
                break
        process.stdout.read()
    check(process.returncode in (0, STOPPED), process.returncode)
    if process.returncode == STOPPED:
        expect(run(*command[1:], "--resume"))
    for name in ("beta.npy", "theta.npy", "topic_embeddings.npy"):
        with open(os.path.join(out, name), "rb") as a, open(os.path.join(whole, name), "rb") as b:
            check(a.read() == b.read(), f"{name} of a resumed run")


def check_edges(folder, source):
    plain = os.path.join(folder, "plain.csv")
    with open(plain, "w", encoding="utf-8") as file:
        file.write("\n".join(line.split(",")[0] for line in speeches(60).splitlines()) + "\n")
    refused = expect(run("train", plain, "--model", "detm", "--out", os.path.join(folder, "none.model")), BAD_INPUT)
    check("has no dates that can be read" in refused.stderr, refused.stderr)

    day, result = train(folder, "day.model", write(folder, "day.csv", ["2020-05-06"] * ROWS))
    check("topics cannot change" in result.stdout, "one slice is said")
    check(np.load(os.path.join(day, "beta.npy")).shape[0] == 1, "one slice")

    many = os.path.join(folder, "many.csv")
    with open(many, "w", encoding="utf-8") as file:
        file.write("text,day\n")
        for i in range(1900):
            words = " ".join(f"word{(i * 37 + j * 101) % 4000}" for j in range(40))
            file.write(f"{words},{datetime.date(2018, 1, 1) + datetime.timedelta(days=i % 950)}\n")
    refused = expect(run("train", many, "--model", "detm", "--topics", "70", "--time-bin", "day", "--min-documents", "1", "--out",
                         os.path.join(folder, "many.model")), BAD_INPUT)
    check("slices of time take" in refused.stderr and "choose longer slices (--time-bin)" in refused.stderr, refused.stderr[-600:])

    half = write(folder, "half.csv", ["" if i % 3 == 0 else str(1990 + i % 20) for i in range(ROWS)])
    model, _ = train(folder, "half.model", half)
    theta = np.load(os.path.join(model, "theta.npy"))
    check(theta.shape[0] == ROWS and np.allclose(theta.sum(axis=1), 1, atol=1e-4), "rows without a date have topics, too")
    check(manifest(model)["time"]["undated"] == ROWS // 3, manifest(model)["time"]["undated"])

    european = write(folder, "european.csv", [f"{3 if i else 25}/4/{1990 + i % 20}" for i in range(ROWS)])
    model, _ = train(folder, "european.model", european, "--time-bin", "month")
    told = infer(model, "--text", TEXT, "--time", "2/4/2001")[0][0]["time_slice"]
    check(told == {"label": "2001-04", "outside": False}, f"a day first, as in the column: {told}")

    paper, _ = train(folder, "paper.model", source, "--recipe", "paper", "--hidden-size", "32", "--embedding-size", "16")
    check(manifest(paper)["parameters"]["walk_variance"] == 0.005, "delta of the paper")
    static, _ = train(folder, "static.model", source, model="etm")
    refused = expect(run("infer", static, "--text", TEXT, "--time", "1990"), USAGE)
    check("has no slices of time" in refused.stderr, refused.stderr)


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = write(folder, "years.csv")
        auto = last_json(expect(run("train", source, "--topics", "5", "--epochs", "2", "--json", "--out", os.path.join(folder, "auto.model"))))
        check(auto["kind"] == "detm", "a time column makes topics change")
        model, _ = train(folder, "years.model", source)
        check_folder(model)
        check_answers(folder, model, source)
        check_evaluation(model)
        check_resumed(folder, source, model)
        check_edges(folder, source)


main()

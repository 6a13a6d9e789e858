"""theta sweep trains what is missing, survives Ctrl-C, refuses other settings, and its figures are those of its models."""

import csv
import json
import os
import signal
import subprocess
import tempfile
import time
import xml.etree.ElementTree

from program import THETA, check, last_json, run, speeches

OPTIONS = ("--epochs", "3", "--label-column", "theme")


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def written(folder):
    """When each model in the folder was written."""
    return {name: os.stat(os.path.join(folder, name, "manifest.json")).st_mtime_ns for name in os.listdir(folder)
            if name.startswith("topics-") and not name.endswith(".partial")}


def stop_in_the_second_model(command, folder):
    """Sends Ctrl-C as soon as the second model has its folder."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not os.path.exists(folder):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=120)
    return process.returncode, said


def check_results(out, source):
    result = json.loads(read(out, "sweep.json"))
    check([p["num_topics"] for p in result["points"]] == [2, 3, 4], result["points"])
    with open(os.path.join(out, "sweep.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    check([(r["num_topics"], r["seed"]) for r in rows] == [(k, s) for k in "234" for s in "12"], rows)
    for model in result["models"]:
        metrics = json.loads(read(out, model["model"], "metrics.json"))
        check(metrics["npmi"] == model["metrics"]["npmi"], model)
    for point in result["points"]:
        npmi = [m["metrics"]["npmi"] for m in result["models"] if m["num_topics"] == point["num_topics"]]
        check(point["npmi"]["values"] == npmi and abs(point["npmi"]["mean"] - sum(npmi) / 2) < 1e-12, point)
        folders = [os.path.join(out, f"topics-{point['num_topics']}-seed-{seed}") for seed in (1, 2)]
        stability = last_json(run("stability", *folders, "--json"))
        check(stability["similarity_of_pairs"] == point["stability"]["values"], point)
    check(f"Take {result['advice']['num_topics']} topics" in result["advice"]["sentence"], result["advice"])
    svg = xml.etree.ElementTree.fromstring(read(out, "sweep.svg"))
    texts = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    for title in ("Coherence (NPMI)", "Coherence (C_V)", "Topic diversity", "Perplexity", "Stability over seeds"):
        check(title in texts, f"no panel {title}: {texts}")
    check(sum(t.startswith("number of topics") for t in texts) == 6, "an axis title for each panel")
    alone = os.path.join(out, "..", "alone")
    check(run("train", os.path.join(out, "corpus"), "--topics", "3", "--seed", "2", "--epochs", "3", "--out", alone).returncode == 0, "train")
    check(read(alone, "beta.npy") == read(out, "topics-3-seed-2", "beta.npy"), "a member is what theta train makes")


def main():
    with tempfile.TemporaryDirectory() as folder:
        source, out, parts = (os.path.join(folder, name) for name in ("s.csv", "out", "parts"))
        with open(source, "w", encoding="utf-8") as file:
            file.write(speeches(400))

        def sweep(topics, *options, target=out, epochs=OPTIONS):
            return run("sweep", source, "--topics", topics, "--out", target, *epochs, *options)

        result = sweep("2:4", "--seeds", "1,2")
        check(result.returncode == 0, result.stderr)
        check([line.split()[0] for line in result.stdout.splitlines()] == ["topics", "2", "3", "4", "Take"], result.stdout)
        check(sum("<-" in line for line in result.stdout.splitlines()) == 1, "one number is marked")
        check_results(out, source)

        before = written(out)
        again = sweep("4,2,3,3", "--seeds", "2,1", "--threads", "1")
        check(again.returncode == 0 and again.stdout == result.stdout and "6 of 6 models are there already" in again.stderr, again.stderr)
        check(written(out) == before, "finished models are not trained again")
        wider = sweep("2,5", "--seeds", "1")
        check(wider.returncode == 0 and set(written(out)) - set(before) == {"topics-5-seed-1"}, "only the new one is trained")
        check("Stability" not in read(out, "sweep.svg").decode(), "one seed tells nothing of stability")

        other = sweep("2:4", epochs=("--epochs", "4", "--label-column", "theme"))
        check(other.returncode == 2 and "--epochs" in other.stderr and "out" in other.stderr, other.stderr)
        with open(source, "a", encoding="utf-8") as file:
            file.write("a later line,1999,theme1\n")
        other = sweep("2:4")
        check(other.returncode == 2 and "source" in other.stderr, f"a source that has changed: {other.stderr}")

        with open(source, "w", encoding="utf-8") as file:
            file.write(speeches(4000))
        options = ("--model", "etm", "--epochs", "60")
        code, said = stop_in_the_second_model([THETA, "sweep", source, "--topics", "2,3", "--out", parts, "--json", *options],
                                              os.path.join(parts, "topics-3-seed-1.partial"))
        check(code == 130 and "the same command goes on" in said, f"{code} {said}")
        check(os.path.exists(os.path.join(parts, "topics-3-seed-1.partial")) and list(written(parts)) == ["topics-2-seed-1"],
              "the second model was stopped")
        check(not os.path.exists(os.path.join(parts, "sweep.json")), "no result of half a sweep")
        whole = os.path.join(folder, "whole")
        for target in (parts, whole):
            done = sweep("2,3", target=target, epochs=options)
            check(done.returncode == 0, done.stderr)
        for name in ("topics-3-seed-1/beta.npy", "topics-3-seed-1/training_history.json", "sweep.svg"):
            check(read(parts, name) == read(whole, name), f"{name} is that of the sweep that nobody stopped")

        vectors = os.path.join(folder, "v.txt")
        check(run("vectors", os.path.join(out, "corpus"), "--embedding-size", "8", "--epochs", "1", "--out", vectors).returncode == 0, "vectors")
        with_vectors, start = os.path.join(folder, "with"), ("--embeddings", vectors, "--epochs", "1")
        check(sweep("2", target=with_vectors, epochs=start).returncode == 0, "a sweep from vectors")
        check(run("vectors", os.path.join(out, "corpus"), "--embedding-size", "8", "--epochs", "2", "--out", vectors).returncode == 0, "vectors")
        other = sweep("2", target=with_vectors, epochs=start)
        check(other.returncode == 2 and "files" in other.stderr, f"vectors that have changed: {other.stderr}")

        killed = os.path.join(folder, "killed")  # as an import leaves it that was killed
        check(sweep("2", target=killed).returncode == 0, "a sweep")
        os.remove(os.path.join(killed, "corpus", "corpus.json"))
        check(sweep("2", target=killed).returncode == 0, "the import is done again")

        busy = os.path.join(folder, "busy")
        os.mkdir(busy)
        with open(os.path.join(busy, "thesis.txt"), "w", encoding="utf-8") as file:
            file.write("mine")
        nothing = os.path.join(folder, "nothing")
        cases = [(sweep("2:4", target=busy), 2, "busy"), (sweep("ten", target=nothing), 2, "--topics ten"),
                 (sweep("4:2", target=nothing), 2, "4:2"), (sweep("2:9:0", target=nothing), 2, "2:9:0"),
                 (sweep("0,5", target=nothing), 2, "--topics"), (sweep("", target=nothing), 2, "--topics"),
                 (sweep("2:4", "--seeds", "x", target=nothing), 2, "--seeds x"),
                 (sweep("2:4", "--recipe", "secret", target=nothing), 2, "secret"),
                 (run("sweep", source + "x", "--topics", "2", "--out", nothing), 5, "s.csvx")]
        for result, code, part in cases:
            check(result.returncode == code and part in result.stderr, f"{result.args}: {result.returncode} {result.stderr}")
        check(not os.path.exists(nothing), "nothing is written for a command that is wrong")
        many = sweep("2,5000", target=nothing)
        check(many.returncode == 4 and "5000" in many.stderr and not written(nothing), f"more topics than documents: {many.stderr}")


main()

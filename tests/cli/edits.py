"""Edits: rename, merge, hide, stop words, undo; every output follows, and the model's own files stay as they are."""

import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

try:
    import numpy as np
except ImportError:
    print("skipped: the Debian package python3-numpy is not installed")
    sys.exit(77)

from program import THETA, check, last_json, run, speeches

USAGE, NOT_FOUND, FULL, CONFLICT = 2, 5, 6, 9


class Model:
    """A model folder, its corpus and its texts."""

    def __init__(self, folder):
        self.folder, self.source = os.path.join(folder, "m"), os.path.join(folder, "s.csv")
        with open(self.source, "w", encoding="utf-8") as file:
            file.write(speeches(300))
        self.ok("train", self.source, "--topics", "8", "--model", "etm", "--epochs", "15", "--label-column", "theme", "--out", self.folder)
        self.corpus, self.page = self.folder + ".corpus", os.path.join(folder, "r.html")
        self.theta, self.beta = (np.load(os.path.join(self.folder, name)) for name in ("theta.npy", "beta.npy"))
        with open(os.path.join(self.folder, "vocab.txt"), encoding="utf-8") as file:
            self.words = file.read().splitlines()
        with open(os.path.join(self.folder, "topic_words.json"), encoding="utf-8") as file:
            self.share = np.array([topic["share"] for topic in json.load(file)["topics"]])

    def ok(self, *arguments):
        result = run(*arguments)
        check(result.returncode == 0, f"{arguments}: exit code {result.returncode}: {result.stderr}")
        return result

    def edit(self, *arguments):
        """The summary of one edit."""
        return last_json(self.ok("edit", self.folder, *arguments, "--json"))

    def lines(self, *arguments):
        return [json.loads(line) for line in self.ok(*arguments, "--json").stdout.splitlines()]

    def topics(self, *options):
        return self.lines("topics", self.folder, *options)

    def infer(self):
        return self.lines("infer", self.folder, self.source, "--text-column", "text")

    def metrics(self):
        return last_json(self.ok("evaluate", self.folder, "--corpus", self.corpus, "--json"))["metrics"]

    def report(self, *options):
        self.ok("report", self.folder, "--out", self.page, *options)
        with open(self.page, encoding="utf-8") as file:
            page = file.read()
        return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])

    def everything(self):
        return self.topics("--all"), self.infer(), self.metrics(), self.report()

    def edits_file(self):
        return os.path.join(self.folder, "edits.jsonl")

    def bytes_of_edits(self):
        with open(self.edits_file(), "rb") as file:
            return file.read()


def verify_manifest(model):
    with open(os.path.join(model.folder, "manifest.json"), encoding="utf-8") as file:
        files = json.load(file)["files"]
    check("edits.jsonl" not in files and len(files) == 13, f"files of the manifest: {list(files)}")
    for name, entry in files.items():
        with open(os.path.join(model.folder, name), "rb") as file:
            check(hashlib.sha256(file.read()).hexdigest() == entry["sha256"], f"{name} is what the manifest says")


def check_view(model, groups, hidden, stop_words):
    """Every output against NumPy on the model's files. groups: topic id -> members."""
    ids = sorted(groups)
    visible = [topic for topic in ids if topic not in hidden]
    kept = [v for v, word in enumerate(model.words) if word not in stop_words]
    theta = np.stack([model.theta[:, sorted(groups[k])].astype(float).sum(1) for k in ids], 1).astype(np.float32)
    rows = []
    for k in ids:
        members = sorted(groups[k])
        row = (model.share[members, None] / model.share[members].sum() * model.beta[members].astype(float)).sum(0)[kept]
        rows.append(row / row.sum())
    shown = model.topics()
    check([topic["topic_id"] for topic in shown] == visible, f"topics {shown}")
    check([topic["topic_id"] for topic in model.topics("--all")] == ids, "all topics")
    for topic in shown:
        row = rows[ids.index(topic["topic_id"])]
        check(topic["members"] == sorted(groups[topic["topic_id"]]), topic)
        check(abs(topic["share"] - model.share[topic["members"]].sum()) < 1e-12, topic)
        check(not stop_words & {word["word"] for word in topic["words"]}, "stop words are not listed")
        for word in topic["words"]:
            check(abs(word["probability"] - row[kept.index(model.words.index(word["word"]))]) < 1e-6, f"{word} of {topic}")
        check(topic["words"][0]["probability"] == max(word["probability"] for word in topic["words"]), "words by probability")

    places = [ids.index(k) for k in visible]
    for index, answer in enumerate(model.infer()):
        check(answer["topic_ids"] == visible, answer)
        check(np.array_equal(np.array(answer["weights"], np.float32), theta[index, places]), f"row {index}: infer is theta's row")
        best = visible[int(np.argmax(theta[index, places]))]
        check(answer["topics"][0]["topic_id"] == best, answer)
        check(not stop_words & {evidence["word"] for evidence in answer["evidence"]}, answer)
        check({evidence["topic_id"] for evidence in answer["evidence"]} <= set(visible), answer)

    data = model.report()
    check([topic["topic_id"] for topic in data["topics"]] == visible and data["model_topics"] == 8, "topics of the report")
    check(data["hidden_topics"] == len(hidden), "hidden topics of the report")
    check(not stop_words & set(data["words"]), "words of the report")
    with open(os.path.join(model.folder, "passages.json"), encoding="utf-8") as file:
        passages = json.load(file)["topics"]
    for topic in data["topics"]:
        k = topic["topic_id"]
        found = {p["document"]: p["row"] for member in groups[k] for p in passages[member]["passages"]}
        column = theta[:, ids.index(k)]
        wanted = sorted(found, key=lambda d: (-column[d], d))[:8]
        check([p["row"] for p in topic["passages"]] == [found[d] for d in wanted], f"passages of topic {k}")
        check(np.allclose([p["weight"] for p in topic["passages"]], column[wanted], atol=1e-6), f"weights of topic {k}")

    metrics = model.metrics()
    check([topic["topic_id"] for topic in metrics["topics"]] == visible, "topics of the measures")
    main = np.array(places)[np.argmax(theta[:, places], 1)]
    check([topic["main_documents"] for topic in metrics["topics"]] == [int((main == p).sum()) for p in places], "documents")
    top = [np.argsort(-rows[p], kind="stable")[:25] for p in places]
    diversity = len(set(np.concatenate(top))) / sum(len(words) for words in top)
    check(abs(metrics["topic_diversity"] - diversity) < 1e-9, "topic diversity")
    exclusive = [np.mean([rows[p][w] / sum(rows[q][w] for q in places) for w in words[:10]]) for p, words in zip(places, top)]
    check(abs(metrics["exclusivity"] - np.mean(exclusive)) < 1e-5, "exclusivity")
    return metrics, data


def round_trip(model):
    before = model.everything()
    check(model.edit("rename", "3", "Space")["revision"] == 1, "revision after the first edit")
    check(model.topics()[3]["name"] == "Space" and model.topics()[3]["renamed"], "a name in the list")
    named = [topic for answer in model.infer() for topic in answer["topics"] if topic["topic_id"] == 3]
    check(named and all(topic["name"] == "Space" for topic in named), "a name in answers")
    report = model.report()
    check(report["topics"][3]["name"] == "Space" and report["topics"][0]["name"] is None, "a name in the report")
    check(report["metrics"] == before[3]["metrics"] and not report["metrics_left_out"], "a name changes no figure")
    check({**model.metrics(), "edits": 0} == {**before[2], "edits": 0}, "a name changes no measure")

    groups = {k: [k] for k in range(8)}
    model.edit("merge", "3", "7", "1")
    groups = {0: [0], 2: [2], 3: [3, 7, 1], 4: [4], 5: [5], 6: [6]}
    metrics, report = check_view(model, groups, set(), set())
    check(report["metrics_left_out"] and "perplexity" not in report["metrics"], "figures that the edit changed")
    check(model.topics()[2]["name"] == "Space", "a name survives the merge")
    full = model.report("--corpus", model.corpus)
    check(not full["metrics_left_out"] and abs(full["metrics"]["perplexity"] - metrics["perplexity"]) < 1e-3, "figures taken anew")
    for name in ("topic_diversity", "inverted_rbo", "exclusivity"):
        check(report["metrics"][name] == full["metrics"][name], f"{name} follows from the view")

    model.edit("hide", "4")
    hidden_metrics, _ = check_view(model, groups, {4}, set())
    check(hidden_metrics["perplexity"] == metrics["perplexity"], "hiding leaves the prediction as it is")
    model.edit("stop-words", "add", "ship", "place1")
    metrics, report = check_view(model, groups, {4}, {"ship", "place1"})
    check(metrics["edits"] == 4 and [edit["kind"] for edit in report["edits"]] == ["rename", "merge", "hide", "stop_words"], "edits")
    model.edit("stop-words", "remove", "place1")
    model.edit("show", "4")
    check_view(model, groups, set(), {"ship"})
    after = model.everything()
    verify_manifest(model)

    for _ in range(6):
        model.edit("undo")
    check(model.everything() == before, "undo of everything brings every output back")
    check(run("edit", model.folder, "undo").returncode == USAGE, "nothing is left to undo")
    for _ in range(6):
        model.edit("redo")
    check(model.everything() == after, "redo of everything, too")
    history = model.lines("edit", model.folder, "list")
    check([line["kind"] for line in history[6:18]] == ["undo"] * 6 + ["redo"] * 6 and history[-1]["edits_in_force"] == 6, history)
    check([line["in_force"] for line in history[:18]] == [True] * 6 + [False] * 12, "what is in force")
    verify_manifest(model)


def wrong_input(model):
    before = model.bytes_of_edits()
    cases = [
        (["rename", "99", "x"], NOT_FOUND, ["topic 99", "0 to 7"]), (["rename", "7", "x"], NOT_FOUND, ["topic 7", "topic 3"]),
        (["rename", "x", "y"], USAGE, []), (["rename", "3"], USAGE, []), (["rename", "3", "a\nb"], USAGE, ["one line"]),
        (["rename", "-1", "y"], USAGE, []), (["merge", "3"], USAGE, ["two topics"]), (["merge", "3", "3"], USAGE, ["topic 3"]),
        (["hide", "0", "2", "3", "4", "5", "6"], USAGE, ["visible"]), (["show", "3"], USAGE, ["topic 3"]),
        (["stop-words", "add", "sial"], NOT_FOUND, ["sial", "sail"]), (["stop-words", "remove", "bread"], USAGE, ["bread"]),
        (["stop-words"], USAGE, []), (["undo", "--expect-revision", "2"], CONFLICT, ["revision 18"]), (["paint", "3"], USAGE, []), ([], USAGE, []),
    ]
    for arguments, code, parts in cases:
        result = run("edit", model.folder, *arguments)
        check(result.returncode == code, f"{arguments}: exit code {result.returncode}: {result.stderr}")
        check(all(part in result.stderr for part in parts), f"{arguments}: {result.stderr}")
    check(run("edit", model.corpus, "undo").returncode == NOT_FOUND, "a corpus is no model")
    result = run("train", model.source, "--out", model.folder)
    check(result.returncode == USAGE and "has edits" in result.stderr, f"training over an edited model: {result.stderr}")

    # A file size limit stands in for a disk that is full: the line is written in part, and must be taken back.
    limit = len(before) + 20
    full = run("edit", model.folder, "rename", "0", "x", preexec=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    check(full.returncode == FULL and "edits.jsonl" in full.stderr, f"full disk: {full.returncode} {full.stderr}")
    check(model.bytes_of_edits() == before, "refused edits write nothing")

    with open(model.edits_file(), "ab") as file:
        file.write(b'{"edit_id":19,"created_at":"2026')
    check("unfinished" in run("edit", model.folder, "list").stderr, "a torn line is told")
    check("cut 32 bytes" in run("edit", model.folder, "rename", "0", "x").stderr, "a torn line is cut off")
    with open(model.edits_file(), "ab") as file:
        file.write(b'{"edit_id":20,"created_at":"t","kind":"split","topic_id":3}\n')
    for command in (["topics"], ["infer", "--text", "x"], ["edit", "list"], ["evaluate", "--corpus", model.corpus]):
        result = run(command[0], model.folder, *command[1:])
        check(result.returncode == 4 and "line 20" in result.stderr and "newer release" in result.stderr, f"{command}: {result.stderr}")
    with open(model.edits_file(), "wb") as file:
        file.write(before)


def many_writers(model):
    """Processes that write at once, some of them killed: every line is whole, and the numbers have no gap."""
    start = model.lines("edit", model.folder, "list")[-1]["revision"]
    writers = [subprocess.Popen([THETA, "edit", model.folder, "rename", "0", f"writer {i}"], stderr=subprocess.DEVNULL)
               for i in range(16)]
    for number, writer in enumerate(writers):
        if number % 4 == 3:
            time.sleep(0.003)
            writer.send_signal(signal.SIGKILL)
    codes = [writer.wait() for writer in writers]
    check(all(code in (0, -signal.SIGKILL) for code in codes), f"exit codes {codes}")
    history = model.lines("edit", model.folder, "list")
    done = history[-1]["revision"] - start
    check(codes.count(0) <= done <= len(writers), f"{done} edits of {codes}")
    check([line["edit_id"] for line in history[:-1]] == list(range(1, len(history))), "the lines are numbered")


def main():
    with tempfile.TemporaryDirectory() as folder:
        model = Model(folder)
        verify_manifest(model)
        round_trip(model)
        wrong_input(model)
        many_writers(model)


main()

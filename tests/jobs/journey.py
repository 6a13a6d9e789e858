"""Jobs of every kind out of a store and into it: results are those of the commands, byte for byte."""

import csv
import io
import os
import tempfile

from program import check, run, speeches
from store import Store, describe, run_job

TRAIN = {"model": "etm", "topics": 5, "epochs": 8}


def same(store, prefix, folder, names):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            check(file.read() == store.get(prefix + name, checked=False), f"{name} is that of the command")


def train(store, top):
    rows = speeches(600).splitlines()
    rows.insert(3, ",1999,theme1")  # a row that cannot be used
    store.put("datasets/1/0", ("\n".join(rows) + "\n").encode())
    folder = describe(os.path.join(top, "jobs/1"), "train", store="../../store", output="tasks/1/", seed=7,
                      files=[{"key": "datasets/1/0", "name": "讲话.csv"}], threads=2,
                      **{"import": {"text_column": ["text"], "group_column": "theme", "vocab_size": 60}, "train": TRAIN})
    code, events, said = run_job(folder)
    check(code == 3, f"a row is left out, so the exit code is 3, not {code}: {said}")
    check(os.listdir(folder) in (["job.json", "lock"], ["lock", "job.json"]), f"nothing is left: {os.listdir(folder)}")
    kinds = {event.get("event") for event in events}
    check({"epoch", "progress", "message"} <= kinds, f"events {kinds}")
    check(sum(event.get("event") == "epoch" for event in events) == 8, "an event for each epoch")
    check(any(".csv, row 3: " in event.get("text", "") for event in events), "the row is named")
    result = store.json("tasks/1/result.json")
    check(events[-1] == result["summary"] and result["rows_skipped"] is True, "the last event is the result")
    check(events[-1]["model"] == "tasks/1/model/" and events[-1]["num_topics"] == 5, "where the model is")
    check(not store.keys("tasks/1/checkpoints/"), "finished jobs keep no checkpoints")
    check(not os.listdir(os.path.join(store.root, "incoming")), "nothing is on its way")
    for key in store.keys("tasks/1/"):
        store.get(key)

    source = os.path.join(top, "讲话.csv")
    with open(source, "wb") as file:
        file.write(store.get("datasets/1/0"))
    plain = run("train", source, "--out", os.path.join(top, "plain"), "--seed", "7", "--model", "etm", "--topics", "5",
                "--epochs", "8", "--text-column", "text", "--group-column", "theme", "--vocab-size", "60")
    check(plain.returncode == 3, plain.stderr)
    same(store, "tasks/1/model/", os.path.join(top, "plain"), ("theta.npy", "beta.npy", "model.safetensors", "documents.csv"))
    same(store, "tasks/1/corpus/", os.path.join(top, "plain.corpus"), ("corpus.json", "documents.jsonl", "rejects.csv"))

    again, repeated, said = run_job(folder)
    check(again == 3 and repeated == events[-1:], f"a job that is done only tells its result: {repeated} {said}")
    return folder


def evaluate_and_export(store, top):
    folder = describe(os.path.join(top, "jobs/2"), "evaluate", output="tasks/2", model="tasks/1/model",
                      corpus="tasks/1/corpus/", top_n=5)
    code, events, said = run_job(folder, "--store", store.root)
    check(code == 0, said)
    check(store.json("tasks/2/metrics.json") == events[-1]["metrics"], "metrics.json")
    store.extract("tasks/1/model/", os.path.join(top, "model"))
    store.extract("tasks/1/corpus/", os.path.join(top, "corpus"))
    check(run("infer", os.path.join(top, "model"), "--text", "captain of the ship").returncode == 0, "the model can be used")

    edits = b'{"edit_id":1,"created_at":"2026-01-01T00:00:00Z","kind":"rename","topic_id":2,"name":"Boats"}\n'
    store.put("edits/1", edits)
    folder = describe(os.path.join(top, "jobs/3"), "export", output="tasks/3/", model="tasks/1/model/", edits="edits/1",
                      export={"format": "csv", "top_words": 4})
    code, events, said = run_job(folder, "--store", store.root)
    check(code == 0, said)
    topics = list(csv.DictReader(io.StringIO(store.get("tasks/3/export/topics.csv").decode())))
    check(topics[2]["name"] == "Boats" and len(topics[2]["words"].split()) == 4, f"edited topics: {topics[2]}")
    names = [file["name"] for file in events[-1]["files"]]
    check(sorted(["tasks/3/export/" + name for name in names]) == store.keys("tasks/3/export/"), f"files: {names}")

    folder = describe(os.path.join(top, "jobs/4"), "export", output="tasks/4/", model="tasks/1/model/",
                      corpus="tasks/1/corpus/", export={"format": "xlsx", "name": "讲话.xlsx", "texts": True})
    code, _, said = run_job(folder, "--store", store.root, "--scratch", os.path.join(top, "scratch"))
    check(code == 0, said)
    check(store.get("tasks/4/export/讲话.xlsx").startswith(b"PK"), "a workbook")
    check(os.listdir(os.path.join(top, "scratch")) == ["lock"], "the scratch folder is tidy")


def score_topics_of_others(store, top):
    folder = describe(os.path.join(top, "jobs/list"), "evaluate", output="tasks/list/", corpus="tasks/1/corpus/",
                      topic_list="ship sail ocean harbour\nbread oven flour xyzzy\nonly")
    code, events, said = run_job(folder, "--store", store.root)
    metrics = events[-1]["metrics"]
    check(code == 3 and len(metrics["refused"]) == 1 and metrics["unknown_words"] == ["xyzzy", "only"], f"{code} {said} {metrics}")
    check(len(metrics["topics"]) == 2 and metrics["read_as"]["format"] == "lines", f"{metrics['read_as']}")
    check(store.json("tasks/list/metrics.json") == metrics, "metrics.json")


def compare_seeds(store, top):
    folder = describe(os.path.join(top, "jobs/seeds"), "stability", output="tasks/seeds/", corpus="tasks/1/corpus/", model="tasks/1/model/",
                      seeds=[7, 9], train=TRAIN)
    code, events, said = run_job(folder, "--store", store.root)
    check(code == 0, said)
    found = events[-1]
    check(found["runs"] == ["this model", "seed 7", "seed 9"], f"{found['runs']}")
    check(abs(found["similarity_of_pairs"][0] - 1) < 1e-6 > found["similarity_of_pairs"][1] - 1, f"the same seed, the same model: {found}")
    check(store.json("tasks/seeds/stability/stability.json")["topics"] == found["topics"], "stability.json")
    check("tasks/seeds/stability/seed-9/manifest.json" in store.keys("tasks/seeds/stability/"), "its models are kept")


def sweep(store, top):
    folder = describe(os.path.join(top, "jobs/5"), "sweep", output="tasks/5/", corpus="tasks/1/corpus/", topics=[4, 3],
                      seeds=[1, 2], train={"model": "lda", "epochs": 30})
    code, events, said = run_job(folder, "--store", store.root)
    check(code == 0, said)
    check(events[-1]["advice"]["num_topics"] in (3, 4), "advice")
    for model in events[-1]["models"]:
        manifest = store.json(f"tasks/5/sweep/{model['model']}/manifest.json")
        check(manifest["seed"] == model["seed"], "each model is there")
    check(store.get("tasks/5/sweep/sweep.svg").startswith(b"<svg"), "the figure")
    check(not store.keys("tasks/5/corpus/"), "a corpus that was given is not copied")


def several_files(store, top):
    for i in range(2):
        store.put(f"datasets/2/{i}", speeches(200 + i).encode())
    folder = describe(os.path.join(top, "jobs/6"), "train", output="tasks/6/", train={"model": "lda", "epochs": 20, "topics": 3},
                      files=[{"key": "datasets/2/0", "name": "a.csv"}, {"key": "datasets/2/1", "name": "b/c.csv"}])
    code, events, said = run_job(folder, "--store", store.root)
    check(code == 0 and events[-1]["documents"] == 401, f"{said} {events[-1]}")
    check(b'"file":"b/c.csv"' in store.get("tasks/6/corpus/documents.jsonl", checked=False), "files keep their names")


def main():
    with tempfile.TemporaryDirectory() as top:
        store = Store(os.path.join(top, "store"))
        folder = train(store, top)
        describe(folder, "train", store="../../store", output="tasks/1/", files=["datasets/1/0"])
        code, events, said = run_job(folder)
        check(code == 9 and events[-1]["kind"] == "conflict" and "another job" in said, f"an output of another job: {said}")
        evaluate_and_export(store, top)
        score_topics_of_others(store, top)
        compare_seeds(store, top)
        sweep(store, top)
        several_files(store, top)


main()

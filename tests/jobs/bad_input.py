"""A wrong job is refused with the exit code that tells a launcher not to try again, and a sentence that names the field."""

import json
import os
import tempfile

from program import check, run, speeches
from store import Store, describe, run_job

GOOD = {"format": "theta-job", "version": 1, "kind": "train", "output": "out/", "files": ["d"]}

WRONG = [  # what is changed, exit code, what is said
    ({"format": "other"}, 4, "is not the description of a job"),
    ({"version": 2}, 4, "newer release"),
    ({"kind": "trian"}, 4, "kind: must be one of train, evaluate, export, sweep, stability"),
    ({"kind": None}, 4, "kind: must be one of"),
    ({"outputs": "x"}, 4, 'outputs: is no field of a job; did you mean "output"?'),
    ({"output": "../x"}, 4, "output: object key"),
    ({"output": ""}, 4, "output: must be a prefix"),
    ({"files": []}, 4, "files: must be a list of at least one file"),
    ({"files": ["d", "d"]}, 4, "files[1]: there are two files of the name d"),
    ({"files": [{"key": "d", "name": "/etc/passwd"}]}, 4, "files[0]: object key"),
    ({"files": [{"name": "d"}]}, 4, "files[0].key: is missing"),
    ({"corpus": "c/"}, 4, "files: name the files of a data set, or else a corpus"),
    ({"seed": -1}, 4, "seed: must be a whole number"),
    ({"seed": 1.5}, 4, "seed: must be a whole number"),
    ({"train": {"topics": 0}}, 4, "topics 0: must be at least 1"),
    ({"train": {"topcis": 3}}, 4, 'train.topcis: is no field of a job; did you mean "topics"?'),
    ({"train": {"epochs": "many"}}, 4, "train.epochs: must be a whole number"),
    ({"train": {"batch_size": 0}}, 4, "batch_size 0: must be at least 1"),
    ({"train": {"model": "lda", "batch_size": 3}}, 4, "batch_size"),
    ({"train": []}, 4, "train: must be an object"),
    ({"import": {"language": "fr"}}, 4, "import.language: must be one of auto, en, zh"),
    ({"import": {"text_column": 3}}, 4, "import.text_column: must be a list of strings"),
    ({"import": {"max_share": 2}}, 4, "import.max_share: must be from 0 to 1"),
    ({"import": {"dictionary": {"a": 1}}}, 4, "import.dictionary: must be a list"),
    ({"import": {"segmented": True, "dictionary": ["x"]}}, 4, "has no effect with segmented"),
    ({"checkpoint_seconds": -1}, 4, "checkpoint_seconds: must be from 0"),
    ({"kind": "sweep"}, 4, "topics: is missing"),
    ({"kind": "sweep", "topics": [0]}, 4, "topics: must be a list of numbers from 1 on"),
    ({"kind": "sweep", "topics": [3], "seed": 3}, 4, 'seed: is no field of a job; did you mean "seeds"?'),
    ({"kind": "sweep", "topics": [3], "train": {"topics": 3}}, 4, "train.topics: is no field"),
    ({"kind": "evaluate", "files": None}, 4, "model: is missing"),
    ({"kind": "evaluate", "topic_list": []}, 4, "topic_list"),
    ({"kind": "evaluate", "topic_list": [["x", "y"]]}, 4, "no topic has two words"),
    ({"kind": "evaluate", "topic_list": [["x", "y"]], "model": "m"}, 4, "model: is no field"),
    ({"kind": "stability"}, 4, "seeds: is missing"),
    ({"kind": "stability", "seeds": [1]}, 4, "seeds: must be a list of at least two numbers"),
    ({"kind": "stability", "seeds": [1, 2]}, 4, "topics: is missing"),
    ({"kind": "stability", "seeds": [2], "model": "m", "files": None, "train": {"topics": 2}}, 4, "corpus: is missing"),
    ({"files": ["none"]}, 5, "object none: cannot open"),
    ({"import": {"text_column": "nothing"}}, 4, "nothing"),
    ({"train": {"topics": 5000}}, 4, "topics 5000"),
]


def check_wrong(store, top, number, change, code, words):
    members = {name: value for name, value in {**GOOD, **change}.items() if value is not None}
    if change.get("kind", "") is None:
        members["kind"] = None
    folder = os.path.join(top, f"job{number}")
    os.mkdir(folder)
    members["output"] = members["output"].replace("out", f"out{number}")
    with open(os.path.join(folder, "job.json"), "w", encoding="utf-8") as file:
        json.dump(members, file)
    got, events, said = run_job(folder, "--store", store.root)
    check(got == code and words in said, f"{change}: {got} {said}")
    check(events[-1]["event"] == "error" and events[-1]["message"] in said, f"{change}: {events}")
    check(not store.keys(f"out{number}/model/") and not store.keys(f"out{number}/result"), "no result")


def main():
    with tempfile.TemporaryDirectory() as top:
        store = Store(os.path.join(top, "store"))
        store.put("d", speeches(100).encode())
        for number, (change, code, words) in enumerate(WRONG):
            check_wrong(store, top, number, change, code, words)

        folder = describe(os.path.join(top, "x"), "train", output="y/", files=["d"])
        for arguments, code, words in (([], 4, "store: is missing"), (["--store", top + "/none"], 5, "no such folder"),
                                       (["--store", "ftp://bucket"], 4, "only folders, oss:// and s3:// are supported"),
                                       (["--store", "oss://bucket"], 2, "OSS_ENDPOINT and OSS_BUCKET_NAME are not set"),
                                       (["--store", folder], 2, "is not empty and not a store")):
            got, _, said = run_job(folder, *arguments)
            check(got == code and words in said, f"{arguments}: {got} {said}")
        check(run_job(os.path.join(top, "nowhere"))[0] == 5, "no such job")
        with open(os.path.join(folder, "job.json"), "w", encoding="utf-8") as file:
            file.write('{"format": ')
        got, _, said = run_job(folder)
        check(got == 4 and "job.json" in said, said)
        check(run("job").returncode == 2 and run("job", "run").returncode == 2, "usage")

        store.put("d", speeches(100).encode())
        path = store.path("d")
        with open(path, "r+b") as file:
            file.seek(1000)
            file.write(b"\0")
        got, events, said = run_job(describe(os.path.join(top, "z"), "train", output="z/", files=["d"]), "--store", store.root)
        check(got == 4 and "object d: is damaged: bytes 0 to" in said, f"damaged input: {got} {said}")


main()

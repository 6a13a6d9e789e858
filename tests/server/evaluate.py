"""Topics of other programs are scored over HTTP as theta evaluate --topics scores them, at once or as a task."""

import json
import os
import tempfile

from program import check, last_json, run, speeches
from service import Service
from study import upload_and_train

TOPICS = [["ship", "sail", "ocean", "harbour", "captain"], ["bread", "oven", "flour", "xyzzy", "baker"]]
FORMS = [TOPICS, [{"name": "sea", "words": TOPICS[0]}, {"words": TOPICS[1]}], {"topics": TOPICS},
         "\n".join(" ".join(topic) for topic in TOPICS), "\n".join(f"{k}\t0.5\t{' '.join(topic)}" for k, topic in enumerate(TOPICS))]
FIGURES = ("npmi", "c_v", "u_mass", "topic_diversity")


def of_the_program(top):
    """The figures of the command line."""
    source, corpus, topics = (os.path.join(top, name) for name in ("s.csv", "corpus", "topics.json"))
    with open(source, "w", encoding="utf-8") as file:
        file.write(speeches(300))
    with open(topics, "w", encoding="utf-8") as file:
        json.dump(TOPICS, file)
    columns = ("--text-column", "text", "--time-column", "year", "--group-column", "theme")
    check(run("import", source, "--out", corpus, *columns).returncode == 0, "it imports")
    return last_json(run("evaluate", "--topics", topics, "--corpus", corpus, "--json"))["metrics"]


def same(found, wanted, where):
    for name in FIGURES:
        check(found[name] == wanted[name], f"{where}: {name} is {found[name]}, as the program says {wanted[name]}")
    check([one["npmi"] for one in found["topics"]] == [one["npmi"] for one in wanted["topics"]], f"{where}: per topic, too")
    check(found["unknown_words"] == ["xyzzy"], f"{where}: {found['unknown_words']}")


def wrong(server, dataset, model):
    base = {"dataset_id": dataset}
    nobody = "A" * 21 + "w"
    for body, status, words in (({}, 422, "topics"), (base, 422, "topics"), ({"topics": TOPICS}, 422, "dataset_id"),
                                ({"topics": TOPICS, "dataset_id": dataset, "model_id": model}, 422, "model_id"),
                                ({"topics": [], **base}, 422, "topic"), ({"topics": 5, **base}, 422, "topic"),
                                ({"topics": [[1, 2]], **base}, 422, "topic"), ({"topics": "", **base}, 422, "topic"),
                                ({"topics": [["qqq", "zzz"]], **base}, 422, "no topic has two words"),
                                ({"topics": TOPICS, **base, "type": "evaluate"}, 422, "type"),
                                ({"topics": TOPICS, **base, "topn": 3}, 422, "topn"),
                                ({"topics": TOPICS, **base, "options": {"top_n": 1}}, 422, "top_n"),
                                ({"topics": TOPICS, **base, "options": {"import": {"text_column": "nothing"}}}, 422, "nothing"),
                                ({"topics": TOPICS, "dataset_id": nobody}, 404, "data set"),
                                ({"topics": TOPICS, "model_id": nobody}, 404, "model")):
        problem = server.ask("POST", "/api/evaluate", body, status=status)
        check(words in problem["detail"] and "scratch" not in problem["detail"], f"{body}: {problem['detail']} tells {words}")


def main():
    with tempfile.TemporaryDirectory() as top:
        wanted = of_the_program(top)
        data = os.path.join(top, "data")
        with Service(data, "--threads", "1") as server:
            model = upload_and_train(server)
            dataset = server.ask("GET", f"/api/models/{model}")["dataset_id"]
            for topics in FORMS:
                same(server.ask("POST", "/api/evaluate", {"dataset_id": dataset, "topics": topics})["metrics"], wanted, topics)
            same(server.ask("POST", "/api/evaluate", {"model_id": model, "topics": TOPICS})["metrics"], wanted, "texts of a model")
            left = server.ask("POST", "/api/evaluate", {"model_id": model, "topics": [*TOPICS, ["qqq", "ship"]]})["metrics"]
            check(len(left["topics"]) == 2 and "topic 2" in left["refused"][0], f"what is left out is told: {left['refused']}")
            few = server.ask("POST", "/api/evaluate", {"model_id": model, "topics": TOPICS, "options": {"top_n": 3}})["metrics"]
            check(few["top_n"] == 3 and few["npmi"] != wanted["npmi"], "options count")
            wrong(server, dataset, model)

            task = server.ask("POST", "/api/tasks", {"type": "evaluate", "dataset_id": dataset, "topics": TOPICS}, status=202)
            done = server.wait_for(task["task_id"], ("completed", "failed"))
            check(done["status"] == "completed", f"{done}")
            same(server.ask("GET", f"/api/tasks/{task['task_id']}/results")["results"]["metrics"], wanted, "a task")
            left = [where for where, _, names in os.walk(os.path.join(data, "objects", "objects", "evaluations")) if names]
            check(not left, f"evaluations leave nothing behind: {left}")


main()

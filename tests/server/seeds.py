"""Several models of one request: each run of a sweep is a model of its own, and a model's stability over seeds is told."""

import os
import tempfile

from program import check, run
from service import Service
from study import upload_and_train


def finished(server, request):
    task = server.ask("POST", "/api/tasks", request, status=202)["task_id"]
    done = server.wait_for(task, ("completed", "failed", "dead"))
    check(done["status"] == "completed", f"{request}: {done}")
    return done


def sweep(server, dataset):
    done = finished(server, {"type": "sweep", "dataset_id": dataset, "model": "lda", "num_topics": [3, 5, 4], "seed": [1, 2],
                             "epochs": 30})
    results = server.ask("GET", f"/api/tasks/{done['task_id']}/results")
    made = {(one["num_topics"], one["seed"]): one for one in results["models"]}
    check(sorted(made) == [(k, s) for k in (3, 4, 5) for s in (1, 2)], f"a model for each run: {sorted(made)}")
    advised = results["results"]["advice"]["num_topics"]
    check(done["model_id"] == made[advised, 1]["model_id"], "the task names the one that it advises")
    listed = server.ask("GET", f"/api/models?task_id={done['task_id']}")
    check({one["model_id"] for one in listed["items"]} == {one["model_id"] for one in made.values()}, "models can be listed by task")
    for (topics, seed), one in made.items():
        check(len(server.ask("GET", f"/api/models/{one['model_id']}/topics")["items"]) == topics, f"{one} has its topics")
        check(f"{topics} topics, seed {seed}" in one["name"], f"its name tells it from the others: {one['name']}")
        check(server.ask("GET", f"/api/models/{one['model_id']}")["manifest"]["seed"] == seed, "and its manifest")
    one = made[3, 2]["model_id"]
    server.ask("DELETE", f"/api/models/{one}", status=204)
    check(server.ask("GET", f"/api/models?task_id={done['task_id']}")["total"] == 5, "one can be deleted")
    check(server.ask("GET", f"/api/tasks/{done['task_id']}")["model_id"] == done["model_id"], "the task still names its model")
    return made[4, 1]["model_id"]


def stability(server, model, topics):
    view = server.ask("GET", f"/api/models/{model}/stability")
    check(not view["available"] and "stability" in view["suggestions"][0], f"it says how to get it: {view}")
    done = finished(server, {"type": "stability", "model_id": model, "seed": [8, 9]})
    check(done["model_id"] is None, "no model comes of it")
    view = server.ask("GET", f"/api/models/{model}/stability")
    check(view["available"] and view["task_id"] == done["task_id"] and not view["edited_since"], f"{view}")
    check(view["runs"] == ["this model", "seed 8", "seed 9"] and len(view["similarity_of_pairs"]) == 3, f"{view['runs']}")
    wanted = {one["topic_id"] for one in server.ask("GET", f"/api/models/{model}/topics")["items"]}
    check({one["topic_id"] for one in view["topics"]} == wanted and len(wanted) == topics, "of its own topics")
    check(0 < view["similarity"] <= 1 and all(len(one["partners"]) == 2 for one in view["topics"]), f"{view['similarity']}")
    names = [file["name"] for file in server.ask("GET", f"/api/tasks/{done['task_id']}/files")["items"]]
    check(names == ["stability.json"], f"its file can be downloaded: {names}")
    tasks = server.ask("GET", f"/api/tasks?model_id={model}")
    check([one["task_id"] for one in tasks["items"]] == [done["task_id"]], "tasks can be listed by the model they are about")
    server.ask("PATCH", f"/api/models/{model}/topics/{min(wanted)}", {"name": "sea"})
    check(server.ask("GET", f"/api/models/{model}/stability")["edited_since"], "edits since are told")
    return view


def main():
    with tempfile.TemporaryDirectory() as top:
        with Service(os.path.join(top, "data"), "--threads", "1") as server:
            model = upload_and_train(server)
            dataset = server.ask("GET", f"/api/models/{model}")["dataset_id"]
            stability(server, model, 5)
            # Trained again with its own seed, a model is the same: its settings were found.
            again = finished(server, {"type": "stability", "model_id": model, "seed": 3})
            twin = server.ask("GET", f"/api/tasks/{again['task_id']}/results")["results"]
            check(all(abs(one["similarity"] - 1) < 1e-6 for one in twin["topics"]), f"its own seed gives its own topics: {twin['topics']}")
            stability(server, sweep(server, dataset), 4)

            # As the program says it.
            done = finished(server, {"type": "stability", "dataset_id": dataset, "model": "lda", "num_topics": 5, "epochs": 30,
                                     "seed": [1, 2]})
            found = server.ask("GET", f"/api/tasks/{done['task_id']}/results")["results"]
            source = os.path.join(top, "s.csv")
            with open(source, "wb") as file:
                file.write(server.send("GET", f"/api/datasets/{dataset}/files/speeches.csv/content")[2])
            told = run("stability", source, "--model", "lda", "--topics", "5", "--epochs", "30", "--seeds", "1,2", "--text-column",
                       "text", "--time-column", "year", "--group-column", "theme", "--json", "--out", os.path.join(top, "out"))
            check(told.returncode == 0 and f'"similarity":{found["similarity"]}' in told.stdout.replace(" ", ""),
                  f"{found['similarity']} as in {told.stdout[-2000:]} {told.stderr}")


main()

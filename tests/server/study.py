"""A model over HTTP to look at, and the same one as a folder for the program."""

import json
import os

from program import check, speeches


def upload_and_train(server, model="lda", rows=300, topics=5, name="speeches", text=None, **options):
    """Trains a model; its id."""
    columns = {"text_column": "text", "time_column": "year", "group_column": ["theme"]}
    dataset = server.ask("POST", "/api/datasets", {"name": name, "columns": columns}, status=201)["dataset_id"]
    body = (text or speeches(rows)).encode()
    server.ask("PUT", f"/api/datasets/{dataset}/files/speeches.csv", body, status=201)
    request = {"type": "train", "dataset_id": dataset, "num_topics": topics, "model": model, "epochs": 30, "seed": 3,
               **options}
    task = server.ask("POST", "/api/tasks", request, status=202)["task_id"]
    done = server.wait_for(task, ["completed", "failed", "dead"])
    check(done["status"] == "completed", f"the model is trained: {done}, {server.log[-5:]}")
    return done["model_id"]


def extract(data, task, part, folder):
    """A folder of the task (model or corpus) out of the objects; their trailers are no part of it."""
    root = os.path.join(data, "objects", "objects", "tasks", task)
    os.makedirs(folder, exist_ok=True)
    for where, _, names in os.walk(root):
        if os.path.basename(where) != part:
            continue
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                whole = file.read()
            with open(os.path.join(folder, name[:-len(".object")]), "wb") as file:
                file.write(whole[:int.from_bytes(whole[-48:-40], "little")])
    check(os.listdir(folder), f"{part} of the task is in the store")
    return folder


def write_edits(server, model, folder):
    """The model's edits as the program reads them."""

    lines = []
    for item in server.ask("GET", f"/api/models/{model}/edits")["items"]:
        del item["in_force"], item["description"]
        lines.append(json.dumps(item))
    with open(os.path.join(folder, "edits.jsonl"), "w", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))

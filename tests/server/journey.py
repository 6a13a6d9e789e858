"""From a file to the topics of a new text, over HTTP alone: with a restart in between that keeps everything."""

import hashlib
import http.client
import json
import os
import re
import sys
import tempfile

import bucket
from program import check, run, speeches
from service import Service

TEXT = speeches(300).encode()


def upload(server):
    dataset = server.ask("POST", "/api/datasets", {"name": "speeches 演讲", "columns": {"text_column": "text"}}, status=201)
    path = f"/api/datasets/{dataset['dataset_id']}"
    check(server.fields["Location"] == path, "Location names the data set")
    check(server.ask("GET", path)["name"] == "speeches 演讲", "the data set is there")
    tag = server.fields["ETag"]
    changed = server.ask("PATCH", path, {"columns": {"text_column": "text", "time_column": "year"}},
                         {"If-Match": tag})
    check(changed["columns"]["time_column"] == "year" and changed["revision"] == 2, "the columns are changed")
    server.ask("PATCH", path, {"name": "late"}, {"If-Match": tag}, status=409)
    stored = server.ask("PUT", path + "/files/speeches.csv", TEXT, status=201)
    check(stored["bytes"] == len(TEXT) and stored["sha256"] == hashlib.sha256(TEXT).hexdigest(), "the file is whole")
    server.ask("PUT", path + "/files/speeches.csv", TEXT, status=200)
    server.ask("PUT", path + "/files/speeches.csv", TEXT + b"more", status=409)
    check([file["name"] for file in server.ask("GET", path + "/files")["items"]] == ["speeches.csv"], "one file")
    check(server.ask("GET", path)["bytes"] == len(TEXT), "the data set knows its size")
    return dataset["dataset_id"]


def accept(server, dataset):
    request = {"type": "train", "dataset_id": dataset, "num_topics": 5, "model": "lda", "epochs": 30, "seed": 3}
    task = server.ask("POST", "/api/tasks", request, {"Idempotency-Key": "one"}, status=202)
    path = f"/api/tasks/{task['task_id']}"
    check(server.fields["Location"] == path and task["status"] == "pending", "the task is accepted")
    again = server.ask("POST", "/api/tasks", request, {"Idempotency-Key": "one"}, status=202)
    check(again["task_id"] == task["task_id"] and server.fields["Idempotent-Replayed"] == "true",
          "the same key is the same task")
    server.ask("POST", "/api/tasks", {**request, "seed": 4}, {"Idempotency-Key": "one"}, status=422)
    listed = server.ask("GET", f"/api/tasks?status=pending&dataset_id={dataset}")
    check([one["task_id"] for one in listed["items"]] == [task["task_id"]] and listed["total"] == 1, "it is listed once")
    server.ask("DELETE", path, status=409)
    server.ask("DELETE", f"/api/datasets/{dataset}", status=409)
    return task["task_id"], request


def cancel_and_retry(server, request):
    task = server.ask("POST", "/api/tasks", request, status=202)["task_id"]
    path = f"/api/tasks/{task}"
    check(server.ask("POST", path + "/cancel", status=202)["status"] == "cancelled", "a waiting task is cancelled at once")
    check(server.ask("POST", path + "/retry", status=202)["status"] == "pending", "it waits again")
    server.ask("POST", path + "/cancel", status=202)
    states = [line["change"]["state"] for line in server.ask("GET", path + "/history")["items"]]
    check(states[-3:] == ["cancelled", "pending", "cancelled"], f"the history tells all of it: {states}")
    status, fields, text = server.send("GET", path + "/events")
    check(status == 200 and fields.get_content_type() == "text/event-stream", "there are events")
    check(b"event: end" in text and b'"cancelled"' in text, f"the stream of an ended task ends: {text}")
    server.ask("DELETE", path, status=204)
    server.ask("GET", path, status=404)


def follow(server, task):
    """Reads the task's events until the last one; (name, id, data)."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", f"/api/tasks/{task}/events")
    answer = connection.getresponse()
    events, event = [], {}
    for line in answer:
        line = line.decode().rstrip("\n")
        if line == "":
            if event:
                events.append(event)
            event = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(": ")
            event[name] = value
    connection.close()
    return events


def analyze(server, model, folder):
    texts = ["the ship left the harbour with its captain", "flour and butter in the oven"]
    answer = server.ask("POST", "/api/analyze", {"model_id": model, "texts": texts, "top_k": 5})
    lines = []
    for text in texts:
        result = run("infer", folder, "--text", text, "--top", "5", "--json")
        lines.append(json.loads(result.stdout))
    for found, line in zip(answer["results"], lines):
        for name in ("topics", "weights", "topic_ids", "evidence", "oov_ratio", "language"):
            check(found[name] == line[name], f"the server answers {name} as theta infer does: {found[name]}, {line[name]}")
    check(len(answer["results"]) == 2, "one result for each text")
    alone = server.ask("POST", "/api/analyze", {"model_id": model, "text": texts[1], "explain": False})
    check(alone["results"][0]["weights"] == answer["results"][1]["weights"], "alone and in a list are the same")
    check("evidence" not in alone["results"][0], "no evidence unless it is wanted")


def extract_from_bucket(task, folder):
    listing = bucket.call(os.environ, "GET", "", f"list-type=2&prefix=tasks%2F{task}%2F").decode()
    keys = re.findall("<Key>([^<]*/model/[^<]*)</Key>", listing)
    check(any(key.endswith("/model/manifest.json") for key in keys), f"the model is in the bucket: {keys}")
    os.makedirs(folder)
    for key in keys:
        with open(os.path.join(folder, key.split("/model/")[1]), "wb") as file:
            file.write(bucket.call(os.environ, "GET", key))


def extract(server, data, model, folder):
    """The model's folder out of the objects; the trailers of those in a folder are no part of it."""
    manifest = server.ask("GET", f"/api/models/{model}")
    check(manifest["manifest"]["format"] == "theta-model", "the manifest is told")
    if "OSS_BUCKET_NAME" in os.environ:
        extract_from_bucket(manifest["task_id"], folder)
        check(not os.path.exists(os.path.join(data, "objects")), "objects lie in the bucket alone")
        return
    root = os.path.join(data, "objects", "objects", "tasks", manifest["task_id"])
    for where, _, names in os.walk(root):
        if "manifest.json.object" not in names or os.path.basename(where) != "model":
            continue
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                whole = file.read()
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name[:-len(".object")]), "wb") as file:
                file.write(whole[:int.from_bytes(whole[-48:-40], "little")])


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0") as server:
            check(server.ask("GET", "/healthz")["status"] == "alive", "alive")
            check(server.ask("GET", "/readyz")["status"] == "ready", "ready")
            check(server.ask("GET", "/api/version")["name"] == "theta", "the version")
            dataset = upload(server)
            task, request = accept(server, dataset)
            cancel_and_retry(server, request)
            server.kill()
        with Service(data) as server:
            check(server.ask("GET", f"/api/datasets/{dataset}")["bytes"] == len(TEXT), "the data set outlived kill -9")
            events = follow(server, task)
            done = server.ask("GET", f"/api/tasks/{task}")
            check(done["status"] == "completed", f"the task is done: {done}, {server.log[-20:]}")
            check(events[-1]["event"] == "end" and json.loads(events[-1]["data"]) == done, "the last event tells the end")
            numbers = [int(event["id"]) for event in events if event["event"] == "progress"]
            check(numbers == list(range(1, len(numbers) + 1)) and numbers, f"events come once, in order: {numbers}")
            rest = server.send("GET", f"/api/tasks/{task}/events", headers={"Last-Event-ID": str(numbers[-2])})[2].decode()
            check(f"id: {numbers[-1]}" in rest and f"id: {numbers[-2]}\n" not in rest, "a stream goes on where it broke off")
            model = done["model_id"]
            check([one["model_id"] for one in server.ask("GET", "/api/models")["items"]] == [model], "one model")
            topics = server.ask("GET", f"/api/models/{model}/topics?top_k=4")["items"]
            check(len(topics) == 5 and all(len(topic["words"]) == 4 for topic in topics), "five topics of four words")
            folder = os.path.join(top, "model")
            extract(server, data, model, folder)
            analyze(server, model, folder)
            server.ask("DELETE", f"/api/models/{model}", status=204)
            server.ask("GET", f"/api/models/{model}", status=404)
            server.ask("POST", "/api/analyze", {"model_id": model, "text": "ship"}, status=404)
            server.ask("DELETE", f"/api/tasks/{task}", status=204)
            server.ask("DELETE", f"/api/datasets/{dataset}", status=204)
            server.ask("GET", f"/api/datasets/{dataset}/files", status=404)
            check(server.ask("GET", "/api/datasets")["total"] == 0, "nothing is left")
            status, _, metrics = server.send("GET", "/metrics")
            check(status == 200 and b'route="/api/datasets/{id}",status="204"} 1' in metrics, "the metrics counted it")
        entries = [entry for entry in server.log if entry["event"] == "request"]
        check(entries and all(len(entry["request_id"]) == 22 and "?" not in entry.get("path", "") for entry in entries),
              "the log has an id for each request, and no queries")


main()
sys.exit(0)

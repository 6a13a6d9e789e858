"""What tasks make beside their model: figures to read, files to download; and the order in which tasks go."""

import json
import os
import tempfile

from program import check, speeches
from service import Service


def make(server, request):
    task = server.ask("POST", "/api/tasks", request, status=202)["task_id"]
    done = server.wait_for(task, ("completed", "failed", "dead"))
    check(done["status"] == "completed", f"it is done: {done}")
    return f"/api/tasks/{task}", done


def names(server, path):
    return [file["name"] for file in server.ask("GET", path + "/files")["items"]]


def download(server, path, name, **headers):
    return server.send("GET", f"{path}/files/{name}", headers={key.replace("_", "-"): value for key, value in headers.items()})


def sweep(server, dataset):
    path, done = make(server, {"type": "sweep", "dataset_id": dataset, "model": "lda", "num_topics": [2, 5], "epochs": 20})
    results = server.ask("GET", path + "/results")
    check([point["num_topics"] for point in results["results"]["points"]] == [2, 5], f"both sizes: {results}")
    advice = results["results"]["advice"]
    check(advice["num_topics"] in (2, 5) and advice["sentence"], f"there is advice: {advice}")
    check(results["model_id"] == done["model_id"], "the advised model is kept")
    check(names(server, path) == ["sweep.csv", "sweep.json", "sweep.svg"], "the files of the sweep")
    status, fields, text = download(server, path, "sweep.csv")
    check(status == 200 and text.count(b"\n") == 3 and "attachment" in fields["Content-Disposition"], f"a table: {text}")
    part = download(server, path, "sweep.csv", Range="bytes=3-9")
    check(part[0] == 206 and part[2] == text[3:10], "a range of it")
    check(download(server, path, "sweep.csv", If_None_Match=fields["ETag"])[0] == 304, "it is known already")
    for name in ("job.json", "..%2Fresult.json", "sweep%2Fsweep.csv"):
        check(download(server, path, name)[0] == 404, f"{name} is none of its files")
    return done["model_id"]


def measure(server, model):
    path, done = make(server, {"type": "evaluate", "model_id": model})
    results = server.ask("GET", path + "/results")["results"]
    check(results == done["metrics"] and "npmi" in json.dumps(results["metrics"]), f"measured: {results}")
    check(json.loads(download(server, path, "metrics.json")[2]) == results["metrics"], "the file says the same")
    path, _ = make(server, {"type": "export", "model_id": model, "options": {"export": {"format": "xlsx", "name": "all.xlsx"}}})
    check(names(server, path) == ["all.xlsx"], f"the export under its name: {names(server, path)}")
    check(download(server, path, "all.xlsx")[2][:2] == b"PK", "it can be fetched")
    path, _ = make(server, {"type": "export", "model_id": model, "options": {"export": {"format": "jsonl"}}})
    check("topics.jsonl" in names(server, path), "an export of several files")


def order(server, dataset):
    """Two wait: the later one with the higher priority goes first; one that was cancelled goes on."""
    request = {"type": "train", "dataset_id": dataset, "model": "lda", "num_topics": 2, "epochs": 5}
    plain = server.ask("POST", "/api/tasks", request, status=202)["task_id"]
    server.ask("GET", f"/api/tasks/{plain}/results", status=409)
    server.ask("GET", f"/api/tasks/{plain}/files", status=409)
    urgent = server.ask("POST", "/api/tasks", {**request, "priority": 9}, status=202)
    check(urgent["priority"] == 9, "the priority is told")
    server.ask("POST", "/api/tasks", {**request, "priority": 10}, status=422)
    problem = server.ask("POST", "/api/tasks", {**request, "type": "finetune"}, status=422)
    check("train, sweep, stability, evaluate, export" in problem["detail"], f"what there is: {problem}")
    problem = server.ask("POST", "/api/tasks", {"type": "train", "dataset_di": dataset}, status=422)
    check('dataset_di: is no field' in problem["detail"] and '"dataset_id"' in problem["detail"], f"the typo is told: {problem}")
    server.ask("POST", f"/api/tasks/{plain}/resume", status=409)
    server.ask("POST", f"/api/tasks/{plain}/cancel", status=202)
    check(server.ask("POST", f"/api/tasks/{plain}/resume", status=202)["status"] == "pending", "it goes on")
    return plain, urgent["task_id"]


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0") as server:
            dataset = server.ask("POST", "/api/datasets", {"name": "s", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
            server.ask("PUT", f"/api/datasets/{dataset}/files/s.csv", speeches(60).encode(), status=201)
            plain, urgent = order(server, dataset)
        with Service(data, "--threads", "1") as server:
            ends = [server.wait_for(task, ("completed",)) for task in (plain, urgent)]
            check(ends[1]["started_at"] < ends[0]["started_at"], "the urgent one went first")
            measure(server, sweep(server, dataset))


main()

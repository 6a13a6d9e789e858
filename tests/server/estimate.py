"""What a training would take is told before it is started, and what it takes is near that."""

import json
import os
import tempfile
import time

from program import check, speeches
from service import Service

PRICES = {"currency": "CNY", "per_hour": {"ecs.c8i.large": 36}, "trains_on": "ecs.c8i.large"}


def ask(server, body, status=200):
    """The estimate, when the files have been looked through."""
    while server.send("POST", "/api/tasks/estimate", json.dumps(body).encode(), {"Content-Type": "application/json"})[0] == 202:
        time.sleep(0.2)
    return server.ask("POST", "/api/tasks/estimate", body, status=status)


def wrong(server, dataset, empty):
    base = {"type": "train", "dataset_id": dataset}
    for body, status, words in (({}, 422, "type"), ({"type": "train"}, 422, "dataset_id"),
                                ({**base, "dataset_id": "A" * 21 + "w"}, 404, "data set"),
                                ({**base, "dataset_id": empty}, 422, "no complete file"),
                                ({**base, "topcis": 3}, 422, "topcis"), ({**base, "num_topics": 5000}, 422, "topics"),
                                ({**base, "options": {"import": {"text_column": "nothing"}}}, 422, "nothing"),
                                ({**base, "options": {"train": {"time_bin": "hour"}}}, 422, "time_bin"),
                                ({"type": "export", "model_id": "A" * 21 + "w", "options": {"export": {"format": "csv"}}}, 422, "type"),
                                ({"type": "stability", "model_id": "A" * 21 + "w", "seed": [2]}, 404, "model")):
        problem = ask(server, body, status)
        check(words in problem["detail"], f"{body}: {problem['detail']} tells {words}")


def main():
    with tempfile.TemporaryDirectory() as top:
        prices = os.path.join(top, "prices.json")
        with open(prices, "w", encoding="utf-8") as file:
            json.dump(PRICES, file)
        with Service(os.path.join(top, "data"), "--threads", "1", "--price-table", prices) as server:
            columns = {"text_column": "text", "time_column": "year"}
            dataset = server.ask("POST", "/api/datasets", {"name": "s", "columns": columns}, status=201)["dataset_id"]
            empty = server.ask("POST", "/api/datasets", {"name": "empty"}, status=201)["dataset_id"]
            server.ask("PUT", f"/api/datasets/{dataset}/files/s.csv", speeches(600).encode(), status=201)
            wrong(server, dataset, empty)

            train = {"type": "train", "dataset_id": dataset, "model": "lda", "num_topics": 5, "epochs": 60}
            before = ask(server, train)
            check(before["measured_runs"] == 0 and "another machine" in before["basis"], f"no training has ended: {before}")
            check(before["documents"] == 600 and before["num_topics"] == [5] and before["epochs"] == 60, f"{before}")
            check(before["cost"]["currency"] == "CNY" and before["cost"]["high"] > 0, f"{before['cost']}")
            check(0 < before["memory_bytes"] < before["memory_limit_bytes"], f"{before}")
            check(server.ask("GET", "/api/tasks")["total"] == 0, "nothing was started")

            longer = ask(server, {**train, "epochs": 60000})
            check(longer["seconds"]["low"] > before["seconds"]["high"], f"more epochs take longer: {longer}")
            sweep = ask(server, {**train, "type": "sweep", "num_topics": [5, 10], "seed": [1, 2]})
            check(sweep["models"] == 4 and sweep["num_topics"] == [5, 10], f"{sweep}")
            slices = ask(server, {"type": "train", "dataset_id": dataset, "model": "detm"})
            check(slices["model"] == "detm", f"{slices}")
            fewer = ask(server, {**train, "vocab_size": 10})
            check(fewer["vocabulary_size"] == 10 < before["vocabulary_size"], f"a smaller vocabulary: {fewer}")

            task = server.ask("POST", "/api/tasks", {**train, "epochs": 3000}, status=202)
            done = server.wait_for(task["task_id"], ("completed", "failed"))
            check(done["status"] == "completed", f"{done}")
            after = ask(server, {**train, "epochs": 3000})
            check(after["measured_runs"] == 1 and "trainings of lda" not in after["basis"], f"it learns: {after}")
            taken = server.ask("GET", f"/api/models/{done['model_id']}")["manifest"]["timings"]
            seconds, high = taken["total_seconds"], after["seconds"]["high"]
            check(after["seconds"]["low"] / 2 < seconds < 2 * high, f"{seconds} s were taken, {after['seconds']} are estimated")
            memory = 1e6 * taken["peak_memory_mb"]
            check(memory / 3 < after["memory_bytes"] < 3 * memory, f"{memory} bytes were taken, {after['memory_bytes']} are estimated")

            again = ask(server, {"type": "stability", "model_id": done["model_id"], "seed": [2, 3]})
            check(again["models"] == 2 and again["type"] == "stability", f"{again}")


main()

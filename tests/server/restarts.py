"""SIGTERM again and again while clients ask, upload, post tasks and follow events: each answer that began ends whole, what
was accepted is there, and each stop is over within ten seconds.

usage: restarts.py THETA sqlite|postgres RESTARTS
"""

import collections
import http.client
import json
import random
import sys
import threading
import time

from places import Places, wait_until
from processes import jobs
from program import check, speeches
from service import Service

BACKEND, RESTARTS = sys.argv[2], int(sys.argv[3])
DRAIN = 10  # seconds
JSON = {"Content-Type": "application/json"}


class Client(threading.Thread):
    """Asks on one connection for as long as the server keeps it. What is never seen by a server is asked again; an answer
    that breaks off, or a connection that dies although the server has answered on it before, is an error."""

    def __init__(self, load, number):
        super().__init__()
        self.load, self.number, self.random = load, number, random.Random(number)
        self.counts, self.errors, self.accepted, self.stored = collections.Counter(), [], {}, {}
        self.asked = 0

    def run(self):
        while not self.load.done:
            connection = http.client.HTTPConnection("127.0.0.1", self.load.port, timeout=30)
            answers = 0
            try:
                while not self.load.done:
                    closes = self.ask(connection)
                    answers += 1
                    if closes:
                        break
            except http.client.IncompleteRead as error:
                self.errors.append(f"an answer broke off: {error}")
            except (OSError, http.client.HTTPException) as error:
                # A listening socket may take in a connection that nobody sees; one that was served is told of its end.
                if answers:
                    self.errors.append(f"after {answers} answers: {error!r}")
                time.sleep(0.01)
            finally:
                connection.close()

    def ask(self, connection):
        """One request; whether the server closes the connection after it."""
        method, path, body, headers, wanted = self.load.requests(self)[self.asked % 4]
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        self.asked += 1
        self.counts[answer.status] += 1
        if answer.status == 202:
            self.accepted[headers["Idempotency-Key"]] = json.loads(text)["task_id"]
        elif answer.status == 201:
            self.stored[path] = len(body)
        if answer.status not in wanted:
            self.errors.append(f"{method} {path}: {answer.status} {text[:200]}")
        time.sleep(self.random.uniform(0, 0.02))
        return answer.getheader("Connection") == "close"


class Load:
    def __init__(self, places):
        self.places, self.done, self.random = places, False, random.Random(RESTARTS)
        self.server = self.start(0)
        self.port = self.server.port
        self.dataset = self.server.ask("POST", "/api/datasets", {"name": "on", "columns": {"text_column": "text"}},
                                       status=201)["dataset_id"]
        self.server.ask("PUT", f"/api/datasets/{self.dataset}/files/s.csv", speeches(60).encode(), status=201)
        self.shelf = self.server.ask("POST", "/api/datasets", {"name": "shelf"}, status=201)["dataset_id"]

    def start(self, port):
        return Service(self.places.data, "--slots", "1", "--threads", "1", env=self.places.env, port=port)

    def requests(self, client):
        number = f"{client.number}-{client.asked}"
        task = {"type": "train", "dataset_id": self.dataset, "model": "lda", "num_topics": 2, "epochs": 2}
        yields = [("GET", f"/api/datasets/{self.dataset}", None, {}, {200}),
                  ("PUT", f"/api/datasets/{self.shelf}/files/{number}.txt", b"ship sail\n" * 5_000, {}, {201, 503}),
                  ("GET", f"/api/datasets/{self.dataset}/files/s.csv/content", None, {}, {200}),
                  ("GET", "/api/tasks?limit=5", None, {}, {200})]
        if client.asked % 40 == 3:  # enough for one worker
            yields[3] = ("POST", "/api/tasks", json.dumps(task), {**JSON, "Idempotency-Key": number}, {202, 429})
        return yields

    def run(self):
        clients = [Client(self, number) for number in range(16)]
        for client in clients:
            client.start()
        stops = []
        for _ in range(RESTARTS):
            time.sleep(self.random.uniform(0.2, 1))
            start = time.monotonic()
            self.server.stop()
            stops.append(time.monotonic() - start)
            check(self.server.log[-1] == {**self.server.log[-1], "event": "stopped", "cut": 0}, f"nothing was cut: {self.server.log[-1]}")
            self.server = self.start(self.port)
        self.done = True
        for client in clients:
            client.join()
        check(max(stops) <= DRAIN, f"each stop is over in time: {stops}")
        return clients, stops

    def judge(self, clients):
        errors = [error for client in clients for error in client.errors]
        check(not errors, f"no request that was accepted failed: {len(errors)}, {errors[:5]}")
        files = {file["name"]: file["bytes"] for file in self.every(f"/api/datasets/{self.shelf}/files")}
        for client in clients:
            for path, size in client.stored.items():
                check(files.get(path.rsplit("/", 1)[1]) == size, f"{path} was stored whole")
        def waiting():
            return sum(self.server.ask("GET", f"/api/tasks?limit=1&status={state}")["total"] for state in ("pending", "running"))
        wait_until(lambda: waiting() == 0, "all tasks end", 120)
        tasks = {task["task_id"]: task for task in self.every("/api/tasks")}
        accepted = [task for client in clients for task in client.accepted.values()]
        for task in accepted:
            check(tasks[task]["status"] == "completed", f"an accepted task is done: {tasks[task]}")
        check(self.server.ask("GET", "/api/models?limit=1")["total"] == len(tasks), "each task has its model")
        return len(accepted)

    def every(self, path):
        found = []
        while True:
            page = self.server.ask("GET", f"{path}?limit=1000&offset={len(found)}")
            found += page["items"]
            if len(found) >= page["total"]:
                return found


def main():
    with Places(BACKEND) as places:
        load = Load(places)
        clients, stops = load.run()
        tasks = load.judge(clients)
        load.server.stop()
        wait_until(lambda: not jobs(places.data), "no child is left", 5)
        answers = sum((client.counts for client in clients), collections.Counter())
        print(f"{BACKEND}: {RESTARTS} restarts under load, the longest stop {max(stops):.2f} s; answers {dict(answers)}, "
              f"{tasks} tasks accepted and done, 0 accepted requests failed")


main()

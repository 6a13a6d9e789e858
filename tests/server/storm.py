"""Clients post tasks while server, children, database and cache are killed at random moments. In the end each accepted task
has its model, once, and nothing is left behind.

usage: storm.py THETA sqlite|postgres KILLS
"""

import collections
import http.client
import json
import random
import signal
import statistics
import sys
import threading
import time

from places import Places, wait_until
from processes import jobs, lives, send
from program import check, speeches
from service import Service

BACKEND, KILLS = sys.argv[2], int(sys.argv[3])
CLIENTS = 20
POSTS = max(3, KILLS // 5)  # of each client
PAUSE = 0.7  # seconds between two kills, on average
LONGEST_BACK = 10  # seconds from the start to the first answer, at most
ORPHANS_END = 2  # seconds after the death of their parent


class Client(threading.Thread):
    """Posts tasks with a key of their own each, again and again until they are accepted; some of them twice."""

    def __init__(self, storm, number):
        super().__init__()
        self.storm, self.number = storm, number
        self.random = random.Random(number)
        self.errors = []

    def run(self):
        for i in range(POSTS):
            key = f"client {self.number}, task {i}"
            task = self.post(key)
            if self.random.random() < 0.5 and self.post(key) != task:
                self.errors.append(f"{key}: a repeated key is another task")
            self.storm.accepted[key] = task
            time.sleep(self.random.uniform(0, 2 * KILLS * PAUSE / POSTS))

    def post(self, key):
        body = json.dumps({"type": "train", "dataset_id": self.storm.dataset, "model": "lda", "num_topics": 2, "epochs": 5,
                           "seed": self.number})
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.storm.port, timeout=30)
            try:
                connection.request("POST", "/api/tasks", body,
                                   {"Content-Type": "application/json", "Idempotency-Key": key})
                answer = connection.getresponse()
                text = answer.read()
                if answer.status == 202:
                    return json.loads(text)["task_id"]
                if answer.status not in (429, 503):
                    self.errors.append(f"{key}: {answer.status} {text[:200]}")
                    return None
                if not answer.headers["Retry-After"]:
                    self.errors.append(f"{key}: {answer.status} without Retry-After")
            except (OSError, http.client.HTTPException):
                pass  # nobody is there, or died while answering
            finally:
                connection.close()
            time.sleep(self.random.uniform(0.02, 0.1))


class Storm:
    def __init__(self, places):
        self.places = places
        self.random = random.Random(20_000 + KILLS)
        self.accepted = {}
        self.hit = set()  # tasks whose child was killed: three such failures would be the end of a task
        self.counts = collections.Counter()
        self.back = []
        self.server = Service(places.data, "--slots", "2", "--threads", "1", env=places.env)
        self.port = self.server.port
        self.dataset = self.server.ask("POST", "/api/datasets", {"name": "storm", "columns": {"text_column": "text"}},
                                       status=201)["dataset_id"]
        self.server.ask("PUT", f"/api/datasets/{self.dataset}/files/s.csv", speeches(60).encode(), status=201)

    def run(self):
        clients = [Client(self, number) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        for number in range(KILLS):
            time.sleep(self.random.uniform(0, 2 * PAUSE))
            # Database and cache each once in a smoke, more often in a long run.
            if self.places.postgres and number % 12 == 6:
                self.kill_database()
            elif self.places.postgres and number % 12 == 9:
                self.kill_cache()
            else:
                self.random.choice((self.kill_server, self.kill_child, self.kill_all))()
        for client in clients:
            client.join()
        check(not any(client.errors for client in clients), f"{[client.errors for client in clients if client.errors]}")

    def kill_server(self):
        self.counts["server"] += 1
        self.replace_server([])

    def kill_all(self):
        self.counts["server and children"] += 1
        self.replace_server(list(jobs(self.places.data)))

    def kill_child(self):
        fresh = [(pid, task) for pid, (_, task) in jobs(self.places.data).items() if task not in self.hit]
        if not fresh:
            return self.kill_server()
        pid, task = self.random.choice(fresh)
        self.hit.add(task)
        self.counts["child"] += 1
        send(pid, signal.SIGKILL)

    def replace_server(self, others):
        for pid in others:
            send(pid, signal.SIGKILL)
        orphans = list(jobs(self.places.data))
        self.server.kill()
        start = time.monotonic()
        self.server = Service(self.places.data, "--slots", "2", "--threads", "1", env=self.places.env, port=self.port)
        self.server.ask("GET", "/readyz")
        self.back.append(time.monotonic() - start)
        wait_until(lambda: not any(lives(pid) for pid in orphans), "children end with their server", ORPHANS_END)

    def kill_database(self):
        self.counts["database"] += 1
        self.places.postgres.kill()
        time.sleep(0.5)
        self.places.postgres.start()

    def kill_cache(self):
        self.counts["cache"] += 1
        self.places.redis.kill()
        time.sleep(0.5)
        self.places.redis.start()

    def wait_for_ends(self, seconds):
        def waiting():
            return sum(self.server.ask("GET", f"/api/tasks?limit=1&status={state}")["total"]
                       for state in ("pending", "running", "cancelling"))
        wait_until(lambda: waiting() == 0, "all tasks end", seconds)

    def tasks(self):
        found = []
        while True:
            page = self.server.ask("GET", f"/api/tasks?limit=1000&offset={len(found)}")
            found += page["items"]
            if len(found) == page["total"]:
                return found

    def judge(self):
        tasks = self.tasks()
        wanted = sorted(self.accepted.values())
        check(len(set(wanted)) == len(wanted), "no two keys are one task")
        check(sorted(task["task_id"] for task in tasks) == wanted, f"{len(wanted)} tasks were accepted, and {len(tasks)} are there")
        for task in tasks:
            self.judge_task(task)
        check(self.server.ask("GET", "/api/models?limit=1")["total"] == len(tasks), "as many models as tasks")
        wait_until(lambda: not jobs(self.places.data), "no child is left", ORPHANS_END)
        return len(tasks)

    def judge_task(self, task):
        name = task["task_id"]
        check(task["status"] == "completed" and task["metrics"] and task["model_id"], f"it is done: {task}")
        states = [line["change"]["state"] for line in self.server.ask("GET", f"/api/tasks/{name}/history")["items"]]
        check(states.count("completed") == 1 and states[-1] == "completed", f"it was done once: {states}")
        topics = self.server.ask("GET", f"/api/models/{task['model_id']}/topics")["items"]
        check(len(topics) == 2, f"its result is there: {topics}")


def main():
    with Places(BACKEND) as places:
        start = time.monotonic()
        storm = Storm(places)
        storm.run()
        storm.wait_for_ends(60 + KILLS)
        tasks = storm.judge()
        storm.server.stop()
        check(statistics.median(storm.back) <= 1 and max(storm.back) <= LONGEST_BACK,
              f"a killed server is back within a second: {storm.back}")
        kills = ", ".join(f"{count} {what}" for what, count in sorted(storm.counts.items()))
        print(f"{BACKEND}: killed {kills}; {tasks} tasks of {CLIENTS} clients, lost 0, twice 0, orphans 0; back in "
              f"{statistics.median(storm.back):.2f} s (median), {max(storm.back):.2f} s at most; {time.monotonic() - start:.1f} s")


main()

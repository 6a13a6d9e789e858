#!/usr/bin/python3
"""What a small installation sees: `theta serve` under each load of its profile, everything on one machine.

usage: load_profile.py THETA CORPUS [--seconds 30] [--only NAME]

CORPUS is a CSV with the column text (20newsgroups.csv.gz). Prints NDJSON, one line a load. Loads: start, small, tasks, queue,
uploads, streams, training. Rates are kept whatever the answers take; a latency counts from when the request was due.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../peers"))
from client import Connection, at_rate, get, percentiles, post
from wrk import machine, memory_mib

MIB = 1 << 20


def show(load, **members):
    print(json.dumps({"load": load, **members}), flush=True)


class Server:
    """`theta serve` on a fresh folder. `ready_ms` is the time from its start to its first answer."""

    def __init__(self, theta, slots):
        self.folder = tempfile.mkdtemp()
        self.log = open(os.path.join(self.folder, "log"), "w+", encoding="utf-8")
        start = time.perf_counter()
        self.process = subprocess.Popen([theta, "serve", "--port", "0", "--slots", str(slots), "--data", os.path.join(self.folder, "data")],
                                        stdout=self.log, stderr=self.log)
        self.port = self.wait_for_port()
        self.ask(get("/readyz"))
        self.ready_ms = 1e3 * (time.perf_counter() - start)

    def wait_for_port(self):
        end = time.monotonic() + 30
        while time.monotonic() < end and self.process.poll() is None:
            with open(self.log.name, encoding="utf-8") as lines:
                for line in lines:
                    if '"listening"' in line and line.endswith("\n"):
                        return json.loads(line)["port"]
            time.sleep(0.002)
        raise SystemExit("the server does not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)
        self.log.close()
        shutil.rmtree(self.folder)

    def ask(self, request, wanted=(200, 201, 202)):
        status, body = Connection(self.port).ask(request)
        if status not in wanted:
            raise SystemExit(f"{request[:80]} is answered {status}: {body[:300]}")
        return json.loads(body)

    def memory(self, field="VmRSS"):
        return memory_mib(self.process.pid, field)

    def upload(self, dataset, name, size, pieces):
        """Sends a file of `size` bytes; (seconds, answer)."""
        connection = Connection(self.port)
        head = f"PUT /api/datasets/{dataset}/files/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {size}\r\n\r\n"
        start = time.perf_counter()
        connection.socket.sendall(head.encode())
        for piece in pieces:
            connection.socket.sendall(piece)
        status, body = connection.ask(b"")
        if status != 201:
            raise SystemExit(f"an upload is answered {status}: {body[:300]}")
        return time.perf_counter() - start

    def dataset(self, corpus):
        dataset = self.ask(post("/api/datasets", {"name": "bench", "columns": {"text_column": "text"}}))["dataset_id"]
        with open(corpus, "rb") as file:
            content = file.read()
        self.upload(dataset, os.path.basename(corpus), len(content), [content])
        return dataset

    def task(self, dataset, **members):
        return self.ask(post("/api/tasks", {"type": "train", "dataset_id": dataset, **members}))["task_id"]

    def wait_for(self, task, *states):
        while True:
            found = self.ask(get(f"/api/tasks/{task}"))
            if found["status"] in states:
                return found
            if found["status"] in ("failed", "dead"):
                raise SystemExit(f"the task failed: {found['error_message']}")
            time.sleep(0.2)


def start(options):
    """Start to the first answer, and memory of a server that nobody asks."""
    found = []
    for _ in range(5):
        with Server(options.theta, 1) as server:
            time.sleep(1)
            found.append((server.ready_ms, server.memory()))
    show("start", ready_ms=round(sorted(ready for ready, _ in found)[2], 1), idle_mib=round(max(memory for _, memory in found), 1))


def small(options):
    with Server(options.theta, 0) as server:
        dataset = server.ask(post("/api/datasets", {"name": "bench"}))["dataset_id"]
        show("small", rate=1000, **percentiles(at_rate(server.port, 1000, options.seconds, lambda _: get(f"/api/datasets/{dataset}"))))


def tasks(options):
    with Server(options.theta, 0) as server:
        dataset = server.dataset(options.corpus)
        body = {"type": "train", "dataset_id": dataset, "num_topics": 20}
        request = lambda number: post("/api/tasks", body, [f"Idempotency-Key: {number}"])
        show("tasks", rate=20, **percentiles(at_rate(server.port, 20, min(options.seconds, 20), request)))
        burst = lambda number: post("/api/tasks", body, [f"Idempotency-Key: burst-{number}"])
        show("tasks", burst=100, **percentiles(at_rate(server.port, 100_000, 0.001, burst, threads=20)))


def queue(options):
    """Small answers without tasks, then with one that trains and 1,000 that wait."""
    with Server(options.theta, 1) as server:
        dataset = server.dataset(options.corpus)
        ask = lambda: percentiles(at_rate(server.port, 200, options.seconds / 2, lambda _: get(f"/api/datasets/{dataset}")))
        before = ask()
        first = server.task(dataset, model="etm", num_topics=50, epochs=100_000)
        server.wait_for(first, "running")
        for _ in range(999):
            server.task(dataset, num_topics=20)
        show("queue", rate=200, waiting=999, quiet=before, training=ask())
        server.ask(post(f"/api/tasks/{first}/cancel", {}))


def uploads(options):
    """Ten files of 50 MB at once, small answers meanwhile; then one of 500 MB."""
    piece = os.urandom(MIB)
    with Server(options.theta, 0) as server:
        dataset = server.ask(post("/api/datasets", {"name": "bench"}))["dataset_id"]
        rest = server.memory()
        latencies = []
        asking = threading.Thread(
            target=lambda: latencies.extend(at_rate(server.port, 50, 4, lambda _: get(f"/api/datasets/{dataset}"))))
        begin = time.perf_counter()
        senders = [threading.Thread(target=server.upload, args=(dataset, f"{number}.txt", 50 * MIB, [piece] * 50)) for number in range(10)]
        for thread in [asking, *senders]:
            thread.start()
        for thread in senders:
            thread.join()
        together = time.perf_counter() - begin
        asking.join()
        show("uploads", files=10, mb_per_second=round(500 * MIB / 1e6 / together), more_mib=round(server.memory("VmHWM") - rest, 1),
             small=percentiles(latencies))
    with Server(options.theta, 0) as server:
        dataset = server.ask(post("/api/datasets", {"name": "bench"}))["dataset_id"]
        rest = server.memory()
        seconds = server.upload(dataset, "large.txt", 500 * MIB, [piece] * 500)
        show("uploads", files=1, mb_per_second=round(500 * MIB / 1e6 / seconds), more_mib=round(server.memory("VmHWM") - rest, 1))


def streams(options):
    """1,000 open streams of one task, and when its cancellation reached the last of them."""
    with Server(options.theta, 0) as server:
        dataset = server.dataset(options.corpus)
        task = server.task(dataset, num_topics=20)
        rest = server.memory()
        open_streams = []
        for _ in range(1000):
            connection = Connection(server.port)
            connection.socket.sendall(get(f"/api/tasks/{task}/events"))
            open_streams.append(connection)
        for connection in open_streams:
            while b"event: status" not in connection.buffer:
                connection.read()
        each = (server.memory() - rest) * 1024 / len(open_streams)
        begin = time.perf_counter()
        server.ask(post(f"/api/tasks/{task}/cancel", {}))
        for connection in open_streams:
            while b"event: end" not in connection.buffer:
                connection.read()
        show("streams", streams=len(open_streams), kib_each=round(each, 1), all_told_ms=round(1e3 * (time.perf_counter() - begin)))


def training(options):
    """Texts of 200 words, 20 a second, beside a training that takes all processors."""
    with Server(options.theta, 1) as server:
        dataset = server.dataset(options.corpus)
        model = server.wait_for(server.task(dataset, model="etm", num_topics=50, epochs=5), "completed")["model_id"]
        text = " ".join(["space shuttle launch orbit nasa moon earth satellite mission computer"] * 20)
        question = post("/api/analyze", {"model_id": model, "text": text})
        ask = lambda: percentiles(at_rate(server.port, 20, options.seconds / 2, lambda _: question))
        before = ask()
        task = server.task(dataset, model="etm", num_topics=50, epochs=100_000)
        server.wait_for(task, "running")
        show("training", rate=20, quiet=before, training=ask(), server_mib=round(server.memory("VmHWM"), 1))
        server.ask(post(f"/api/tasks/{task}/cancel", {}))


LOADS = {load.__name__: load for load in (start, small, tasks, queue, uploads, streams, training)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("corpus")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--only", choices=LOADS, action="append")
    options = parser.parse_args()
    show("machine", machine=machine())
    for name in options.only or LOADS:
        LOADS[name](options)


if __name__ == "__main__":
    main()

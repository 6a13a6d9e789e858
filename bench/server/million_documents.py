#!/usr/bin/python3
"""How long pages of a list of a million documents take, and what the server needs for them.

usage: bench/server/million_documents.py [--documents N] [--topics K] [--theta PROGRAM]

Makes a model of N documents by repeating those of a small one with other weights, imports it over HTTP, and asks for pages
of its list in every order and by every filter. Each line: what was asked, the median and the longest of 20 answers in ms, the
first answer apart, and the server's largest memory (VmHWM) until then. The answers are checked against numpy.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy

from large_model import large_bundle, small_model

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")


class Server:
    def __init__(self, theta, data):
        self.process = subprocess.Popen([theta, "serve", "--port", "0", "--data", data, "--slots", "0"], stderr=subprocess.PIPE,
                                        stdout=subprocess.DEVNULL, text=True)
        for line in self.process.stderr:
            if line.startswith("{") and json.loads(line)["event"] == "listening":
                self.port = json.loads(line)["port"]
                break
        # The log must not fill its pipe.
        subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)

    def ask(self, method, path, body=None, headers=None):
        self.connection.request(method, path, body, headers or {})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            sys.exit(f"{method} {path}: {answer.status} {text[:500]}")
        return json.loads(text)

    def most_memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024


def measure(server, what, path, wanted=None):
    times = []
    for _ in range(21):
        start = time.perf_counter()
        answer = server.ask("GET", path)
        times.append(1000 * (time.perf_counter() - start))
    if wanted is not None and [item["document"] for item in answer["items"]] != wanted:
        sys.exit(f"{what}: other documents than numpy's")
    rest = sorted(times[1:])
    print(f"{what:46} median {rest[10]:8.2f} ms  longest {rest[-1]:8.2f} ms  first {times[0]:8.1f} ms  "
          f"{server.most_memory():4.0f} MiB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--topics", type=int, default=50)
    parser.add_argument("--theta", default=os.path.join(ROOT, "build/release/theta"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        model = small_model(arguments.theta, top, arguments.topics)
        bundle = os.path.join(top, "bundle.zip")
        weights = large_bundle(model, arguments.documents, bundle)
        server = Server(arguments.theta, os.path.join(top, "data"))
        try:
            start = time.perf_counter()
            with open(bundle, "rb") as file:
                size = os.path.getsize(bundle)
                made = server.ask("POST", "/api/models", file, {"Content-Type": "application/zip", "Content-Length": str(size)})
            print(f"import of {size >> 20} MiB: {time.perf_counter() - start:.1f} s, server at {server.most_memory():.0f} MiB", flush=True)
            base = f"/api/models/{made['model_id']}"
            start = time.perf_counter()
            server.ask("GET", base + "/documents?limit=50")
            print(f"first page with fetching and indexing: {time.perf_counter() - start:.1f} s, server at {server.most_memory():.0f} MiB", flush=True)
            column = weights[:, 7]
            order = numpy.lexsort((numpy.arange(len(column)), -column))
            middle = arguments.documents // 2
            measure(server, "as in the data, first page", base + "/documents", list(range(50)))
            measure(server, "as in the data, middle", f"{base}/documents?offset={middle}", list(range(middle, middle + 50)))
            measure(server, "by weight, first page", base + "/documents?topic=7&sort=weight", order[:50].tolist())
            measure(server, "by weight, middle", f"{base}/documents?topic=7&sort=weight&offset={middle}", order[middle:middle + 50].tolist())
            heavy = numpy.flatnonzero(column >= numpy.float32(0.2))
            measure(server, "weight of 0.2 and more", base + "/documents?topic=7&min_weight=0.2", heavy[:50].tolist())
            main_topic = numpy.flatnonzero(weights.argmax(axis=1) == 7)
            measure(server, "by main topic", base + "/documents?main_topic=7", main_topic[:50].tolist())
            measure(server, "weakest fits first", base + "/documents?sort=fit")
            measure(server, "weak fits of a group in four years", base + "/documents?weak=true&column=group&value=group%203&from=2001-01-01&until=2004-12-31")
            measure(server, "topics", base + "/topics")
            measure(server, "topic overview", base + "/topic-overview")
            measure(server, "time by year", base + "/temporal-analysis?freq=Y")
            measure(server, "time by month", base + "/temporal-analysis?freq=M")
            measure(server, "groups", base + "/dimension-analysis")
            measure(server, "reading a document", base + "/documents/123456")
            start = time.perf_counter()
            server.ask("POST", base + "/edits", json.dumps({"kind": "merge", "topics": [7, 8]}), {"Content-Type": "application/json"})
            server.ask("GET", base + "/documents?topic=7&sort=weight")
            print(f"an edit and the next page: {time.perf_counter() - start:.2f} s")
            measure(server, "by weight of a merged topic", base + "/documents?topic=7&sort=weight")
            print(f"largest memory of the server: {server.most_memory():.0f} MiB")
        finally:
            server.process.terminate()
            server.process.wait()


main()

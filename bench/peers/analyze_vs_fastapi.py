#!/usr/bin/python3
"""Topics of a text over HTTP: `theta serve` and FastAPI with PyTorch in turns, 64 connections of wrk on the same processors.

usage: analyze_vs_fastapi.py THETA CORPUS [--rounds 3] [--seconds 8]

CORPUS is a CSV of texts with the column text (20newsgroups.csv.gz). Ours answers POST /api/analyze from a model trained on it
first: K=50, V=10,000, H=800, with evidence, names and access log; the peer (fastapi_server.py) POST /theta. A text of 200 words.
Then the smallest answers: GET /healthz and GET /ping. Prints NDJSON; the last line holds the medians and their ratios.
"""

import argparse
import contextlib
import csv
import gzip
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from wrk import ask, machine, memory_mib

HERE = os.path.dirname(os.path.abspath(__file__))
TRAIN = {"type": "train", "model": "etm", "num_topics": 50, "vocab_size": 10000, "hidden_dim": 800, "epochs": 20, "seed": 1}


def show(event, **members):
    print(json.dumps({"event": event, **members}), flush=True)


def send(url, method="GET", body=None):
    """JSON in, JSON out; an open file goes as it is."""
    headers = {"Content-Type": "application/json"}
    if body is not None and not hasattr(body, "read"):
        body = json.dumps(body).encode()
    elif body is not None:
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(os.fstat(body.fileno()).st_size)}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method)) as answer:
        return json.load(answer)


@contextlib.contextmanager
def running(command, log):
    with open(log, "wb") as file, subprocess.Popen(command, stdout=file, stderr=file) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(url, process):
    start = time.monotonic()
    while process.poll() is None and time.monotonic() - start < 60:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            send(url)
            return time.monotonic() - start
        time.sleep(0.002)
    sys.exit(f"{url} is not answered")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def train(base, corpus):
    dataset = send(f"{base}/api/datasets", "POST", {"name": "bench", "columns": {"text_column": "text"}})["dataset_id"]
    with open(corpus, "rb") as file:
        send(f"{base}/api/datasets/{dataset}/files/{os.path.basename(corpus)}", "PUT", file)
    task = send(f"{base}/api/tasks", "POST", {**TRAIN, "dataset_id": dataset})["task_id"]
    while True:
        found = send(f"{base}/api/tasks/{task}")
        if found["status"] == "completed":
            return found["model_id"]
        if found["status"] in ("failed", "dead", "cancelled"):
            sys.exit(f"training ended: {found['error_message']}")
        time.sleep(0.5)


def text_of(theta, corpus, folder):
    """The first 200 words of the first text that has them, and the file of the vocabulary, which the peer takes, too."""
    imported = os.path.join(folder, "corpus")
    done = subprocess.run([theta, "import", corpus, "--text-column", "text", "--vocab-size", str(TRAIN["vocab_size"]), "--out",
                           imported], capture_output=True, text=True)
    if done.returncode not in (0, 3):  # 3: some rows were left out
        sys.exit(done.stderr)
    csv.field_size_limit(1 << 30)
    opener = gzip.open if corpus.endswith(".gz") else open
    with opener(corpus, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = row["text"].split()
            if len(words) >= 200:
                return " ".join(words[:200]), os.path.join(imported, "vocab.txt")
    sys.exit(f"{corpus}: no text has 200 words")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("theta")
    parser.add_argument("corpus")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=8)
    options = parser.parse_args()
    show("machine", machine=machine())
    with tempfile.TemporaryDirectory() as folder:
        text, vocabulary = text_of(options.theta, options.corpus, folder)
        ports = [free_port(), free_port()]
        ours, peer = (f"http://127.0.0.1:{port}" for port in ports)
        serve = [options.theta, "serve", "--port", str(ports[0]), "--data", os.path.join(folder, "data")]
        fastapi = ["/usr/bin/python3", os.path.join(HERE, "fastapi_server.py"), str(ports[1]), vocabulary]
        with running(serve, os.path.join(folder, "ours.log")) as server, \
                running(fastapi, os.path.join(folder, "peer.log")) as other:
            show("ready", ours_ms=1e3 * wait_for(f"{ours}/readyz", server), peer_ms=1e3 * wait_for(f"{peer}/ping", other),
                 ours_mib=memory_mib(server.pid), peer_mib=memory_mib(other.pid))
            question = {"model_id": train(ours, options.corpus), "text": text}
            answer = send(f"{ours}/api/analyze", "POST", question)["results"][0]
            if len(answer["weights"]) != TRAIN["num_topics"] or not answer["evidence"]:
                sys.exit(f"a strange answer: {answer}")
            cases = {"analyze": (("ours", f"{ours}/api/analyze", question), ("peer", f"{peer}/theta", {"text": text})),
                     "small": (("ours", f"{ours}/healthz", None), ("peer", f"{peer}/ping", None))}
            result = {}
            for name, sides in cases.items():
                rates, tails = {"ours": [], "peer": []}, {"ours": [], "peer": []}
                for _ in range(options.rounds):
                    for side, url, body in sides:
                        rate, p50, p99 = ask(url, options.seconds, body=body)
                        show(name, side=side, requests_per_second=rate, p50_ms=p50, p99_ms=p99)
                        rates[side].append(rate)
                        tails[side].append(p99)
                middle = {side: statistics.median(found) for side, found in rates.items()}
                result[name] = {"ours": middle["ours"], "peer": middle["peer"], "times": middle["ours"] / middle["peer"],
                                "ours_p99_ms": statistics.median(tails["ours"]), "peer_p99_ms": statistics.median(tails["peer"])}
            show("result", **result, ours_mib=memory_mib(server.pid), peer_mib=memory_mib(other.pid))


if __name__ == "__main__":
    main()

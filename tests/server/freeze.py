"""A server that is stopped for longer than its lease, while another one works on: what the first one says afterwards changes nothing.

usage: freeze.py THETA sqlite|postgres FREEZES
"""

import signal
import sys
import time

from places import Places, wait_until
from processes import jobs, lives
from program import check, speeches
from service import Service

BACKEND, FREEZES = sys.argv[2], int(sys.argv[3])
LEASE = 2  # seconds
OPTIONS = ("--slots", "1", "--threads", "1", "--lease", str(LEASE))


def training(server, dataset, seed):
    """A task that runs for some seconds."""
    return server.ask("POST", "/api/tasks", {"type": "train", "dataset_id": dataset, "model": "lda", "num_topics": 4, "epochs": 6000,
                                             "seed": seed}, status=202)["task_id"]


def freeze(places, dataset, number):
    """The frozen server thaws while its task runs elsewhere, or has ended there; the number of its child's process."""
    frozen, other = Service(places.data, *OPTIONS, env=places.env), None
    try:
        task = training(frozen, dataset, number)
        wait_until(lambda: frozen.ask("GET", f"/api/tasks/{task}")["status"] == "running" and jobs(places.data), "the task runs")
        frozen.process.send_signal(signal.SIGSTOP)
        other = Service(places.data, *OPTIONS, env=places.env)
        start = time.monotonic()
        wait_until(lambda: starts(other, task) == 2, "another server takes the task over", 45)
        rescued = time.monotonic() - start
        if number % 2:
            other.wait_for(task, ("completed",))
        frozen.process.send_signal(signal.SIGCONT)
        done = other.wait_for(task, ("completed",))
        time.sleep(1)
        check(other.ask("GET", f"/api/tasks/{task}") == done, "the thawed server changes nothing")
        check(states(other, task).count("completed") == 1, f"it was done once: {states(other, task)}")
        check(other.ask("GET", "/api/models")["total"] == number + 1, "there is one model of it")
        check(len(other.ask("GET", f"/api/models/{done['model_id']}/topics")["items"]) == 4, "the model is whole")
        return rescued
    finally:
        frozen.process.send_signal(signal.SIGCONT)
        for server in (frozen, other):
            if server is not None:
                server.stop()
        wait_until(lambda: not any(lives(pid) for pid in jobs(places.data)), "no child is left", 5)


def states(server, task):
    return [line["change"]["state"] for line in server.ask("GET", f"/api/tasks/{task}/history")["items"]]


def starts(server, task):
    return states(server, task).count("running")


def main():
    with Places(BACKEND) as places:
        with Service(places.data, "--slots", "0", env=places.env) as server:
            dataset = server.ask("POST", "/api/datasets", {"name": "freeze", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
            server.ask("PUT", f"/api/datasets/{dataset}/files/s.csv", speeches(200).encode(), status=201)
        rescued = [freeze(places, dataset, number) for number in range(FREEZES)]
        check(max(rescued) <= 45, f"tasks of a silent server are taken over in time: {rescued}")
        print(f"{BACKEND}: {FREEZES} freezes longer than the lease of {LEASE} s, 0 stale results; taken over after {max(rescued):.1f} s at most")


main()

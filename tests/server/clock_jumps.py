"""The wall clock jumps by up to a day, forward and back, while tasks run: no lease ends early, none sticks. What is meant to
end at a time (keys, sessions, links) does.

usage: clock_jumps.py THETA SHIFTED_CLOCK sqlite|postgres JUMPS
"""

import random
import sys
import time

from clock import Clock
from people import Person, first_admin
from places import Places
from program import check, speeches
from service import Service

CLOCK, BACKEND, JUMPS = sys.argv[2], sys.argv[3], int(sys.argv[4])
DAY = 24 * 3600
LEASE = 10  # seconds: a busy disk may hold up a heartbeat for two


def jumps(places, clock):
    order = random.Random(JUMPS)
    options = ("--slots", "1", "--threads", "1", "--lease", str(LEASE))
    env = {**places.env, **clock.env}
    # Two servers: each would take what it believes the other has lost. Their clocks jump apart, too.
    others = Clock(CLOCK, places.top.name, "others_clock")
    with Service(places.data, *options, env=env) as one, Service(places.data, *options, env={**env, **others.env}) as other:
        dataset = one.ask("POST", "/api/datasets", {"name": "jumps", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
        one.ask("PUT", f"/api/datasets/{dataset}/files/s.csv", speeches(200).encode(), status=201)
        tasks = []
        for number in range(JUMPS):
            while sum(one.ask("GET", f"/api/tasks?limit=1&status={state}")["total"] for state in ("pending", "running")) < 3:
                tasks.append(one.ask("POST", "/api/tasks", {"type": "train", "dataset_id": dataset, "model": "lda", "num_topics": 4,
                                                            "epochs": 20000, "seed": len(tasks)}, status=202)["task_id"])
            clock.set(order.uniform(-DAY, DAY))
            if number % 3 == 0:
                others.set(order.uniform(-DAY, DAY))
            time.sleep(order.uniform(0.2, 1))
        for task in tasks:
            other.wait_for(task, ("completed",))
            states = [line["change"]["state"] for line in other.ask("GET", f"/api/tasks/{task}/history")["items"]]
            check(states.count("running") == 1 and states.count("completed") == 1, f"{task} ran once: {states}")
        check(other.ask("GET", "/api/models?limit=1")["total"] == len(tasks), "each has its model")
    return len(tasks)


def ends(places, clock):
    """Keys, sessions and links end at their time."""
    clock.set(0)
    with Service(places.data, "--accounts", "--slots", "0", env={**places.env, **clock.env}) as server:
        admin = first_admin(server)
        made = admin.ask("POST", "/api/auth/keys", {"name": "a day", "scopes": ["read"], "expires_in_days": 1}, status=201)
        key = Person(server, made["key"])
        key.ask("GET", "/api/datasets")
        clock.set(DAY - 600)
        key.ask("GET", "/api/datasets")
        clock.set(DAY + 1)
        key.ask("GET", "/api/datasets", status=401)
        admin.ask("GET", "/api/datasets")  # a session in use lives on
        clock.set(400 * DAY)
        admin.ask("GET", "/api/datasets", status=401)


def main():
    with Places(BACKEND) as places:
        clock = Clock(CLOCK, places.top.name)
        tasks = jumps(places, clock)
    with Places(BACKEND) as places:
        ends(places, Clock(CLOCK, places.top.name))
    print(f"{BACKEND}: {JUMPS} jumps of the clock, {tasks} tasks, each ran once; a key and a session ended at their time")


main()

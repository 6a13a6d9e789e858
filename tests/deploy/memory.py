"""Memory of the whole deployment while a model is trained and people read pages: the sum of what its processes hold."""

import os
import threading
import time

from people import first_admin
from places import Places
from program import check, speeches
from service import Service
from shipped import Front
from web_behind_nginx import Web, built_web, need

MOST = 3600 << 20
READERS = 8


def family(pid):
    """A process and all below it."""
    found = [pid]
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                for child in file.read().split():
                    found += family(int(child))
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def held(pid):
    """Bytes of a family, what is shared counted once among its sharers."""
    total = 0
    for member in family(pid):
        try:
            with open(f"/proc/{member}/smaps_rollup", encoding="ascii") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:")) << 10
        except (FileNotFoundError, ProcessLookupError, StopIteration):
            pass
    return total


class Watch:
    """Looks five times a second; the most of each service, and of all at once."""

    def __init__(self, services):
        self.services = services
        self.most = dict.fromkeys(services, 0)
        self.together = 0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.stop.wait(0.2):
            now = {name: held(pid) for name, pid in self.services.items()}
            self.together = max(self.together, sum(now.values()))
            for name, size in now.items():
                self.most[name] = max(self.most[name], size)

    def end(self):
        self.stop.set()
        self.thread.join()


def read(front, admin, paths, done, failures):
    while not done.is_set():
        for path in paths:
            status = front.send("GET", path, headers=admin.headers("GET"))[0]
            if status != 200:
                failures.append((path, status))


def main():
    need("/usr/sbin/nginx")
    folder, node = built_web()
    with Places("postgres") as places, Service(places.data, "--accounts", "--trusted-proxy", "127.0.0.1", env=places.env) as server:
        web = Web(folder, node)
        front = Front(os.path.join(places.top.name, "nginx"), web.port, server.port).start()
        done, failures = threading.Event(), []
        try:
            admin = first_admin(server)
            admin.service = front
            admin.cookie = admin.csrf = None
            admin.log_in(admin.user["email"], admin.password)
            dataset = admin.ask("POST", "/api/datasets", {"name": "many", "columns": {"text_column": "text"}}, status=201)["dataset_id"]
            admin.ask("PUT", f"/api/datasets/{dataset}/files/many.csv", speeches(20_000).encode(), status=201)
            watch = Watch({"nginx": front.process.pid, "web": web.process.pid, "backend": server.process.pid,
                           "postgres": places.postgres.process.pid, "redis": places.redis.process.pid})
            task = admin.ask("POST", "/api/tasks", {"type": "train", "dataset_id": dataset, "num_topics": 50, "epochs": 5}, status=202)["task_id"]
            paths = ["/", "/jobs/", "/api/datasets", f"/api/tasks/{task}", f"/api/datasets/{dataset}/preview"]
            readers = [threading.Thread(target=read, args=(front, admin, paths, done, failures)) for _ in range(READERS)]
            for reader in readers:
                reader.start()
            end = time.monotonic() + 600
            while (state := admin.ask("GET", f"/api/tasks/{task}")["status"]) not in ("completed", "failed", "dead"):
                check(time.monotonic() < end, "the model is trained within ten minutes")
                time.sleep(0.5)
            done.set()
            for reader in readers:
                reader.join()
            watch.end()
            check(state == "completed" and not [one for one in failures if one[1] not in (202, 429)], f"all went well: {state} {failures[:5]}")
            told = ", ".join(f"{name} {size / 2**20:.0f}" for name, size in watch.most.items())
            print(f"MB at most: {told}; together {watch.together / 2**20:.0f}")
            check(watch.together <= MOST, "it fits on a machine of 4 GB")
        finally:
            done.set()
            front.stop()
            web.process.terminate()
            web.process.wait(20)


main()

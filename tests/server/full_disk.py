"""A disk that fills up: what cannot be stored is refused with 507 or 503, reads go on, and all is well again without a
restart as soon as there is room. In a mount namespace of the test's own, which has a small disk.

usage: full_disk.py THETA CYCLES
"""

import os
import subprocess
import sys
import tempfile
import time

from places import wait_until
from program import check, speeches
from service import Service

CYCLES = int(sys.argv[2])
DISK = 48 << 20  # bytes
HEALED = 5  # seconds after there is room again
REFUSALS = {503, 507}


def enter_namespace():
    """Starts this test again where it may mount things; ends it as skipped where that is forbidden."""
    words = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    probe = subprocess.run([*words, "sh", "-c", 'd=$(mktemp -d) && mount -t tmpfs none "$d" && umount "$d" && rmdir "$d"'],
                           stderr=subprocess.PIPE, text=True, check=False)
    if probe.returncode != 0:
        print(f"skipped: no disk can be mounted here: {probe.stderr.strip()}")
        sys.exit(77)
    os.execvp(words[0], [*words, sys.executable, *sys.argv[:3], "inside"])


class Disk:
    """A folder of its own size."""

    def __init__(self, folder):
        self.folder = folder
        self.filler = os.path.join(folder, "filler")
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", folder], check=True)

    def fill(self):
        with open(self.filler, "ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    pass

    def free(self):
        os.remove(self.filler)


def writes(dataset, number):
    """(method, path, body, headers) of what has to be stored."""
    json = {"Content-Type": "application/json"}
    yield "POST", "/api/datasets", b'{"name": "full"}', json
    yield "PUT", f"/api/datasets/{dataset}/files/{number}.txt", b"ship sail\n" * 100_000, {}
    yield ("PUT", f"/api/datasets/{dataset}/files/{number}p.txt", b"x" * 100_000,
           {"Content-Range": "bytes 0-99999/200000"})
    yield "POST", "/api/datasets?name=lines", b'{"text": "ship sail"}\n' * 50_000, {"Content-Type": "application/x-ndjson"}
    yield ("POST", "/api/tasks", b'{"type": "train", "dataset_id": "%s", "model": "lda", "num_topics": 2}' % dataset.encode(),
           {**json, "Idempotency-Key": f"full {number}"})
    yield "PATCH", f"/api/datasets/{dataset}", b'{"name": "disk %d"}' % number, json


def objects(data):
    return sorted(name for _, _, names in os.walk(os.path.join(data, "objects")) for name in names)


def cycle(server, disk, data, dataset, model, number):
    stored = objects(data)
    disk.fill()
    refused = 0
    for method, path, body, headers in writes(dataset, number):
        start = time.monotonic()
        status, fields, text = server.send(method, path, body, headers)
        # Some pages of the database's log may have room inside it: small things can still be stored.
        check(status in REFUSALS | {200, 201, 202}, f"{method} {path} on a full disk: {status} {text[:300]}")
        check(status not in REFUSALS or fields.get_content_type() == "application/problem+json", f"a problem: {fields}")
        check(status != 503 or fields["Retry-After"], "503 says when to come back")
        check(time.monotonic() - start < 5, "in time")
        refused += status in REFUSALS
    check(refused >= 3, f"a full disk refuses: {refused}")
    check(server.ask("GET", "/healthz") is not None, "the server is alive")
    server.ask("GET", "/api/datasets")
    server.ask("GET", "/api/tasks")
    server.ask("GET", f"/api/models/{model}/topics")
    status, _, text = server.send("GET", f"/api/datasets/{dataset}/files/s.csv/content")
    check((status, text) == (200, speeches(60).encode()), f"what is stored is read: {status} {text[:300]}")
    server.ask("POST", "/api/analyze", {"model_id": model, "text": "ship sail ocean"})
    check(set(stored) <= set(objects(data)), "nothing that was stored is lost")

    disk.free()
    start = time.monotonic()
    wait_until(lambda: server.send("PATCH", f"/api/datasets/{dataset}", b'{"name": "after %d"}' % number,
                                   {"Content-Type": "application/json"})[0] == 200, "it stores again", HEALED)
    path = f"/api/datasets/{dataset}/files/{number}.txt"
    server.ask("PUT", path, b"ship sail\n" * 100_000, status=201 if server.send("GET", path)[0] == 404 else 200)
    server.ask("DELETE", path, status=204)
    server.send("DELETE", f"/api/datasets/{dataset}/files/{number}p.txt")
    files = server.ask("GET", f"/api/datasets/{dataset}/files")["items"]
    check([file["name"] for file in files] == ["s.csv"], f"nothing of what was refused is there: {files}")
    return refused, time.monotonic() - start


def main():
    if sys.argv[3:] != ["inside"]:
        enter_namespace()
    with tempfile.TemporaryDirectory() as top:
        disk = Disk(top)
        data = os.path.join(top, "data")
        try:
            with Service(data, "--slots", "1", "--threads", "1") as server:
                dataset = server.ask("POST", "/api/datasets", {"name": "disk", "columns": {"text_column": "text"}},
                                     status=201)["dataset_id"]
                server.ask("PUT", f"/api/datasets/{dataset}/files/s.csv", speeches(60).encode(), status=201)
                task = {"type": "train", "dataset_id": dataset, "model": "lda", "num_topics": 2, "epochs": 5}
                first = server.ask("POST", "/api/tasks", task, status=202)["task_id"]
                model = server.wait_for(first, ("completed",))["model_id"]
                server.ask("GET", f"/api/models/{model}/topics")  # opened once: its tables are on the disk
                found = [cycle(server, disk, data, dataset, model, number) for number in range(CYCLES)]

                # A training that meets the full disk is tried again, and says why it waits.
                long = server.ask("POST", "/api/tasks", {**task, "epochs": 2000, "num_topics": 4}, status=202)["task_id"]
                server.wait_for(long, ("running",))
                disk.fill()
                time.sleep(2)
                disk.free()
                server.wait_for(long, ("completed",))
                for each in server.ask("GET", "/api/tasks?limit=1000")["items"]:
                    server.wait_for(each["task_id"], ("completed", "failed"))
            check(server.process.returncode in (0, 143), "it ended well")
        finally:
            subprocess.run(["umount", "-l", top], check=True)
    print(f"{CYCLES} full disks: {sum(refused for refused, _ in found)} refusals, well again after "
          f"{max(seconds for _, seconds in found):.2f} s at most")


main()

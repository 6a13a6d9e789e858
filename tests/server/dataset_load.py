"""Large data sets: a 500 MB upload in bounded memory, and pages of 20 Newsgroups at once when they are warm."""

import http.client
import os
import statistics
import sys
import tempfile
import time

from program import check
from service import Service

NEWSGROUPS = os.path.join(sys.argv[2], "20newsgroups.csv.gz")
MEGABYTE = 1 << 20


def resident(server):
    """Peak memory of the server in MiB."""
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024


def new(server):
    return "/api/datasets/" + server.ask("POST", "/api/datasets", {"name": "load"}, status=201)["dataset_id"]


def put(server, path, megabytes, first=0, total=None):
    """Sends so many MiB; seconds, status."""
    piece = (b"ship and sail and harbour and more of it\n" * 30_000)[:MEGABYTE]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.putrequest("PUT", path)
    connection.putheader("Content-Length", str(megabytes * MEGABYTE))
    if total:
        connection.putheader("Content-Range", f"bytes {first * MEGABYTE}-{(first + megabytes) * MEGABYTE - 1}/{total * MEGABYTE}")
    connection.endheaders()
    start = time.monotonic()
    for _ in range(megabytes):
        connection.send(piece)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return time.monotonic() - start, answer.status


def upload(server):
    path = new(server)
    put(server, path + "/files/small.csv", 1)
    before = resident(server)
    seconds, status = put(server, path + "/files/large.csv", 500)
    growth = resident(server) - before
    print(f"500 MiB whole: {500 * MEGABYTE / 1e6 / seconds:.0f} MB/s, {growth:.1f} MiB more memory")
    check(status == 201 and growth <= 32, f"{status}, {growth} MiB")
    start = time.monotonic()
    for first in range(0, 496, 31):
        status = put(server, path + "/files/pieces.csv", 31, first, 496)[1]
    seconds = time.monotonic() - start
    growth = resident(server) - before
    print(f"496 MiB in 16 pieces: {496 * MEGABYTE / 1e6 / seconds:.0f} MB/s with putting them together, {growth:.1f} MiB more memory")
    check(status == 201 and growth <= 32, f"{status}, {growth} MiB")


def newsgroups(server):
    if not os.path.exists(NEWSGROUPS):
        print(f"without {NEWSGROUPS}: no 20 Newsgroups")
        return
    path = new(server)
    with open(NEWSGROUPS, "rb") as file:
        server.ask("PUT", path + "/files/20newsgroups.csv.gz", file.read(), status=201)
    start = time.monotonic()
    while server.send("GET", path + "/profile")[0] == 202:
        time.sleep(0.1)
    print(f"20 Newsgroups looked through in {time.monotonic() - start:.1f} s")
    rows = server.ask("GET", path + "/profile")["rows"]["used"]
    for part, most in (("/preview?limit=50&offset={}", 0.15), ("/tokens?rows={}", 0.3), ("/profile", 0.15), ("/rejects", 0.15)):
        times = []
        for i in range(20):
            start = time.monotonic()
            code = server.send("GET", path + part.format(1 + i * (rows - 60) // 20))[0]
            times.append(time.monotonic() - start)
            check(code in (200, 404), f"{part}: {code}")  # 404: a row that was left out
        print(f"{part}: median {1000 * statistics.median(times):.1f} ms, most {1000 * max(times):.1f} ms of 20")
        check(statistics.median(times) <= most, f"{part} is answered in {most} s")
    check(resident(server) <= 300, f"{resident(server)} MiB")


def main():
    with tempfile.TemporaryDirectory() as top:
        with Service(os.path.join(top, "data"), "--slots", "0") as server:
            upload(server)
            newsgroups(server)


main()

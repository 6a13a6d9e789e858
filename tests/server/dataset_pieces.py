"""Files in pieces: in order, through kill -9, between two writers, held against their hash; and read back in ranges."""

import base64
import hashlib
import http.client
import os
import random
import tempfile
import threading

from program import check
from service import Service

TEXT = b"text\n" + b"".join(b"ship %d and sail and harbour\n" % i for i in range(40_000))
TOTAL = len(TEXT)
DIGEST = "sha-256=:" + base64.b64encode(hashlib.sha256(TEXT).digest()).decode() + ":"


def headers(begin, end, total=TOTAL, digest=None):
    return {"Content-Range": f"bytes {begin}-{end - 1}/{total}", **({"Repr-Digest": digest} if digest else {})}


def where(server, path, status=200):
    return server.ask("PUT", path, b"", {"Content-Range": f"bytes */{TOTAL}"}, status=status)


def wrong_pieces(server, path):
    check("first piece" in where(server, path, 404)["detail"], "nothing has come")
    problem = server.ask("PUT", path, TEXT[10:20], headers(10, 20), status=409)
    check(problem["received_bytes"] == 0, f"409 tells where to begin: {problem}")
    for value in ("bytes 0-9/*", "bytes 5-2/10", "bytes 0-9/5", "lines 0-9/10", "bytes */*", "bytes 0-9"):
        server.ask("PUT", path, b"x" * 10, {"Content-Range": value}, status=400)
    server.ask("PUT", path, b"x" * 10, headers(0, 10, 5 << 30), status=413)
    server.ask("PUT", path, b"", {"Content-Range": "bytes */0"}, status=422)
    server.ask("PUT", path, b"x", headers(0, 1, digest="sha-256=:abc=:"), status=400)
    server.ask("GET", path, status=404)


def begin(server, path):
    file = server.ask("PUT", path, TEXT[:1000], headers(0, 1000, digest=DIGEST))
    check(file["status"] == "partial" and file["received_bytes"] == 1000 and file["total_bytes"] == TOTAL, f"{file}")
    problem = server.ask("PUT", path, TEXT[:1000], headers(0, 1000), status=409)
    check(problem["received_bytes"] == 1000 and "1000" in problem["detail"], f"a piece again is told where to go on: {problem}")
    check(server.ask("PUT", path, TEXT[2000:3000], headers(2000, 3000), status=409)["received_bytes"] == 1000, "a hole")
    server.ask("PUT", path, TEXT[1000:1500], headers(1000, 2000), status=400)
    server.ask("PUT", path, TEXT[1000:2500], headers(1000, 2000), status=400)
    check("bytes" in server.ask("PUT", path, TEXT[1000:2000], headers(1000, 2000, TOTAL + 1), status=409)["detail"], "another size")
    other = "sha-256=:" + base64.b64encode(bytes(32)).decode() + ":"
    check("hash" in server.ask("PUT", path, TEXT[1000:2000], headers(1000, 2000, digest=other), status=409)["detail"], "another hash")
    server.ask("GET", path + "/content", status=409)
    check(where(server, path)["received_bytes"] == 1000, "nothing of all that was kept")


def killed(data, path):
    """Kills servers while pieces come; what was acknowledged is there each time."""
    rng = random.Random(7)
    for _ in range(4):
        with Service(data, "--slots", "0") as server:
            received = where(server, path)["received_bytes"]
            stop = threading.Timer(0.05 + rng.random() * 0.2, server.process.kill)
            stop.start()
            try:
                while received < TOTAL - 200_000:
                    end = received + 20_000
                    received = server.ask("PUT", path, TEXT[received:end], headers(received, end))["received_bytes"]
                    check(received == end, "the piece is counted")
            except (OSError, http.client.HTTPException):
                pass
            stop.cancel()
            server.kill()
        with Service(data, "--slots", "0") as server:
            found = where(server, path)["received_bytes"]
            check(received <= found <= received + 20_000, f"{received} bytes were acknowledged, {found} are there")


def race(server, path):
    """Two writers of the same piece: one is taken, the other told where to go on."""
    received = where(server, path)["received_bytes"]
    answers = []

    def send():
        end = received + 50_000
        answers.append(server.send("PUT", path, TEXT[received:end], headers(received, end))[0])

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(answers.count(200) == 1 and answers.count(409) == 5, f"one of six: {answers}")
    check(where(server, path)["received_bytes"] == received + 50_000, "one piece")


def end(server, data, path):
    received = where(server, path)["received_bytes"]
    file = server.ask("PUT", path, TEXT[received:], headers(received, TOTAL), status=201)
    check(file["status"] == "complete" and file["sha256"] == hashlib.sha256(TEXT).hexdigest() and file["bytes"] == TOTAL, f"{file}")
    check(server.ask("PUT", path, TEXT[received:], headers(received, TOTAL)) == file, "the last piece again is no error")
    check(where(server, path) == file, "nor is the question")
    names = [name for folder, _, names in os.walk(os.path.join(data, "objects", "objects")) for name in names]
    check(len(names) == 1, f"the pieces are gone: {names}")


def content(server, path):
    code, fields, body = server.send("GET", path + "/content")
    check(code == 200 and body == TEXT and "attachment" in fields["Content-Disposition"], "all of it")
    tag = fields["ETag"]
    check(server.send("GET", path + "/content", headers={"If-None-Match": tag})[0] == 304, "the client has it")
    for text, begin_, end_ in (("0-9", 0, 10), ("100000-", 100_000, TOTAL), ("-5", TOTAL - 5, TOTAL)):
        code, fields, body = server.send("GET", path + "/content", headers={"Range": "bytes=" + text, "If-Range": tag})
        check(code == 206 and body == TEXT[begin_:end_], f"{text}: {code}")
        check(fields["Content-Range"] == f"bytes {begin_}-{end_ - 1}/{TOTAL}", fields["Content-Range"])
    check(len(server.send("GET", path + "/content", headers={"Range": "bytes=0-9", "If-Range": '"x"'})[2]) == TOTAL, "another version")
    server.ask("GET", path + "/content", headers={"Range": f"bytes={TOTAL}-"}, status=416)


def damaged(server, folder):
    path = folder + "/files/damaged.csv"
    server.ask("PUT", path, TEXT[:1000], headers(0, 1000, digest=DIGEST))
    problem = server.ask("PUT", path, b"x" * (TOTAL - 1000), headers(1000, TOTAL), status=422)
    check("SHA-256" in problem["detail"], problem["detail"])
    server.ask("GET", path, status=404)
    server.ask("PUT", path, b"x", {"Repr-Digest": DIGEST}, status=422)
    server.ask("PUT", path, TEXT[:1000], headers(0, 1000))
    server.ask("PUT", path, TEXT, status=201)  # whole, in place of the pieces
    check(server.ask("GET", folder)["bytes"] == 2 * TOTAL, "both files count")
    server.ask("DELETE", path, status=204)
    server.ask("PUT", path, TEXT[:1000], headers(0, 1000))
    server.ask("DELETE", path, status=204)
    check(server.ask("GET", folder)["bytes"] == TOTAL, "one does")


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0") as server:
            folder = "/api/datasets/" + server.ask("POST", "/api/datasets", {"name": "pieces"}, status=201)["dataset_id"]
            path = folder + "/files/ships.csv"
            wrong_pieces(server, path)
            begin(server, path)
        killed(data, path)
        with Service(data, "--slots", "0") as server:
            race(server, path)
            end(server, data, path)
            content(server, path)
            damaged(server, folder)


main()

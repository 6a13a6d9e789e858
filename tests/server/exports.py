"""Downloads hold what theta export writes; links let others read one model, and nothing else."""

import csv
import io
import json
import os
import sys
import tempfile
import time
import zipfile

from program import check, run
from service import Service
from study import extract, upload_and_train, write_edits

FORMULA = '=cmd()|"x"'


def download(server, base, query, status=200):
    code, fields, body = server.send("GET", f"{base}/exports?{query}")
    check(code == status, f"{query} is answered {status}, not {code}: {body[:300]}")
    if status == 200:
        check(fields["Content-Disposition"].startswith("attachment"), f"{query} is no page")
        check(fields["X-Content-Type-Options"] == "nosniff", f"{query} is what it says")
    return body


def same_as_the_program(server, base, folder, corpus, top):
    for format_ in ("csv", "xlsx", "jsonl", "npz", "safetensors", "mallet", "ldavis", "dfr", "html", "svg"):
        out = os.path.join(top, "out-" + format_)
        wants = format_ in ("mallet", "dfr", "csv", "xlsx", "html")
        done = run("export", folder, "--format", format_, "--out", out, *(("--corpus", corpus) if wants else ()))
        check(done.returncode == 0, f"theta export {format_}: {done.stderr}")
        body = download(server, base, f"format={format_}")
        if os.path.isdir(out):
            archive = zipfile.ZipFile(io.BytesIO(body))
            check(archive.testzip() is None and sorted(archive.namelist()) == sorted(os.listdir(out)), f"{format_}: its files")
            for name in archive.namelist():
                with open(os.path.join(out, name), "rb") as file:
                    check(archive.read(name) == file.read(), f"{format_}: {name} is the same")
        elif format_ == "xlsx":  # its properties hold the time
            mine, theirs = zipfile.ZipFile(io.BytesIO(body)), zipfile.ZipFile(out)
            for name in theirs.namelist():
                check(name.startswith("docProps") or mine.read(name) == theirs.read(name), f"xlsx: {name} is the same")
        else:
            with open(out, "rb") as file:
                check(body == file.read(), f"{format_}: the same bytes")


def cells_are_safe(server, base):
    archive = zipfile.ZipFile(io.BytesIO(download(server, base, "format=csv")))
    rows = list(csv.reader(io.StringIO(archive.read("topics.csv").decode())))
    check(any("'" + FORMULA in row for row in rows), f"a formula is text: {rows[:3]}")
    raw = zipfile.ZipFile(io.BytesIO(download(server, base, "format=csv&raw=true")))
    check(any(FORMULA in row for row in csv.reader(io.StringIO(raw.read("topics.csv").decode()))), "unless it is asked for")
    check(b"<img src=x onerror" not in download(server, base, "format=html"), "a name is no markup")


def bundle_opens(server, base, folder, top):
    archive = zipfile.ZipFile(io.BytesIO(download(server, base, "format=bundle")))
    unpacked = os.path.join(top, "unpacked")
    archive.extractall(unpacked)
    check(run("topics", unpacked, "--json").stdout == run("topics", folder, "--json").stdout.replace(folder, unpacked),
          "a bundle is the model with its edits")


def share(server, base, model, other):
    token = server.ask("POST", base + "/shares", {"expires_in": 3600}, status=201)
    field = {"X-Share-Token": token["token"]}
    seen = server.ask("GET", "/api/shared", headers=field)
    check(seen["model"]["model_id"] == model, "a link names its model")
    for path in ("", "/topics", "/topic-overview", "/documents?limit=1", "/documents/0", "/edits", "/words/ship", "/map"):
        check(server.ask("GET", base + path, headers=field) == server.ask("GET", base + path), f"{path} is shown to whoever has the link")
    server.ask("GET", f"/api/models/{other}/topics", headers=field, status=404)
    server.ask("GET", base + "/topics", headers={"X-Share-Token": "A" * 44}, status=404)
    server.ask("GET", "/api/shared", status=400)
    listed = server.ask("GET", base + "/shares")
    check(listed["total"] == 1 and "token" not in listed["items"][0], "the token is told once")
    server.ask("DELETE", f"/api/models/{other}/shares/{token['share_id']}", status=404)
    server.ask("DELETE", f"{base}/shares/{token['share_id']}", status=204)
    server.ask("GET", base + "/topics", headers=field, status=404)
    short = server.ask("POST", base + "/shares", {"expires_in": 1}, status=201)
    time.sleep(1.2)
    server.ask("GET", base + "/topics", headers={"X-Share-Token": short["token"]}, status=404)
    check(server.ask("GET", base + "/shares")["items"][0]["expired"], "an old link is listed as such")
    for body in ({"expires_in": 0}, {"expires_in": 1e9}, {"expires": 5}):
        server.ask("POST", base + "/shares", body, status=422)
    check(not any(token["token"] in json.dumps(line) for line in server.log), "no log has the token")


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data) as server:
            model = upload_and_train(server)
            other = upload_and_train(server, rows=60, topics=2)
            base = f"/api/models/{model}"
            task = server.ask("GET", base)["task_id"]
            folder = extract(data, task, "model", os.path.join(top, "model"))
            corpus = extract(data, task, "corpus", os.path.join(top, "corpus"))
            server.ask("POST", base + "/edits", {"kind": "rename", "topic_id": 1, "name": FORMULA}, status=201)
            server.ask("POST", base + "/edits", {"kind": "rename", "topic_id": 2, "name": "<img src=x onerror=alert(1)>"}, status=201)
            server.ask("POST", base + "/edits", {"kind": "merge", "topics": [0, 4]}, status=201)
            write_edits(server, model, folder)
            same_as_the_program(server, base, folder, corpus, top)
            cells_are_safe(server, base)
            bundle_opens(server, base, folder, top)
            for query, status in (("", 400), ("format=pdf", 400), ("format=npz&texts=true", 422), ("format=csv&texts=yes", 400),
                                  ("format=svg&language=fr", 422), ("format=csv&top_words=-1", 400), ("format=bundle&raw=true", 400)):
                download(server, base, query, status)
            share(server, base, model, other)
            left = [name for name in os.listdir(os.path.join(data, "scratch")) if name.startswith("export-")]
            check(not left, f"nothing is left behind: {left}")


main()
sys.exit(0)

"""Downloads hold what theta export writes; links let others read one model, and nothing else; a bundle becomes a model again,
and damaged ones are refused."""

import csv
import hashlib
import io
import json
import os
import struct
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


def send_bundle(server, body, name="imported", status=201):
    return server.ask("POST", f"/api/models?name={name}", body, {"Content-Type": "application/zip"}, status)


def repack(body, change):
    """The bundle with some members changed: name -> bytes, or None to leave it out."""
    source, out = zipfile.ZipFile(io.BytesIO(body)), io.BytesIO()
    members = {name: source.read(name) for name in source.namelist()}
    members.update(change(members))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def signed(members, name, content):
    """A member and a manifest that tells of it."""
    manifest = json.loads(members["manifest.json"])
    manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return {name: content, "manifest.json": json.dumps(manifest).encode()}


def import_bundle(server, base):
    body = download(server, base, "format=bundle")
    done = send_bundle(server, repack(body, lambda members: {}), "zip%20of%20mine")
    mine = f"/api/models/{done['model_id']}"
    check(done["name"] == "zip of mine" and done["task_id"] is None and done["edits"] == 3, f"the import is a model: {done}")
    for path in ("/topics", "/topic-overview", "/temporal-analysis", "/dimension-analysis", "/metrics", "/map", "/similarity",
                 "/network", "/hierarchy", "/words/ship", "/topics/1/documents", "/topics/1/timeline", "/documents?limit=5",
                 "/documents/3", "/edits", "/citation", "/training-history"):
        ours, theirs = server.ask("GET", mine + path), server.ask("GET", base + path)
        for name in ("model_id", "revision", "has_texts", "text", "spans", "passages"):
            ours.pop(name, None), theirs.pop(name, None)
        for answer in (ours, theirs):
            for item in answer.get("items", []) + answer.get("alike", []):
                item.pop("excerpt", None)
        check(ours == theirs, f"{path} shows an imported model as it was")
    check(server.ask("GET", mine + "/documents/3")["text"] is None, "texts are not in a bundle")
    server.ask("GET", mine + "/documents?search=ship", status=422)
    server.ask("POST", mine + "/edits/undo", status=201)
    server.ask("DELETE", mine, status=204)
    return body


def damaged_bundles(server, body, top):
    def theta_of(value):
        def change(members):
            content = bytearray(members["theta.npy"])
            content[-4:] = struct.pack("<f", value)
            return signed(members, "theta.npy", bytes(content))
        return change

    def long_header(members):
        content = bytearray(members["model.safetensors"])
        content[:8] = struct.pack("<Q", 1 << 60)
        return signed(members, "model.safetensors", bytes(content))

    def far_offsets(members):
        content = members["model.safetensors"]
        size = struct.unpack("<Q", content[:8])[0]
        header = json.loads(content[8:8 + size])
        tensor = next(name for name in header if name != "__metadata__")
        header[tensor]["data_offsets"][1] = 1 << 62
        text = json.dumps(header).encode()
        return signed(members, "model.safetensors", struct.pack("<Q", len(text)) + text + content[8 + size:])

    def vocabulary(members):
        return signed(members, "vocab.txt", b"one\ntwo\n")

    def rows(members):
        return signed(members, "documents.csv", members["documents.csv"][:500])

    cases = [("a flipped bit", lambda members: {"beta.npy": members["beta.npy"][:-1] + b"\x7f"}),
             ("a missing file", lambda members: {"theta.npy": None}),
             ("no manifest", lambda members: {"manifest.json": None}),
             ("a manifest that is none", lambda members: {"manifest.json": b"[]"}),
             ("a manifest with a path", lambda members: signed(members, "../../evil", b"x")),
             ("a weight that is no number", theta_of(float("nan"))), ("a weight of 2", theta_of(2.0)),
             ("a safetensors header of 2^60 bytes", long_header), ("offsets behind the end", far_offsets),
             ("another vocabulary", vocabulary), ("documents that break off", rows),
             ("edits that do not fit", lambda members: {"edits.jsonl": b'{"edit_id":1,"created_at":"x","kind":"hide","topics":[99]}\n'}),
             ("edits that are none", lambda members: {"edits.jsonl": b"rm -rf\n"})]
    before = server.ask("GET", "/api/models")["total"]
    for what, change in cases:
        problem = send_bundle(server, repack(body, change), status=422)
        check("scratch" not in problem["detail"] and top not in problem["detail"], f"{what}: no path of the server in: {problem['detail']}")
    for content in (b"PK", b"x" * 5000, body[:len(body) // 2], b"PK\x01\x02" * 2000):
        send_bundle(server, content, status=422)
    server.ask("POST", "/api/models", b"", {"Content-Type": "application/zip"}, status=422)
    server.ask("POST", "/api/models", b"x", {"Content-Type": "text/plain"}, status=415)
    check(server.ask("GET", "/api/models")["total"] == before, "none of them is a model")


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
            damaged_bundles(server, import_bundle(server, base), top)
            left = [name for name in os.listdir(os.path.join(data, "scratch")) if name.startswith("work-")]
            check(not left, f"nothing is left behind: {left}")


main()
sys.exit(0)

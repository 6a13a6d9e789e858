"""Data sets out of rows, JSON lines and forms, in one request each: whole or not at all."""

import hashlib
import json
import os
import tempfile

from program import check
from service import Service

JSON = {"Content-Type": "application/json"}
LINES = {"Content-Type": "application/x-ndjson"}
ROWS = [{"text": "the ship left the harbour", "year": 1999}, {"text": "船 离开 港口 了", "year": 2001, "tags": ["a", "b"]}]


def form(parts, boundary="edge", end=True):
    """(name, file name or None, bytes) as multipart/form-data."""
    body = b""
    for name, file_name, value in parts:
        head = f'form-data; name="{name}"' + (f'; filename="{file_name}"' if file_name is not None else "")
        body += f"--{boundary}\r\nContent-Disposition: {head}\r\n\r\n".encode() + value + b"\r\n"
    return body + (f"--{boundary}--\r\n".encode() if end else b""), {"Content-Type": f"multipart/form-data; boundary={boundary}"}


def from_rows(server):
    made = server.ask("POST", "/api/datasets", {"name": "rows 行", "rows": ROWS, "columns": {"time_column": "year"}}, status=201)
    check(server.fields["Location"] == f"/api/datasets/{made['dataset_id']}", "Location names it")
    check(server.fields["ETag"] == '"1"', "it has an ETag")
    file = server.ask("GET", f"/api/datasets/{made['dataset_id']}/files/rows.jsonl")
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in ROWS).encode()
    check(file["sha256"] == hashlib.sha256(text).hexdigest() and file["bytes"] == len(text) == made["bytes"], "a line for each row")
    found = server.ask("GET", f"/api/datasets/{made['dataset_id']}/preview")
    check([(row["row"], row["time"]) for row in found["items"]] == [(1, "1999"), (2, "2001")], f"two rows: {found}")
    check(found["items"][1]["text"] == ROWS[1]["text"] and found["items"][1]["language"] == "zh", "a Chinese one")


def from_lines(server):
    text = b"\xef\xbb\xbf" + json.dumps(ROWS[0]).encode() + b"\r\n\n" + json.dumps(ROWS[1], ensure_ascii=False).encode()
    made = server.ask("POST", "/api/datasets?name=lines&columns=%7B%22text_column%22%3A%22text%22%7D", text, LINES, status=201)
    check(made["name"] == "lines" and made["columns"] == {"text_column": "text"} and made["bytes"] == len(text), f"{made}")
    big = b"".join(b'{"text": "word%d and some more words of it", "n": %d}\n' % (i % 100, i) for i in range(100_000))
    made = server.ask("POST", "/api/datasets?name=big", big, LINES, status=201)
    check(made["bytes"] == len(big), "five megabytes of lines, more than a JSON body may have")


def from_form(server):
    csv = "text,year\nthe ship left the harbour,1999\nbread and butter,2000\n".encode()
    body, headers = form([("file", "C:\\Users\\me\\one.csv", csv), ("name", None, "form 表".encode()),
                          ("columns", None, b'{"text_column": "text"}'), ("more", "二.csv", csv)])
    made = server.ask("POST", "/api/datasets/upload", body, headers, status=201)
    check(made["name"] == "form 表" and made["columns"] == {"text_column": "text"}, f"{made}")
    files = server.ask("GET", f"/api/datasets/{made['dataset_id']}/files")["items"]
    check(sorted(file["name"] for file in files) == ["one.csv", "二.csv"], f"two files, without their paths: {files}")
    check(all(file["sha256"] == hashlib.sha256(csv).hexdigest() for file in files) and made["bytes"] == 2 * len(csv), "whole")
    body, headers = form([("file", "only.csv", csv)])
    check(server.ask("POST", "/api/datasets/upload", body, headers, status=201)["name"] == "only.csv", "named after its file")


def wrong(server):
    """(path, body, headers, status, words of the detail)"""
    path = "/api/datasets"
    def rows(value):
        return path, json.dumps({"name": "a", "rows": value}).encode(), JSON
    yield *rows([]), 422, "rows"
    yield *rows({}), 422, "rows"
    yield *rows(["a"]), 422, "row 1 must be an object"
    yield *rows([{"text": "a"}, {}]), 422, "row 2"
    yield path, b'{"name": "a", "rows": [' + b'{"text": "' + b"x" * (5 << 20) + b'"}]}', JSON, 413, "4194304"
    yield path + "?name=a", b'{"text": "a"}\n{"text"\n', LINES, 422, "line 2"
    yield path + "?name=a", b'{"text": "a"}\n[1]\n', LINES, 422, "line 2 is not a JSON object"
    yield path + "?name=a", b'{"text": "a"}\n{"text": ' + b"[" * 70 + b"]" * 70 + b"}", LINES, 422, "nested"
    yield path + "?name=a", b'{"text": "' + b"x" * (5 << 20) + b'"}', LINES, 422, "line 1 is longer"
    yield path + "?name=a", b"\n \n", LINES, 422, "no row"
    yield path + "?name=a", b"", LINES, 422, "no row"
    yield path, b'{"text": "a"}\n', LINES, 422, "name"
    yield path + "?nme=a", b'{"text": "a"}\n', LINES, 400, 'did you mean "name"'
    yield path + "?name=a&columns=%5B%5D", b'{"text": "a"}\n', LINES, 422, "columns"
    yield path, b"a,b\n", {"Content-Type": "text/csv"}, 415, "application/x-ndjson"
    upload = path + "/upload"
    csv = ("file", "a.csv", b"text\nship\n")
    yield upload, b"{}", JSON, 415, "multipart"
    yield upload, *form([("name", None, b"a")]), 422, "no file"
    yield upload, *form([csv, csv]), 422, "two files"
    yield upload, *form([("file", "a.csv", b"")]), 422, "empty"
    yield upload, *form([("file", "..", b"x")]), 422, "name"
    yield upload, *form([csv, ("nmae", None, b"a")]), 422, 'did you mean "name"'
    yield upload, *form([csv, ("name", None, b"x" * 70000)]), 422, "longer"
    yield upload, *form([csv, ("columns", None, b"{")]), 422, "columns"
    yield upload, *form([csv, ("columns", None, b'{"text_colum": "a"}')]), 422, "text_column"
    yield upload, *form([csv], end=False), 400, ""


def main():
    with tempfile.TemporaryDirectory() as top:
        data = os.path.join(top, "data")
        with Service(data, "--slots", "0") as server:
            for path, body, headers, status, words in wrong(server):
                problem = server.ask("POST", path, body, headers, status)
                check(words in problem["detail"], f"{path} {body[:60]}: {problem['detail']} tells {words}")
            check(server.ask("GET", "/api/datasets")["total"] == 0, "no data set was made")
            left = [name for _, _, names in os.walk(os.path.join(data, "objects", "objects")) for name in names]
            check(not left, f"no object is left: {left}")
            from_rows(server)
            from_lines(server)
            from_form(server)


main()

"""Files that go straight between a browser and the bucket: parts by URL, completion, what is refused, downloads.

usage: direct_transfer.py THETA DIALECT
"""

import hashlib
import http.client
import os
import sys
import tempfile
import urllib.parse

from program import check
from service import Service
from standin import BUCKET, Standin

PART = 8 << 20


def fetch(standin, method, url, body=None, headers=None):
    """(status, header fields, bytes) of what anybody gets for a URL."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", standin.port, timeout=60)
    connection.request(method, f"{parts.path}?{parts.query}", body, {"Host": parts.netloc, **(headers or {})})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def send_parts(standin, answer, data, only=None):
    for part in answer["parts"]:
        if only and part["number"] not in only:
            continue
        status, _, text = fetch(standin, answer["method"], part["url"], data[part["offset"]:part["offset"] + part["bytes"]])
        check(status == 200, f"part {part['number']}: {status} {text}")


def begin(server, dataset, name, data, status=200, **more):
    return server.ask("POST", f"/api/datasets/{dataset}/files/{name}/transfer", {"total_bytes": len(data), **more}, status=status)


def complete(server, dataset, name, status=201):
    return server.ask("POST", f"/api/datasets/{dataset}/files/{name}/transfer/complete", b"", status=status)


def check_transfer(server, standin, dataset):
    data = b"text\n" + os.urandom(2 * PART + 1000)
    sha256 = hashlib.sha256(data).hexdigest()
    answer = begin(server, dataset, "large.csv", data, sha256=sha256)
    check(answer["direct"] and [part["number"] for part in answer["parts"]] == [1, 2, 3], f"{answer}")
    send_parts(standin, answer, data, only=[1, 3])
    refused = complete(server, dataset, "large.csv", status=409)
    check("2" in refused["detail"], f"the part that is missing is named: {refused}")
    again = begin(server, dataset, "large.csv", data, sha256=sha256)
    check([part["number"] for part in again["parts"]] == [2], f"only what is missing is asked for: {again['parts']}")
    url = again["parts"][0]["url"]
    check(fetch(standin, "GET", url)[0] == 403, "the URL does nothing else")
    check(fetch(standin, "PUT", url.replace("partNumber=2", "partNumber=1"), b"x")[0] == 403, "nor for another part")
    standin.clock = 1000
    check(fetch(standin, "PUT", url, b"x")[0] == 403, "nor later")
    standin.clock = 0
    send_parts(standin, again, data)
    file = complete(server, dataset, "large.csv")
    check(file["sha256"] == sha256 and file["total_bytes"] == len(data) and file["status"] == "complete", f"{file}")
    complete(server, dataset, "large.csv", status=200)
    begin(server, dataset, "large.csv", data, status=409)
    check(not standin.buckets[BUCKET].uploads, "nothing is left unfinished")

    path = f"/api/datasets/{dataset}/files/large.csv/content"
    status, fields, _ = server.send("GET", path + "?direct=true")
    check(status == 302 and fields["Cache-Control"] == "no-store", f"a redirect: {status}")
    status, fields, body = fetch(standin, "GET", fields["Location"])
    check(status == 200 and body == data and "large.csv" in fields["Content-Disposition"], "the bytes come from the bucket")
    check(server.send("GET", path)[2] == data, "and through the server")


def check_refusals(server, standin, dataset):
    data = os.urandom(1000)
    answer = begin(server, dataset, "wrong.csv", data, sha256="0" * 64)
    send_parts(standin, answer, data)
    refused = complete(server, dataset, "wrong.csv", status=422)
    check("SHA-256" in refused["detail"], f"{refused}")
    check(server.send("GET", f"/api/datasets/{dataset}/files/wrong.csv")[0] == 404, "a file that is wrong is gone")

    answer = begin(server, dataset, "more.csv", data)
    fetch(standin, "PUT", answer["parts"][0]["url"], data + b"more")
    complete(server, dataset, "more.csv", status=422)
    check(server.send("DELETE", f"/api/datasets/{dataset}/files/more.csv")[0] == 204, "it can be deleted")
    check(not standin.buckets[BUCKET].uploads, "with its parts")

    complete(server, dataset, "none.csv", status=404)
    for body in ({}, {"total_bytes": 0}, {"total_bytes": 10**12}, {"total_bytes": 5, "sha256": "x"}, {"total_bytes": 5, "other": 1}):
        server.ask("POST", f"/api/datasets/{dataset}/files/a.csv/transfer", body, status=422)
    foreign = "A" * 22
    server.ask("POST", f"/api/datasets/{foreign}/files/a.csv/transfer", {"total_bytes": 5}, status=404)


def main():
    with tempfile.TemporaryDirectory() as folder:
        standin = Standin(sys.argv[2]).start()
        env = dict(standin.variables(), no_proxy="*")
        with Service(os.path.join(folder, "data"), "--slots", "0", env=env) as server:
            dataset = server.ask("POST", "/api/datasets", {"name": "large"}, status=201)["dataset_id"]
            check_transfer(server, standin, dataset)
            check_refusals(server, standin, dataset)
        with Service(os.path.join(folder, "other"), "--slots", "0") as server:
            dataset = server.ask("POST", "/api/datasets", {"name": "small"}, status=201)["dataset_id"]
            check(begin(server, dataset, "a.csv", b"text") == {"direct": False}, "a folder takes files through the server")


main()

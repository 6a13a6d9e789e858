"""Every limit of the server answers with its own status, as a problem document, and the server goes on."""

import http.client
import os
import socket
import tempfile
import time

from people import add_person, first_admin
from program import check
from service import Service

JSON = {"Content-Type": "application/json"}
LONG = 8 << 10  # bytes of a request line
HEAD = 16 << 10  # bytes of a head
FIELDS = 100
BODY = 4 << 20  # bytes of a JSON body
FILE = 4 << 30  # bytes of a file
DEPTH = 64  # levels of JSON


def nested(levels):
    return b'{"name": ' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


def cases(dataset):
    """(what, method, path, body, headers, status). In pairs: just within a limit, just beyond."""
    get, path = "GET", "/api/datasets?name="
    line = len("GET  HTTP/1.1\r\n") + len(path)
    yield "a request line", get, path + "x" * (LONG - line), None, {}, 400  # read, and the query refused
    yield "a long request line", get, path + "x" * (LONG + 1 - line), None, {}, 414
    yield "a head", get, "/api/datasets", None, {"X-Long": "x" * (HEAD - 300)}, 200
    yield "a long head", get, "/api/datasets", None, {"X-Long": "x" * HEAD}, 431
    yield "fields", get, "/api/datasets", None, {f"X-{i}": "y" for i in range(FIELDS - 10)}, 200
    yield "too many fields", get, "/api/datasets", None, {f"X-{i}": "y" for i in range(FIELDS)}, 431
    yield "a body", "POST", "/api/datasets", b'{"name": "%s"}' % (b"x" * (BODY - 20)), JSON, 422  # read, and the name refused
    yield "a large body", "POST", "/api/datasets", b"x" * (BODY + 1), JSON, 413
    yield "another type", "POST", "/api/datasets", b"name: x", {"Content-Type": "application/yaml"}, 415
    yield "no type", "POST", "/api/tasks", b"{}", {}, 415
    yield "JSON", "POST", "/api/datasets", nested(DEPTH), JSON, 422
    yield "deep JSON", "POST", "/api/datasets", nested(DEPTH + 1), JSON, 422
    yield "deep JSON of a task", "POST", "/api/tasks", b'{"options": ' + b'{"a":' * DEPTH + b"1" + b"}" * DEPTH + b"}", JSON, 422
    yield "unpaired brackets", "POST", "/api/datasets", b"[" * (BODY - 1), JSON, 422
    yield "a wrong shape", "POST", "/api/datasets", b'{"name": ["x"]}', JSON, 422
    yield ("a large file", "PUT", f"/api/datasets/{dataset}/files/a.csv", b"x",
           {"Content-Range": f"bytes 0-0/{FILE + 1}"}, 413)


def announced(person, dataset):
    """A file that says that it will be too large is refused before it is sent."""
    connection = http.client.HTTPConnection("127.0.0.1", person.service.port, timeout=10)
    connection.putrequest("PUT", f"/api/datasets/{dataset}/files/a.csv")
    for name, value in {**person.headers("PUT"), "Content-Length": FILE + 1, "Expect": "100-continue"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    start = time.monotonic()
    answer = connection.getresponse()
    check(answer.status == 413 and time.monotonic() - start < 1.5, f"refused before it is sent: {answer.status}")
    connection.close()


def rate(server, admin):
    busy = add_person(admin, "busy@example.org")
    admin.ask("PATCH", f"/api/admin/users/{busy.user['user_id']}", {"quotas": {"max_requests": 20}})
    statuses = [busy.send("GET", "/api/datasets")[0] for _ in range(25)]
    check(statuses == [200] * 20 + [429] * 5, f"requests of a minute are counted: {statuses}")
    busy.ask("GET", "/api/datasets", status=429)
    check(0 < int(server.fields["Retry-After"]) <= 60, "429 says when to come back")


def half_a_head(server):
    """Who is slow is told so and let go; a library would hide the answer's bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        start = time.monotonic()
        text = b""
        while piece := client.recv(4096):
            text += piece
        check(text.startswith(b"HTTP/1.1 408 ") and 9 < time.monotonic() - start < 12, f"half a head is 408: {text[:200]}")


def main():
    with tempfile.TemporaryDirectory() as top:
        with Service(os.path.join(top, "data"), "--accounts", "--slots", "0") as server:
            admin = first_admin(server)
            dataset = admin.ask("POST", "/api/datasets", {"name": "one"}, status=201)["dataset_id"]
            count = 0
            for what, method, path, body, headers, status in cases(dataset):
                code, fields, text = admin.send(method, path, body, headers)
                check(code == status, f"{what}: {status}, not {code}: {text[:300]}")
                if status != 200:
                    check(fields.get_content_type() == "application/problem+json", f"{what}: a problem document, not {fields}")
                count += 1
            announced(admin, dataset)
            rate(server, admin)
            half_a_head(server)
            check(admin.ask("GET", "/api/datasets")["total"] == 1, "nothing came of any")
        print(f"{count} requests at the limits")


main()

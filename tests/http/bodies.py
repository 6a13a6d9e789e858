"""Bodies of requests: collected, streamed, refused; a large upload in little memory; forms."""

import hashlib
import json
import os
import threading
import time

from wire import Reader, Server, check, request

MIB = 1 << 20
BUILT_FOR_CHECKS = os.environ.get("THETA_SANITIZED") == "1"


def collected(server):
    body = os.urandom(MIB)
    check(server.ask("POST", "/echo", body).body == body, "a body of the limit comes back")
    check(server.ask("POST", "/echo", body + b"x").status == 413, "one byte more is too much")
    answer = server.ask("GET", "/hello", b"x" * 1000)
    check(answer.status == 200, "a GET may have a body")


def expectations(server):
    with server.connect() as client:
        reader = Reader(client)
        head = b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
        client.sendall(head % (b"/echo", 5))
        check(reader.answer().status == 100, "the client is told to go on")
        client.sendall(b"hello")
        check(reader.answer().body == b"hello", "and its body is taken")
        client.sendall(head % (b"/echo", 5) + b"hello")
        check(reader.answer().status == 200, "a client that did not wait gets no 100")
        client.sendall(head % (b"/small", 11))
        check(reader.answer().status == 413, "a body that would be refused is not asked for")
    with server.connect() as client:
        client.sendall(b"PUT /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
        reader = Reader(client)
        check(reader.answer().body == b"not read" and reader.is_closed(1.5), "a body that nobody reads is not asked for")


def refused_while_sending(server):
    """A client that sends a large body into a refusal still reads the answer."""
    body = b"x" * (8 * MIB)
    for method, path, status in (("POST", "/echo", 413), ("POST", "/none", 404), ("PUT", "/hello", 405), ("PUT", "/ignore", 200)):
        with server.connect(30) as client:
            sender = threading.Thread(target=send_quietly, args=(client, request(method, path, body)))
            sender.start()
            check(Reader(client).answer().status == status, f"{method} {path} with a large body is answered {status}")
            sender.join()


def send_quietly(client, bytes_):
    try:
        client.sendall(bytes_)
    except OSError:
        pass


def streamed(server):
    body = os.urandom(5 * MIB + 17)
    expected = {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    check(json.loads(server.ask("PUT", "/count/a", body).body) == expected, "a body of known length arrives whole")
    with server.connect(30) as client:
        client.sendall(b"PUT /count/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        at = 0
        while at < len(body):
            size = 1 + (at * 7919) % 70_000
            piece = body[at:at + size]
            client.sendall(b"%x;n=1\r\n%s\r\n" % (len(piece), piece))
            at += size
        client.sendall(b"0\r\nA: b\r\n\r\n" + request("GET", "/hello"))
        reader = Reader(client)
        check(json.loads(reader.answer().body) == expected and reader.answer().body == b"hello", "a chunked body arrives whole")
    with server.connect() as client:
        client.sendall(b"PUT /count/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\nhello")
        reader = Reader(client)
        check(reader.answer().status == 400 and reader.is_closed(1.5), "bad chunks are 400, whatever the handler makes of them")
    with server.connect() as client:
        client.sendall(b"PUT /count/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhello")
    server.wait_for("requests_running", 0)  # the handler of a client that is gone has ended


def large_upload():
    """500 MB through the server in 32 MiB, at 100 MB/s (less is asked of a build with checks)."""
    piece = b"0123456789abcdef" * 65536
    count = 50 if BUILT_FOR_CHECKS else 500
    with Server() as server:
        before = server.memory()
        start = time.monotonic()
        with server.connect(60) as client:
            client.sendall(b"PUT /count/a?nohash=1 HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % (count * len(piece)))
            for _ in range(count):
                client.sendall(piece)
            answer = json.loads(Reader(client).answer().body)
        seconds = time.monotonic() - start
        grown = server.peak_memory() - before
        check(answer["bytes"] == count * len(piece), "every byte arrives")
        check(BUILT_FOR_CHECKS or grown <= 32 * MIB, f"memory grows by at most 32 MiB, not {grown / MIB:.1f}")
        print(f"upload of {count} MiB: {count * len(piece) / seconds / 1e6:.0f} MB/s, memory + {grown / MIB:.1f} MiB")


def forms(server):
    part = "--b\r\nContent-Disposition: form-data; name=\"{}\"{}\r\n\r\n{}\r\n"
    body = (part.format("title", "", "A title") + part.format("file", "; filename=\"报告.csv\"", "x" * 200_000) + "--b--\r\n").encode()
    headers = ["Content-Type: multipart/form-data; boundary=b"]
    with server.connect() as client:
        client.sendall(request("POST", "/form", body, headers) + request("GET", "/hello"))
        reader = Reader(client)
        check(json.loads(reader.answer().body) == [["title", "", 7], ["file", "报告.csv", 200_000]], "a form is read part by part")
        check(reader.answer().body == b"hello", "and the connection goes on")
    check(server.ask("POST", "/form", body[:-4], headers).status == 400, "a form that is cut short is 400")
    check(server.ask("POST", "/form", body, ["Content-Type: text/csv"]).status == 415, "another type is 415")


def main():
    with Server(linger_ms=5000) as server:
        collected(server)
        expectations(server)
        refused_while_sending(server)
        streamed(server)
        forms(server)
    large_upload()


main()

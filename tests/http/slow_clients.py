"""Clients that are slow, or silent, or read nothing, are cut off by a deadline on the whole; others do not notice."""

import os
import time

from wire import Reader, Server, check, request

SANITIZED = os.environ.get("THETA_SANITIZED") == "1"
DEADLINES = {"idle_ms": 600, "head_ms": 400, "body_ms": 500, "body_rate": 10_000, "answer_ms": 500, "answer_rate": 100_000_000,
             "linger_ms": 200}


def drip(client, bytes_, pause=0.03, least=0.0):
    """Sends byte by byte until the server ends the connection; returns the seconds that it took and what came back."""
    start = time.monotonic()
    reader = Reader(client)
    for i in range(len(bytes_)):
        try:
            client.send(bytes_[i:i + 1])
        except ConnectionError:
            break
        if reader.is_closed(pause):
            break
    seconds = time.monotonic() - start
    check(seconds >= least, f"not before {least} s: {seconds:.2f}")
    return seconds, reader.bytes


def heads(server):
    with server.connect() as client:
        seconds, answer = drip(client, b"GET /hello HTTP/1.1\r\nHost: " + b"a" * 1000, least=0.35)
        check(seconds < 1.5 and answer.startswith(b"HTTP/1.1 408 "), f"a head that drips is 408 soon, not {answer[:20]!r} after {seconds:.2f} s")
    with server.connect() as client:
        client.sendall(b"\r\n\r")
        check(Reader(client).is_closed(2), "a head that is only begun ends")


def idle(server):
    for before in (b"", request("GET", "/hello")):
        with server.connect() as client:
            client.sendall(before)
            reader = Reader(client)
            if before:
                reader.answer()
            start = time.monotonic()
            check(reader.is_closed(2) and reader.bytes == b"", "an idle connection is closed without a word")
            check(time.monotonic() - start > 0.5, "but not at once")


def bodies(server):
    for path in (b"/echo", b"/count/a"):
        method = b"POST " if path == b"/echo" else b"PUT "
        with server.connect() as client:
            client.sendall(method + path + b" HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
            seconds, answer = drip(client, b"x" * 1000, least=0.4)
            check(seconds < 2 and answer.startswith(b"HTTP/1.1 408 "), f"a body that drips is 408 soon, not {answer[:20]!r} after {seconds:.2f} s")
    # A body that is slow but steady has all the time that its bytes earn.
    with server.connect() as client:
        client.sendall(b"PUT /count/a HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n")
        for _ in range(30):
            client.sendall(b"x" * 1000)
            time.sleep(0.05)
        check(b'"bytes":30000' in Reader(client).answer().body.replace(b" ", b""), "a steady body arrives")


def answers(server):
    with server.connect() as client:
        client.sendall(request("GET", "/stream?bytes=200000000"))
        server.wait_for("connections", 2)
        server.wait_for("connections", 1)  # the client that reads nothing is cut off


def crowd():
    """2,000 connections that hold a head: others are served as before, and each costs little."""
    with Server(network=1) as server:
        server.ask("GET", "/hello")
        before = server.memory()
        held = []
        for _ in range(2000):
            client = server.connect(20)
            client.sendall(b"GET /hello HTTP/1.1\r\nHost: ")
            held.append(client)
        times = []
        for _ in range(200):
            start = time.monotonic()
            check(server.ask("GET", "/quick").body == b"quick", "others are served")
            times.append(time.monotonic() - start)
        each = (server.memory() - before) / len(held)
        check(each <= 20 * 1024 or SANITIZED, f"a held connection takes at most 20 KiB, not {each / 1024:.1f}")
        print(f"2,000 held connections: {each / 1024:.1f} KiB each, 99th percentile of GETs {sorted(times)[197] * 1e3:.1f} ms")
        for client in held:
            client.close()


def main():
    with Server(**DEADLINES) as server:
        heads(server)
        idle(server)
        bodies(server)
        answers(server)
    crowd()


main()

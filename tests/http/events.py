"""Streams of server-sent events: a thousand of them, slow readers, ends."""

import json
import os
import resource
import time

from wire import Reader, Server, check, request

STREAMS = 1000
SANITIZED = os.environ.get("THETA_SANITIZED") == "1"


def chunk(reader):
    size = int(reader.line(), 16)
    text = reader.take(size)
    check(reader.take(2) == b"\r\n", "a chunk ends with CR LF")
    return text.decode()


def open_stream(server, headers=()):
    client = server.connect(20)
    client.sendall(request("GET", "/events", headers=headers))
    return client, Reader(client)


def one_stream():
    with Server(heartbeat_ms=200) as server:
        client, reader = open_stream(server, ["Last-Event-ID: 41", "Accept-Encoding: gzip"])
        with client:
            head = reader.head()
            check(head["Content-Type"] == "text/event-stream" and head["Cache-Control"] == "no-store", "the head of a stream")
            check(head["Content-Encoding"] is None and head["X-Accel-Buffering"] == "no", "neither packed nor held back")
            check(chunk(reader) == "id: 0\nevent: hello\ndata: 41\n\n", "what was sent before comes first")
            check(chunk(reader) == ":\n\n" and chunk(reader) == ":\n\n", "a silent stream has a heartbeat")
            server.ask("POST", "/push?close=1", "two\nlines 文".encode())
            text = ""
            while "data" not in text:
                text = chunk(reader)
            check(text == "id: 7\ndata: two\ndata: lines 文\n\n", "an event arrives")
            check(chunk(reader) == "" or reader.bytes == b"", "the stream ends")
            check(reader.is_closed(1.5), "and its connection")
        server.wait_for("ended_streams", 1)
        # A client that leaves is noticed without an event.
        client, reader = open_stream(server)
        reader.head()
        client.close()
        server.wait_for("ended_streams", 2)
        check(server.ask("HEAD", "/events").status == 200, "HEAD of a stream")
        server.wait_for("ended_streams", 3)


def slow_reader():
    with Server() as server:
        client, reader = open_stream(server)
        with client:
            reader.head()
            piece = b"x" * 30_000
            for _ in range(1000):
                if json.loads(server.ask("POST", "/push", piece).body)["taken"] == 0:
                    break
            check(json.loads(server.ask("POST", "/push", piece).body)["taken"] == 0, "a client that reads nothing is cut off")
            check(server.memory() < 100 << 20 or SANITIZED, "and holds no memory")


def too_many():
    with Server(events=2) as server:
        held = [open_stream(server) for _ in range(2)]
        for _, reader in held:
            check(reader.head().status == 200, "a stream within the limit")
        answer = server.ask("GET", "/events")
        check(answer.status == 503 and answer["Retry-After"] is not None, "one stream more is told to come again")
        server.wait_for("ended_streams", 1)
        for client, _ in held:
            client.close()
        server.wait_for("event_streams", 0)
        client, reader = open_stream(server)
        with client:
            check(reader.head().status == 200, "there is room again")


def a_thousand():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with Server(workers=2) as server:
        server.ask("GET", "/hello")
        before = server.memory()
        held = [open_stream(server) for _ in range(STREAMS)]
        for _, reader in held:
            reader.head()
            chunk(reader)
        each = (server.memory() - before) / STREAMS
        check(SANITIZED or each <= 20 * 1024, f"a stream takes at most 20 KiB, not {each / 1024:.1f}")
        times = []
        for _ in range(50):
            start = time.monotonic()
            check(server.ask("GET", "/hello").body == b"hello", "others are served meanwhile")
            times.append(time.monotonic() - start)
        start = time.monotonic()
        check(json.loads(server.ask("POST", "/push", b"now").body)["taken"] == STREAMS, "every stream takes the event")
        for _, reader in held:
            check("data: now" in chunk(reader), "every client gets it")
        arrived = time.monotonic() - start
        check(arrived < 1 or SANITIZED, f"within a second, not {arrived:.2f}")
        print(f"{STREAMS} streams: {each / 1024:.1f} KiB each, median GET {sorted(times)[25] * 1e3:.1f} ms, an event to all in {arrived * 1e3:.0f} ms")
        cut, seconds = server.stop()
        check(cut == 0 and seconds < 5, f"all streams end when the server stops, not {cut} cut after {seconds:.1f} s")
        for client, _ in held:
            client.close()


def main():
    one_stream()
    slow_reader()
    too_many()
    a_thousand()


main()

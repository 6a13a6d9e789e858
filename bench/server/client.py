"""A client that asks at a given rate whatever the answers take: what waits behind a slow answer is counted, too."""

import json
import socket
import statistics
import threading
import time


class Connection:
    """One kept HTTP connection. Bodies are told by their length."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def ask(self, request):
        """(status, body)"""
        self.socket.sendall(request)
        while b"\r\n\r\n" not in self.buffer:
            self.read()
        head, _, rest = self.buffer.partition(b"\r\n\r\n")
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
        self.buffer = rest
        while len(self.buffer) < length:
            self.read()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return int(head[9:12]), body

    def read(self):
        piece = self.socket.recv(1 << 16)
        if not piece:
            raise ConnectionError("the server has closed the connection")
        self.buffer += piece


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def post(path, body, headers=()):
    text = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\n"
    return head.encode() + "".join(f"{field}\r\n" for field in headers).encode() + b"\r\n" + text


def at_rate(port, requests_per_second, seconds, request_of, wanted=(200, 202), threads=4):
    """Latencies in milliseconds of requests that are due at even distances; each counts from when it was due. Ends with an error
    when an answer is not as wanted."""
    count = int(requests_per_second * seconds)
    start = time.perf_counter() + 0.1
    found, wrong = [], []

    def work(first):
        connection = Connection(port)
        for number in range(first, count, threads):
            due = start + number / requests_per_second
            wait = due - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            status, body = connection.ask(request_of(number))
            found.append(1e3 * (time.perf_counter() - due))
            if status not in wanted:
                wrong.append((status, body[:200]))

    workers = [threading.Thread(target=work, args=(first,)) for first in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if wrong or len(found) != count:
        raise SystemExit(f"{len(wrong)} of {count} answers are wrong, {count - len(found)} missing: {wrong[:1]}")
    return found


def percentiles(latencies):
    cuts = statistics.quantiles(latencies, n=100)
    return {"p50_ms": round(cuts[49], 2), "p99_ms": round(cuts[98], 2), "most_ms": round(max(latencies), 2)}

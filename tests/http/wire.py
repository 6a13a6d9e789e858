"""Starts the server under test and speaks to it byte by byte."""

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time

PROGRAM = sys.argv[1]
HANG = 5.0  # longer than any answer that these tests wait for


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


class Server:
    """The server, with settings as `name=value`; stopped at the end of a `with`."""

    def __init__(self, **settings):
        arguments = [f"{name}={value}" for name, value in settings.items()]
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        check(line.startswith("port "), f"the server started with {arguments}")
        self.port = int(line.split()[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    def stop(self):
        """SIGTERM; returns how many connections were cut, and the seconds that it took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        output, _ = self.process.communicate(timeout=30)
        check(self.process.returncode == 0, f"the server ended well, not with {self.process.returncode}")
        return int(re.search(r"cut (\d+)", output)[1]), time.monotonic() - start

    def connect(self, timeout=HANG):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def ask(self, method, path, body=b"", headers=()):
        """One request on a connection of its own."""
        with self.connect(30) as client:
            client.sendall(request(method, path, body, headers))
            return Reader(client).answer(method == "HEAD")

    def stats(self):
        return json.loads(self.ask("GET", "/stats").body)

    def wait_for(self, name, value, seconds=10):
        """Waits until a figure of stats() has this value."""
        end = time.monotonic() + seconds
        while (seen := self.stats()[name]) != value:
            check(time.monotonic() < end, f"{name} becomes {value}, not {seen}")
            time.sleep(0.02)

    def memory(self):
        """Resident bytes."""
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def peak_memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmHWM:\s+(\d+) kB", file.read())[1]) * 1024


def request(method, path, body=b"", headers=()):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *headers]
    if body or method in ("POST", "PUT"):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Answer:
    def __init__(self, status, headers):
        self.status = status
        self.headers = headers  # lower-case names
        self.body = b""

    def __getitem__(self, name):
        return self.headers.get(name.lower())


class Reader:
    """Reads answers off a socket, strictly."""

    def __init__(self, client):
        self.client = client
        self.bytes = b""

    def more(self):
        piece = self.client.recv(65536)
        self.bytes += piece
        return len(piece) > 0

    def take(self, count):
        while len(self.bytes) < count:
            check(self.more(), f"{count} bytes come, not {len(self.bytes)}")
        taken, self.bytes = self.bytes[:count], self.bytes[count:]
        return taken

    def line(self):
        while b"\r\n" not in self.bytes:
            check(self.more(), "a line ends")
        line, self.bytes = self.bytes.split(b"\r\n", 1)
        return line

    def head(self):
        status_line = self.line()
        match = re.fullmatch(rb"HTTP/1\.1 (\d{3}) [A-Za-z -]*", status_line)
        check(match, f"a status line, not {status_line!r}")
        headers = {}
        while line := self.line():
            name, value = line.split(b": ", 1)
            headers[name.decode().lower()] = value.decode()
        return Answer(int(match[1]), headers)

    def answer(self, head_only=False):
        answer = self.head()
        if head_only or answer.status in (100, 204, 304):
            return answer
        if answer["Transfer-Encoding"] == "chunked":
            while size := int(self.line(), 16):
                answer.body += self.take(size)
                check(self.take(2) == b"\r\n", "a chunk ends with CR LF")
            check(self.line() == b"", "the last chunk has no trailer")
        elif answer["Content-Length"] is not None:
            answer.body = self.take(int(answer["Content-Length"]))
        else:
            while self.more():
                pass
            answer.body, self.bytes = self.bytes, b""
        return answer

    def is_closed(self, seconds):
        """Whether the server ends the connection within this time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.client], [], [], left)
            if not ready:
                return False
            try:
                if not self.more():
                    return True
            except ConnectionError:
                return True
        return False

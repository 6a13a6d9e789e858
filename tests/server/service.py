"""Starts `theta serve` on a free port and speaks HTTP to it."""

import http.client
import json
import os
import signal
import subprocess
import threading
import time

from program import THETA, check
from schemas import check_answer


class Service:
    """A server on the data folder; stopped at the end of a `with`. `port` 0: a free one."""

    def __init__(self, data, *arguments, env=None, port=0):
        self.start("serve", "--port", str(port), "--data", data, *arguments, env=env)

    def start(self, *arguments, env=None):
        self.log = []
        self.port = None
        self.process = subprocess.Popen([THETA, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                        env={**os.environ, **(env or {})})
        self.ready = threading.Event()
        self.reader = threading.Thread(target=self.read_log)
        self.reader.start()
        self.ready.wait(30)
        check(self.port is not None, f"the server started: {self.log}")

    def read_log(self):
        for line in self.process.stderr:
            entry = json.loads(line) if line.startswith("{") else {"event": "words", "text": line}
            self.log.append(entry)
            if entry["event"] == "listening":
                self.port = entry["port"]
                self.ready.set()
        self.ready.set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    def stop(self):
        """SIGTERM, after which it ends well and by itself."""
        self.process.send_signal(signal.SIGTERM)
        check(self.process.wait(30) in (0, 143), f"the server ended well, not with {self.process.returncode}")
        self.reader.join()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()

    def send(self, method, path, body=None, headers=None):
        """(status, header fields, bytes)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def ask(self, method, path, body=None, headers=None, status=200):
        """JSON in, JSON out; the answer must be what the contract says."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        code, fields, text = self.send(method, path, body, headers)
        check(code == status, f"{method} {path} is answered {status}, not {code}: {text[:500]}")
        value = json.loads(text) if text else None
        if value is not None:
            check_answer(method, path, code, fields.get_content_type(), value)
        self.fields = fields
        return value

    def wait_for(self, task, wanted, seconds=120):
        """Waits until a task is in one of the states."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.ask("GET", f"/api/tasks/{task}")
            if found["status"] in wanted:
                return found
            time.sleep(0.1)
        check(False, f"task {task} is one of {wanted}, not {found}")

"""A PostgreSQL and a Redis of a test's own, which it may kill and start again."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from processes import die_with_parent
from program import check

POSTGRES = "/usr/lib/postgresql/15/bin/"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def require_programs():
    """Ends the test as skipped where one of the two is not installed."""
    for program in (POSTGRES + "postgres", "redis-server"):
        if not shutil.which(program):
            print(f"skipped: {program} is not installed")
            sys.exit(77)


def wait_until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        check(time.monotonic() < end, f"{what} within {seconds} s")
        time.sleep(0.02)


class Postgres:
    """A database server below `folder`, as the user postgres where we are root. It keeps what it has acknowledged."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.url = f"postgresql://theta:test-secret@127.0.0.1:{self.port}/postgres"
        os.makedirs(folder)
        password = os.path.join(folder, "password")
        with open(password, "w", encoding="utf-8") as file:
            file.write("test-secret")
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.user:
            for path in (folder, password):
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        self.run("initdb", "-D", self.data, "-A", "scram-sha-256", "-U", "theta", f"--pwfile={password}", "-E", "UTF8",
                 "--locale=C.UTF-8", "-N", "--wal-segsize=4")
        self.process = None
        self.start()

    @property
    def data(self):
        return os.path.join(self.folder, "data")

    def popen(self, *words):
        user = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        with open(os.path.join(self.folder, "log"), "a", encoding="utf-8") as log:
            return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                                    preexec_fn=die_with_parent, **user)

    def run(self, name, *words):
        check(self.popen(POSTGRES + name, *words).wait(120) == 0, f"{name} ends well: {self.log()}")

    def log(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as file:
            return file.read()[-2000:]

    def answers(self):
        if self.process.poll() is not None:  # the port or the memory of the one before is not free yet
            self.launch()
        return self.popen(POSTGRES + "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)).wait(30) == 0

    def launch(self):
        self.process = self.popen(POSTGRES + "postgres", "-D", self.data, "-p", str(self.port), "-c",
                                  "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}", "-c",
                                  "max_wal_size=64MB")

    def start(self):
        self.launch()
        wait_until(self.answers, "PostgreSQL answers")

    def children(self):
        try:
            with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="utf-8") as file:
                return [int(word) for word in file.read().split()]
        except FileNotFoundError:
            return []

    def kill(self):
        """At once, all of it."""
        for pid in [self.process.pid, *self.children()]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGINT)  # "fast": breaks connections
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


class Redis:
    """A Redis that stores nothing."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder)
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.start()

    def command(self, *words):
        """One command; the first line of the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            parts = "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
            connection.sendall(f"*{len(words)}\r\n{parts}".encode())
            return connection.makefile().readline().strip()

    def answers(self):
        try:
            return self.command("PING") == "+PONG"
        except OSError:
            return False

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir",
             self.folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
        wait_until(self.answers, "Redis answers")

    def flush(self):
        check(self.command("FLUSHALL") == "+OK", "Redis forgets everything")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.kill()


class Places:
    """Where a server keeps things: SQLite in its folder, or a PostgreSQL and a Redis of its own."""

    def __init__(self, backend):
        self.top = tempfile.TemporaryDirectory()
        self.data = os.path.join(self.top.name, "data")
        self.env = {}
        self.postgres = self.redis = None
        if backend == "sqlite":
            return
        require_programs()
        os.chmod(self.top.name, 0o711)  # for the user postgres
        self.postgres = Postgres(os.path.join(self.top.name, "postgres"))
        self.redis = Redis(os.path.join(self.top.name, "redis"))
        self.env = {"DATABASE_URL": self.postgres.url, "REDIS_URL": self.redis.url}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for server in (self.postgres, self.redis):
            if server:
                server.stop()
        self.top.cleanup()

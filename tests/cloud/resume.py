"""An upload that is killed goes on where it was, in each dialect: no part that the store has is sent again.

usage: resume.py THETA
"""

import collections
import hashlib
import os
import signal
import subprocess
import tempfile
import time

from program import THETA, check
from standin import BUCKET, Standin

PART = 8 << 20
PARTS = 6  # and a short one


def part_puts(standin):
    """{part number: how often it was stored}"""
    with standin.lock:
        return collections.Counter(int(each["query"]["partNumber"]) for each in standin.requests
                                   if each["method"] == "PUT" and "partNumber" in each["query"] and each["status"] == 200)


def stored_parts(standin):
    bucket = standin.buckets[BUCKET]
    with bucket.lock:
        return sorted(number for upload in bucket.uploads.values() for number in upload.parts)


def wait_until(condition, what):
    end = time.monotonic() + 60
    while not condition():
        check(time.monotonic() < end, what)
        time.sleep(0.02)


class Place:
    """A home, a file of several parts, and a stand-in."""

    def __init__(self, folder, dialect):
        self.standin = Standin(dialect).start()
        self.file = os.path.join(folder, "texts.bin")
        with open(self.file, "wb") as file:
            file.write(os.urandom(PARTS * PART + 12345))
        self.journal = os.path.join(folder, "state", "theta", "uploads")
        self.env = dict(os.environ, HOME=folder, XDG_STATE_HOME=os.path.join(folder, "state"), no_proxy="*", **self.standin.variables())
        self.to = f"{self.standin.dialect}://{BUCKET}/incoming/texts.bin"

    def start(self):
        return subprocess.Popen([THETA, "cloud", "cp", self.file, self.to], env=self.env, stderr=subprocess.PIPE)

    def copy(self):
        process = self.start()
        _, said = process.communicate(timeout=120)
        return process.returncode, said.decode()

    def hold_parts_after(self, count):
        """Parts behind the first `count` never arrive."""
        self.standin.faults.order(f'[{{"do": "drop", "method": "PUT", "query": "partNumber", "times": 99, "after": {count}}}]')

    def kill_after(self, count):
        """Starts a copy, and kills it once so many parts are there and others are on their way."""
        process = self.start()
        wait_until(lambda: len(stored_parts(self.standin)) >= count, f"{count} parts are there")
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.standin.faults.clear()

    def check_object(self):
        found = self.standin.buckets[BUCKET].objects["incoming/texts.bin"]
        with open(self.file, "rb") as file:
            data = file.read()
        check(b"".join(found.read(0, found.size - 1)) == data, "the object is the file")
        kept = found.facts[("x-oss-" if self.standin.dialect == "oss" else "x-amz-") + "meta-theta-sha256"]
        check(kept == hashlib.sha256(data).hexdigest(), "its digest is kept with it")
        check(os.listdir(self.journal) == [], "nothing is remembered of an upload that is done")
        check(not self.standin.buckets[BUCKET].uploads, "no upload is left unfinished")


def check_kill(dialect):
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder, dialect)
        place.hold_parts_after(3)
        place.kill_after(3)
        there = stored_parts(place.standin)
        check(len(os.listdir(place.journal)) == 2, "the upload is remembered")
        code, said = place.copy()
        check(code == 0, said)
        puts = part_puts(place.standin)
        check(all(puts[number] == 1 for number in there), f"parts {there} were there, and sent: {dict(puts)}")
        check(sorted(puts) == list(range(1, PARTS + 2)), f"all parts: {dict(puts)}")
        place.check_object()


def check_damage(dialect):
    """A part that is not what the file says is sent again; one of a file that was changed is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder, dialect)
        place.hold_parts_after(3)
        place.kill_after(3)
        upload = next(iter(place.standin.buckets[BUCKET].uploads.values()))
        number = min(upload.parts)
        upload.parts[number] = type(upload.parts[number])(bytes(PART))
        code, said = place.copy()
        check(code == 0, said)
        check(part_puts(place.standin)[number] == 2, "the wrong part was sent again")
        place.check_object()

        place.hold_parts_after(3)
        place.kill_after(3)
        with open(place.file, "r+b") as file:
            file.write(b"other texts")
        code, said = place.copy()
        check(code == 0, said)
        place.check_object()


def check_interrupt():
    """Ctrl-C keeps what is there, and says how to go on."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder, "oss4")
        place.standin.faults.order('[{"do": "slow", "method": "PUT", "query": "partNumber", "seconds": 0.5, "times": 99}]')
        process = place.start()
        wait_until(lambda: len(stored_parts(place.standin)) >= 1, "a part is there")
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
        check(process.returncode == 130 and "goes on" in said, f"{process.returncode}: {said}")
        there = stored_parts(place.standin)
        place.standin.faults.clear()
        code, said = place.copy()
        check(code == 0, said)
        check(all(part_puts(place.standin)[number] == 1 for number in there), "no part twice")
        place.check_object()


def main():
    for dialect in ("oss4", "oss1", "s3"):
        check_kill(dialect)
    check_damage("oss4")
    check_damage("s3")
    check_interrupt()


main()
